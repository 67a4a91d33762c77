"""Wrong passwords make pauses, each twice as long as the one before. They are kept in the cache:
no log-in that fails writes the database.

Counted is a name at one address; an address, whatever names are tried there; and a name, wherever
it is tried, but by no browser that the person has signed in by: strangers lock nobody out."""

import logging
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from axes.backends import AxesStandaloneBackend
from axes.handlers.base import AbstractAxesHandler, AxesBaseHandler
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cms import audit
from cms.addresses import address_of, is_shared
from cms.users import devices

logger = logging.getLogger(__name__)

FIRST_PAUSE = 30
LONGEST_PAUSE = 15 * 60
REMEMBERED = 24 * 60 * 60
"""Seconds."""


class Counted(NamedTuple):
    what: str
    most: int
    """Wrong passwords until there is a pause."""

    @property
    def failures(self) -> str:
        return f"login-failures-{self._digest}"

    @property
    def pause(self) -> str:
        return f"login-pause-{self._digest}"

    @property
    def _digest(self) -> str:
        return sha256(self.what.encode()).hexdigest()[:32]


class Backend(AxesStandaloneBackend):
    """Lets nobody try a password during a pause. Where there is no request nobody is at the door:
    commands try passwords too."""

    def authenticate(self, request: HttpRequest | None, *args: Any, **credentials: Any) -> None:
        if request is not None:
            super().authenticate(request, *args, **credentials)


class Pauses(AbstractAxesHandler, AxesBaseHandler):
    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        return seconds_left(request, _name(credentials)) > 0

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        keys = [counted.failures for counted in _all_counted(request, _name(credentials))]
        return max(cache.get_many(keys).values(), default=0)

    def user_login_failed(
        self,
        sender: object,
        credentials: dict[str, Any],
        request: HttpRequest | None = None,
        **kwargs: object,
    ) -> None:
        if request is None:
            return
        name = _name(credentials)
        if not self.is_locked(request, credentials):
            for counted in _all_counted(request, name):
                _count(counted)
        left = seconds_left(request, name)
        _log_failure(request, name, left)
        if left:
            vars(request).update(axes_locked_out=True, axes_credentials=credentials)

    def user_logged_in(
        self, sender: object, request: HttpRequest, user: Any, **kwargs: object
    ) -> None:
        name = user.get_username()
        for counted in (_at_address(request, name), _anywhere(name)):
            cache.delete_many([counted.failures, counted.pause])
        logger.info("%r signed in from %s.", name, address_of(request))

    def user_logged_out(
        self, sender: object, request: HttpRequest, user: Any, **kw: object
    ) -> None:
        if user:
            logger.info("%r signed out from %s.", user.get_username(), address_of(request))


def seconds_left(request: HttpRequest, name: str) -> int:
    """Of the longest pause that there is."""
    now = timezone.now().timestamp()
    pauses = cache.get_many([counted.pause for counted in _all_counted(request, name)])
    return max((round(until - now + 0.5) for until in pauses.values() if until > now), default=0)


def refuse(
    request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None
) -> HttpResponse:
    """The form again, in which the pause is told, as what it is to programs."""
    response.status_code = 429
    response["Retry-After"] = str(seconds_left(request, _name(credentials)))
    return response


def _all_counted(request: HttpRequest, name: str) -> Iterator[Counted]:
    yield _at_address(request, name)
    if not is_shared(address_of(request)):
        yield Counted(address_of(request), most=20)
    if not devices.is_known(request, name):
        yield _anywhere(name)


def _at_address(request: HttpRequest, name: str) -> Counted:
    return Counted(f"{address_of(request)} {name.lower()}", most=5)


def _anywhere(name: str) -> Counted:
    return Counted(f"name {name.lower()}", most=50)


def _count(counted: Counted) -> None:
    cache.add(counted.failures, 0, REMEMBERED)
    try:
        failures = cache.incr(counted.failures) or 0  # none when a shared cache is out of reach
    except ValueError:
        failures = 0  # forgotten just now
    if failures >= counted.most:
        seconds = min(FIRST_PAUSE * 2 ** (failures - counted.most), LONGEST_PAUSE)
        cache.set(counted.pause, timezone.now().timestamp() + seconds, seconds)


def _name(credentials: dict[str, Any] | None) -> str:
    return str((credentials or {}).get(get_user_model().USERNAME_FIELD) or "")


def _log_failure(request: HttpRequest, name: str, left: int) -> None:
    # Some type their password where the name belongs: only names of people are written down.
    is_of_someone = get_user_model()._default_manager.filter(username=name).exists()
    audit.write(
        audit.FAILED, user=name if is_of_someone else None, address=address_of(request), pause=left
    )
    logger.warning(
        "Log-in failed from %s: %s.%s",
        address_of(request),
        repr(name) if is_of_someone else "nobody has this name",
        f" The next may be tried in {left} s." if left else "",
    )
