"""How often one address may ask what costs: a few doors, each with a rate of its own. Answers of
GraphQL that are kept are none of them: they are given before this is reached."""

import logging
from collections.abc import Callable
from functools import cache
from math import ceil

from django.conf import settings
from django.core.cache import cache as django_cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_from_request, ngettext, override
from django_ratelimit.core import get_usage

from cms.addresses import address_of, is_shared

logger = logging.getLogger(__name__)

DOORS = {
    "kumppanuus_doors:graphql": "graphql",
    "kumppanuus:search": "search",
    "kumppanuus:searched-calendar": "search",
    "kumppanuus:searched-atom": "search",
    "kumppanuus:searched-json-feed": "search",
    "kumppanuus:suggestions": "suggestions",
    "wagtailadmin_login": "login",
    "wagtailadmin_password_reset": "login",
    "wagtailadmin_password_reset_confirm": "login",
    "wagtailadmin_account": "login",
    "wagtailcore_login": "login",
    "wagtailcore_authenticate_with_password": "login",
    "kumppanuus_alerts:subscribe": "alerts",
}
"""Views by their names, and the rate of each among `RATES`."""
COUNTED_BY_POST = ("login", "alerts")
"""Doors at which to look is free."""


class RateMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> HttpResponse | None:
        match = request.resolver_match
        door = DOORS.get(match.view_name) if match else None
        if door is None or (rate := settings.RATES[door]) == "off":
            return None
        if door in COUNTED_BY_POST and request.method != "POST":
            return None
        seconds = _seconds_to_wait(request, door, rate)
        if seconds and door == "login":
            _remember(request, seconds)
        return refusal(request, door, seconds) if seconds else None


class RefusedAtLoginMiddleware:
    """Answers at once, without session, templates and the rest, whoever goes on asking after having
    been refused: who tries passwords does so as often as there is an answer, and each turn that it
    takes in Python is one that readers wait for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.path_info in _login_paths():
            seconds = _remembered_seconds(request)
            if seconds:
                return _short_refusal(request, seconds)
        return self.get_response(request)


@cache
def _login_paths() -> set[str]:
    return {reverse("wagtailadmin_login"), reverse("wagtailadmin_password_reset")}


def _remember(request: HttpRequest, seconds: int) -> None:
    until = timezone.now().timestamp() + seconds
    django_cache.set(_refused_at_login(request), until, seconds)


def _remembered_seconds(request: HttpRequest) -> int:
    until = django_cache.get(_refused_at_login(request)) or 0
    return max(ceil(until - timezone.now().timestamp()), 0)


def _refused_at_login(request: HttpRequest) -> str:
    return f"refused-at-login-{address_of(request)}"


def _short_refusal(request: HttpRequest, seconds: int) -> HttpResponse:
    with override(get_language_from_request(request)):
        text = ngettext(
            "Your network address has asked very often in a short time. Please try again in"
            " %(seconds)s second.",
            "Your network address has asked very often in a short time. Please try again in"
            " %(seconds)s seconds.",
            seconds,
        )
    return _told(HttpResponse(text % {"seconds": seconds}, "text/plain", 429), seconds)


def _seconds_to_wait(request: HttpRequest, door: str, rate: str) -> int:
    address = address_of(request)
    if is_shared(address):
        return 0
    usage = get_usage(request, door, key=lambda *_: address, rate=rate, increment=True)
    if not usage or not usage["should_limit"]:
        return 0  # there is no usage when the shared cache is out of reach: all are let in then
    if usage["count"] == usage["limit"] + 1:
        logger.warning("%s asks %s too often: more than %s.", address, door, rate)
    return max(usage["time_left"], 1)


def refusal(request: HttpRequest, door: str, seconds: int) -> HttpResponse:
    response: HttpResponse
    if door == "graphql":
        message = f"Too many requests from one address. Try again in {seconds} s."
        error = {"message": message, "extensions": {"code": "TOO_MANY_REQUESTS"}}
        response = JsonResponse({"errors": [error]}, status=429)
    elif door == "suggestions":
        response = JsonResponse({"suggestions": []}, status=429)
    else:
        response = render(request, "429.html", {"seconds": seconds}, status=429)
    return _told(response, seconds)


def _told(response: HttpResponse, seconds: int) -> HttpResponse:
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    # Django would write a line of each, and who asks too often would fill the log.
    vars(response)["_has_been_logged"] = True
    return response
