"""Browsers by which a person has signed in before. A cookie tells, signed by us: nothing of a
person's devices is stored here."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.addresses import address_of
from cms.users.mail import tell
from cms.users.models import User

COOKIE = "kumppanuus_device"
SALT = "cms.users.devices"
KNOWN_FOR = 365 * 24 * 60 * 60
"""Seconds."""
MAX_PEOPLE = 10
"""Of one browser; of more, those who signed in longest ago are forgotten."""


def is_known(request: HttpRequest, username: str) -> bool:
    """Whether this person has signed in by this browser."""
    return _mark(username) in _marks(request)


def greet(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Makes the browser known, and tells the person when it was not."""
    username = user.get_username()
    if not is_known(request, username):
        _tell(request, user)
    others = [mark for mark in _marks(request) if mark != _mark(username)]
    response.set_cookie(
        COOKIE,
        signing.dumps([*others, _mark(username)][-MAX_PEOPLE:], salt=SALT),
        max_age=KNOWN_FOR,
        path=reverse("wagtailadmin_home"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _marks(request: HttpRequest) -> list[str]:
    try:
        marks: list[str] = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KNOWN_FOR
        )
    except signing.BadSignature:
        return []
    return marks


def _mark(username: str) -> str:
    """Stands for the name, which others at the same browser need not read."""
    return salted_hmac(SALT, username).hexdigest()[:20]


def _tell(request: HttpRequest, user: User) -> None:
    context = {
        "time": timezone.localtime(),
        "from_address": address_of(request),
        "browser": request.headers.get("User-Agent", "")[:200],
        "account": settings.PUBLIC_URL + reverse("wagtailadmin_account"),
    }
    tell(user, user.email, "new_device", context)
