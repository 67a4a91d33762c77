"""Answers by GET are kept until what is public changes: by anything that raises the content
version, or by time alone. So our own service is never stale, however many processes it has."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response

from cms.pages.freshness import NOT_KEPT, cache_control, next_change
from cms.pages.models import ContentVersion

MOST_KEPT_BYTES = 200_000
"""Of one answer; a longer one is made each time."""
KEPT_FOR = 60 * 60
"""Seconds at most, so that a shared store gets rid of those of earlier versions."""


class Answer(NamedTuple):
    body: bytes
    """JSON."""
    status: int = 200
    is_kept: bool = False
    """Whether caches may keep it."""


class Kept(NamedTuple):
    body: bytes
    until: datetime
    """When what is public changes by time."""
    etag: str
    """Of the body alone: who has it need not get it again when something else has changed."""


def response_to(request: HttpRequest, answer: Callable[[], Answer]) -> HttpResponseBase:
    """By GET with ETag, as long as shared caches may keep it; 304 for who has it already. What is
    kept by us is found by the address alone, so that it need not be read to be answered."""
    if request.method == "POST":
        return not_kept(answer())
    now = timezone.now()
    key = _key(request.META.get("QUERY_STRING", ""))
    kept: Kept | None = cache.get(key)
    if kept is None or kept.until <= now:
        # What is public may change while it is answered, but then it has a later version, too.
        until = next_change(now)
        given = answer()
        if not given.is_kept or until <= now:
            return not_kept(given)
        kept = Kept(given.body, until, f'"{_digest(given.body)}"')
        if len(kept.body) <= MOST_KEPT_BYTES:
            cache.set(key, kept, min((until - now).total_seconds(), KEPT_FOR))
    response = get_conditional_response(request, kept.etag) or HttpResponse(
        kept.body, content_type="application/json"
    )
    response["ETag"] = kept.etag
    response["Cache-Control"] = cache_control(now, kept.until)
    response["Vary"] = "Accept, Accept-Encoding"
    return response


def not_kept(answer: Answer) -> HttpResponse:
    return HttpResponse(
        answer.body,
        content_type="application/json",
        status=answer.status,
        headers={"Cache-Control": NOT_KEPT},
    )


def _key(query_string: str) -> str:
    """The release tells what a documentId stands for; a hash stands for one query alone."""
    parts = str(ContentVersion.current()), settings.RELEASE, settings.PUBLIC_URL, query_string
    return f"graphql-answer-{_digest(' '.join(parts).encode())}"


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:32]
