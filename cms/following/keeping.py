"""Answers of feeds and calendars are kept as those of GraphQL are: until what is public changes, by
anything that raises the content version or by time alone; so that they are never stale.

What a search finds may lag behind the content: it is looked up each time."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response

from cms.conf import conf
from cms.pages.models import ContentVersion
from cms.pages.publishing.freshness import cache_control, next_change
from cms.pages.visibility.sites import current_ground
from cms.release import release
from cms.shelves import Shelf

MAX_KEPT_BYTES = 200_000
"""Of one answer; a longer one is made each time."""
SHELF = Shelf("followed", places=200)
KEPT_FOR = 60 * 60
"""Seconds at most, so that a shared store gets rid of those of earlier versions."""
ASK_EACH_TIME = "no-cache"


class Made(NamedTuple):
    """A feed or a calendar, the same bytes for the same content."""

    body: bytes
    content_type: str
    file_name: str = ""
    """Under which browsers save it; empty for what they show."""


class _Kept(NamedTuple):
    made: Made
    until: datetime
    """When what is public changes by time."""


def kept_answer(request: HttpRequest, place: str, make: Callable[[], Made]) -> HttpResponseBase:
    """What stands at a place, which tells with the Site all that the answer depends on."""
    now = timezone.now()
    ground = current_ground()
    parts = (
        str(ContentVersion.current()),
        release(),
        ground.key if ground else "",
        conf().PUBLIC_URL,
        place,
    )
    key = sha256("\n".join(parts).encode()).hexdigest()
    kept: _Kept | None = SHELF.get(key)
    if kept is None or kept.until <= now:
        # What is public may change while it is made, but then it has a later version, too.
        until = next_change(now)
        kept = _Kept(make(), until)
        if now < until and len(kept.made.body) <= MAX_KEPT_BYTES:
            SHELF.put(key, kept, min((until - now).total_seconds(), KEPT_FOR))
    return _response(request, kept.made, cache_control(now, kept.until))


def fresh_answer(request: HttpRequest, made: Made) -> HttpResponseBase:
    """What is made each time."""
    return _response(request, made, ASK_EACH_TIME)


def _response(request: HttpRequest, made: Made, cache_control: str) -> HttpResponseBase:
    etag = f'"{sha256(made.body).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag)
    if response is None:
        response = HttpResponse(made.body, content_type=made.content_type)
        response["Content-Length"] = str(len(made.body))
        if made.file_name:
            response["Content-Disposition"] = f'attachment; filename="{made.file_name}"'
    response["ETag"] = etag
    response["Cache-Control"] = cache_control
    return response
