"""Who has left their browser is signed out in the end."""

import re
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

SEEN = "kumppanuus_seen"
BY_ITSELF = {"wagtailadmin_editing_sessions:ping"}
"""What an open page asks with nobody before it."""


class CookielessMiddleware:
    """Takes cookies off whatever shared caches may keep: a session's own, or one that ends it,
    would be given to the next reader too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "public" in response.get("Cache-Control", ""):
            response.cookies.clear()
        return response


class IdleSessionMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_signed_in(request) and _idle_share(request) > 1:
            logout(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> None:
        match = request.resolver_match
        is_deed = match is not None and match.view_name not in BY_ITSELF
        # Each time is a writing of the database: ten in the time suffice.
        if is_deed and _is_signed_in(request) and _idle_share(request) > 0.1:
            request.session[SEEN] = time.time()


def begin(request: HttpRequest, **kwargs: Any) -> None:
    request.session[SEEN] = time.time()


def _is_signed_in(request: HttpRequest) -> bool:
    # Most readers have no session, and none is looked for.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    # What other sites fetch is the same for all, and varies by no cookie.
    if re.match(settings.FOR_OTHER_SITES, request.path_info):
        return False
    return request.user.is_authenticated


def _idle_share(request: HttpRequest) -> float:
    """How much of the time that one may be idle has gone."""
    idle: float = time.time() - request.session.get(SEEN, 0)
    return idle / (settings.SESSION_IDLE_MINUTES * 60)
