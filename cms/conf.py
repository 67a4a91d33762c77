"""Our settings: one dict, `KUMPPANUUS`, among those of the site that we stand in."""

from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, get_origin

from django.conf import settings
from django.core.signals import setting_changed

NAME = "KUMPPANUUS"


@dataclass(frozen=True)
class Conf:
    PUBLIC_URL: str = ""
    """Address of the public site, with which every absolute `url` begins; that of Wagtail's Site
    when it is left out."""
    HEADLESS: bool = False
    """Whether pages are read through GraphQL and the search alone, and none is shown here."""
    SHARED_SECONDS: int = 60
    """How old what a shared cache shows other sites may be; 60 at most."""
    RELEASE: str = ""
    """Answers that are kept under another one are not used: name the deployment, such as its
    commit. When it is left out it is the time of the last change of the code."""
    HEADLESS_PREVIEW_URL: str = ""
    """Opened with ?token=, by which the main site reads the draft; without it drafts are shown
    here."""
    PREVIEW_TOKEN_MINUTES: int = 30
    """How long such a token is good."""
    SEARCH_MILLISECONDS: int = 1_000
    """Time that all the searches of one request may take, before they are ended and that is
    told."""
    ALERT_SENDER: str = ""
    """Address from which alerts come; without it and a key there are none."""
    ALERT_KEYS: tuple[str, ...] = ()
    """Fernet keys with which the addresses of who follows are sealed: the first seals, all open."""
    ALERT_WEBHOOK_SECRET: str = ""
    """Signs what the mail service tells of bounces and complaints; without it nothing is heard."""
    ELASTICSEARCH: dict[str, Any] = field(default_factory=dict)
    """See search.engines.elasticsearch.connection.Connection; without urls the database
    answers."""

    @property
    def has_alerts(self) -> bool:
        return bool(self.ALERT_SENDER and self.ALERT_KEYS)


KINDS: dict[str, Any] = {each.name: get_origin(each.type) or each.type for each in fields(Conf)}
"""Of what each is to be."""


def given() -> dict[str, Any]:
    """What the site says, as it says it."""
    return dict(getattr(settings, NAME, {}))


@cache
def conf() -> Conf:
    """What holds: what the site says, and the defaults. What it says wrongly is told by the system
    checks."""
    known = {
        name: value
        for name, value in given().items()
        if name in KINDS and isinstance(value, KINDS[name])
    }
    if "SHARED_SECONDS" in known:
        known["SHARED_SECONDS"] = min(known["SHARED_SECONDS"], Conf.SHARED_SECONDS)
    if "PUBLIC_URL" in known:
        known["PUBLIC_URL"] = known["PUBLIC_URL"].rstrip("/")
    return Conf(**known)


def _forget(setting: str, **kwargs: object) -> None:
    if setting == NAME:
        conf.cache_clear()


setting_changed.connect(_forget)
