"""How feeds and calendars are answered: kept as pages are, but for what a search finds, which may
lag behind the content and is looked up each time."""

from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from cms.pages.publishing import keeping
from cms.shelves import Shelf

SHELF = Shelf("followed", places=200)
ASK_EACH_TIME = "no-cache"


class Made(NamedTuple):
    """A feed or a calendar, the same bytes for the same content."""

    body: bytes
    content_type: str
    file_name: str = ""
    """Under which browsers save it; empty for what they show."""

    def as_response(self) -> HttpResponse:
        response = HttpResponse(self.body, content_type=self.content_type)
        if self.file_name:
            response["Content-Disposition"] = f'attachment; filename="{self.file_name}"'
        return response


def kept_answer(request: HttpRequest, place: str, make: Callable[[], Made]) -> HttpResponse:
    """What stands at a place, which tells with the Site all that the answer depends on."""
    return keeping.kept_answer(request, SHELF, place, lambda: keeping.for_all(make().as_response()))


def fresh_answer(request: HttpRequest, made: Made) -> HttpResponse:
    """What is made each time."""
    response = made.as_response()
    response["ETag"] = f'"{sha256(made.body).hexdigest()[:32]}"'
    response["Cache-Control"] = ASK_EACH_TIME
    return get_conditional_response(request, response["ETag"], response=response) or response
