"""Answers by GET are kept until what is public changes: by anything that raises the content
version, or by time alone. So our own service is never stale, however many processes it has."""

import json
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

import orjson
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from cms.conf import conf
from cms.pages.models import ContentVersion
from cms.pages.publishing.freshness import NOT_KEPT, cache_control, next_change
from cms.pages.visibility.sites import ground_for
from cms.release import release
from cms.shelves import Shelf
from participation_api.door.documents import is_operation
from participation_api.door.requests import is_from_browser

MAX_KEPT_BYTES = 200_000
"""Of one answer; a longer one is made each time."""
OF_AN_OPERATION = {"documentId", "variables", "operationName"}
"""The parameters of an address that asks for one."""
OF_OPERATIONS = Shelf("graphql-answer-of-operation", places=1_000)
OF_OTHERS = Shelf("graphql-answer", places=200)
"""Of queries that anybody may write: with MAX_KEPT_BYTES they fill 40 MB at most, and push out no
answers of the persisted operations."""
KEPT_FOR = 60 * 60
"""Seconds at most, so that a shared store gets rid of those of earlier versions."""


class Answer(HttpResponse):
    """As it is given to those who ask by POST."""

    def __init__(self, data: dict[str, Any], status: int = 200, may_be_kept: bool = False) -> None:
        super().__init__(
            _as_json(data),
            content_type="application/json",
            status=status,
            headers={"Cache-Control": NOT_KEPT},
        )
        self.may_be_kept = may_be_kept
        """By caches, when it is asked for by GET."""


def _as_json(data: dict[str, Any]) -> bytes:
    try:
        return orjson.dumps(data)
    except orjson.JSONEncodeError:
        # Too large a number, too deep a list or half a character in the JSON of a page: what is
        # stored is answered, and the rest of the answer with it.
        return json.dumps(data, default=str).encode()


class Kept(NamedTuple):
    body: bytes
    until: datetime
    """When what is public changes by time."""
    etag: str
    """Of the body alone: who has it need not get it again when something else has changed."""


class KeptAnswersMiddleware:
    """Answers by GET with ETag, and with a 304 for who has the answer already. What is kept is
    found by the address alone, with its Site where there are several, before anything else of the
    request is looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.path = reverse("kumppanuus_doors:graphql")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_asked_by_get = request.method in ("GET", "HEAD") and request.path_info == self.path
        if not is_asked_by_get or is_from_browser(request):
            return self.get_response(request)
        now = timezone.now()
        shelf, key = _place(request)
        kept: Kept | None = shelf.get(key)
        if kept is None or kept.until <= now:
            # What is public may change while it is answered, but then it has a later version, too.
            until = next_change(now)
            response = self.get_response(request)
            if not isinstance(response, Answer) or not response.may_be_kept or until <= now:
                return response
            kept = Kept(response.content, until, f'"{_digest(response.content)}"')
            if len(kept.body) <= MAX_KEPT_BYTES:
                shelf.put(key, kept, min((until - now).total_seconds(), KEPT_FOR))
        return _as_response(request, kept, now)


def _as_response(request: HttpRequest, kept: Kept, now: datetime) -> HttpResponseBase:
    response = get_conditional_response(request, kept.etag)
    if response is None:
        response = HttpResponse(kept.body, content_type="application/json")
        response["Content-Length"] = str(len(kept.body))
    response["ETag"] = kept.etag
    response["Cache-Control"] = cache_control(now, kept.until)
    response["Vary"] = "Accept, Accept-Encoding"
    return response


def _place(request: HttpRequest) -> tuple[Shelf, str]:
    """The release tells what a documentId stands for; a hash stands for one query alone."""
    operation = _operation(request)
    ground = ground_for(request)
    parts = (
        str(ContentVersion.current()),
        release(),
        ground.key if ground else "",
        conf().PUBLIC_URL,
        operation or request.META.get("QUERY_STRING", ""),
    )
    return OF_OPERATIONS if operation else OF_OTHERS, _digest(" ".join(parts).encode())


def _operation(request: HttpRequest) -> str:
    """The persisted operation that is asked with its variables; empty where anything else is, too,
    by which there would be any number of addresses of it."""
    try:
        asked = request.GET.dict()
    except TooManyFieldsSent:
        return ""  # told of where it is read
    if asked.keys() <= OF_AN_OPERATION and is_operation(asked.get("documentId", "")):
        return repr(sorted(asked.items()))
    return ""


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:32]
