"""Pages of the site, feeds and calendars are kept until what is public changes: by anything that
raises the content version, or by time alone. So they are never stale, however many processes there
are."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers

from cms.conf import conf
from cms.pages.models import ContentVersion
from cms.pages.publishing.freshness import cache_control, next_change
from cms.pages.visibility.sites import site_asked
from cms.release import release
from cms.shelves import Shelf

View = Callable[..., HttpResponse]
MAX_KEPT_BYTES = 200_000
"""Of one answer; a longer one is made each time."""
KEPT_FOR = 60 * 60
"""Seconds at most, so that a shared store gets rid of those of earlier versions."""
OF_PAGES = Shelf("page", places=1_000)
OF_NARROWED = Shelf("page-narrowed", places=200)
"""Of addresses with parameters, which anybody may write: they push out no others."""


class _Kept(NamedTuple):
    body: bytes
    headers: Mapping[str, str]
    until: datetime
    """When what is public changes by time."""
    etag: str
    """Of the body alone: who has it need not get it again when something else has changed."""


def kept_answer(
    request: HttpRequest, shelf: Shelf, place: str, make: Callable[[], HttpResponse]
) -> HttpResponse:
    """What stands at a place, which tells with the Site all that the answer depends on. It is made
    where it is not kept, and is kept if it says by `may_be_kept` that it is for everybody."""
    now = timezone.now()
    version = str(ContentVersion.current())
    # Settings outlive no process, but a shared store does: pages tell what is set, as of alerts.
    parts = (version, release(), site_asked(request), repr(conf()), place)
    key = sha256("\n".join(parts).encode()).hexdigest()
    kept: _Kept | None = shelf.get(key)
    if kept is None or kept.until <= now:
        response = make()
        if not getattr(response, "may_be_kept", False):
            return response
        # What is public may have changed meanwhile, but then it has a later version, too.
        etag = f'"{sha256(response.content).hexdigest()[:32]}"'
        kept = _Kept(response.content, dict(response.headers), next_change(now), etag)
        if now < kept.until and len(kept.body) <= MAX_KEPT_BYTES:
            shelf.put(key, kept, min((kept.until - now).total_seconds(), KEPT_FOR))
    return _response(request, kept, now)


def _response(request: HttpRequest, kept: _Kept, now: datetime) -> HttpResponse:
    response = HttpResponse(kept.body, headers=kept.headers)
    response["Content-Length"] = str(len(kept.body))
    response["ETag"] = kept.etag
    response["Cache-Control"] = cache_control(now, kept.until)
    return get_conditional_response(request, kept.etag, response=response) or response


def kept(view: View) -> View:
    """A view of which pages that may be kept are, for all who have no session: nothing is kept of
    what somebody sees who is signed in, has given a password or previews."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        def make() -> HttpResponse:
            response = view(request, *args, **kwargs)
            return response.render() if isinstance(response, TemplateResponse) else response

        if settings.SESSION_COOKIE_NAME in request.COOKIES or request.method not in ("GET", "HEAD"):
            return make()
        asked = request.META.get("QUERY_STRING", "")
        shelf = OF_NARROWED if asked else OF_PAGES
        response = kept_answer(request, shelf, f"{request.path}?{asked}", make)
        patch_vary_headers(response, ("Cookie",))
        return response

    return answer


def kept_always(view: View) -> View:
    """A view whose every page is for everybody, and is kept."""

    @wraps(view)
    def for_everybody(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return for_all(view(request, *args, **kwargs))

    return kept(for_everybody)


def for_all(response: HttpResponse) -> HttpResponse:
    """The same answer, marked as one for everybody, if it is one."""
    vars(response)["may_be_kept"] = response.status_code == HTTPStatus.OK
    return response
