"""Answers by GET are kept until what is public changes: by anything that raises the content
version, or by time alone. So our own service is never stale, however many processes it has."""

import json
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

import orjson
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from cms.conf import conf
from cms.pages.models import ContentVersion
from cms.pages.publishing.freshness import NOT_KEPT, cache_control, next_change
from cms.pages.visibility.sites import ground_for
from participation_api.door.release import release
from participation_api.door.requests import is_from_browser

MAX_KEPT_BYTES = 200_000
"""Of one answer; a longer one is made each time."""
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
        key = _key(request)
        kept: Kept | None = cache.get(key)
        if kept is None or kept.until <= now:
            # What is public may change while it is answered, but then it has a later version, too.
            until = next_change(now)
            response = self.get_response(request)
            if not isinstance(response, Answer) or not response.may_be_kept or until <= now:
                return response
            kept = Kept(response.content, until, f'"{_digest(response.content)}"')
            if len(kept.body) <= MAX_KEPT_BYTES:
                cache.set(key, kept, min((until - now).total_seconds(), KEPT_FOR))
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


def _key(request: HttpRequest) -> str:
    """The release tells what a documentId stands for; a hash stands for one query alone."""
    ground = ground_for(request)
    parts = (
        str(ContentVersion.current()),
        release(),
        ground.key if ground else "",
        conf().PUBLIC_URL,
        request.META.get("QUERY_STRING", ""),
    )
    return f"graphql-answer-{_digest(' '.join(parts).encode())}"


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:32]
