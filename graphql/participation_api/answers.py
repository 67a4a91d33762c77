"""Answers by GET are kept until what is public changes: by anything that raises the content
version, or by time alone. So our own service is never stale, however many processes it has."""

import json
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
from participation_api.requests import Asked

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


def response_to(
    request: HttpRequest, asked: Asked, answer: Callable[[Asked], Answer]
) -> HttpResponseBase:
    """By GET with ETag, as long as shared caches may keep it; 304 for who has it already."""
    if request.method == "POST":
        return not_kept(answer(asked))
    now = timezone.now()
    key = _key(asked)
    kept: Kept | None = cache.get(key)
    if kept is None or kept.until <= now:
        # What is public may change while it is answered, but then it has a later version, too.
        until = next_change(now)
        given = answer(asked)
        if not given.is_kept or until <= now:
            return not_kept(given)
        kept = Kept(given.body, until, f'"{_digest(key, until.isoformat())}"')
        if len(kept.body) <= MOST_KEPT_BYTES:
            cache.set(key, kept, min((until - now).total_seconds(), KEPT_FOR))
    response = HttpResponse(
        kept.body,
        content_type="application/json",
        headers={
            "ETag": kept.etag,
            "Cache-Control": cache_control(now, kept.until),
            "Vary": "Accept, Accept-Encoding",
        },
    )
    return get_conditional_response(request, kept.etag, response=response) or response


def not_kept(answer: Answer) -> HttpResponse:
    return HttpResponse(
        answer.body,
        content_type="application/json",
        status=answer.status,
        headers={"Cache-Control": NOT_KEPT},
    )


def _key(asked: Asked) -> str:
    return "graphql-answer-" + _digest(
        ContentVersion.current(), settings.RELEASE, settings.PUBLIC_URL, *asked
    )


def _digest(*parts: object) -> str:
    # Not by orjson: a variable may be any number, and lists in lists.
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]
