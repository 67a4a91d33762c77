"""The addresses in mails. Each is signed and names a random identifier, never an e-mail address;
whoever has one may do what it is for, and nothing else."""

from uuid import UUID

from django.core import signing
from django.urls import reverse
from django.utils import translation

from cms.alerts.models import CONFIRM_WITHIN, Subscriber, Subscription
from cms.pages.visibility.sites import public_url

CONFIRM, STOP, SETTINGS = "confirm", "stop", "settings"


def confirm_url(subscription: Subscription) -> str:
    return _url(CONFIRM, subscription.uuid, subscription.language)


def stop_url(subscription: Subscription) -> str:
    return _url(STOP, subscription.uuid, subscription.language)


def settings_url(subscriber: Subscriber, language: str) -> str:
    return _url(SETTINGS, subscriber.uuid, language)


def read_token(what: str, token: str) -> UUID | None:
    """What a link of this kind names; None of one that is not ours, or for too long."""
    within = CONFIRM_WITHIN if what == CONFIRM else None
    try:
        return UUID(_signer(what).unsign(token, max_age=within))
    except (signing.BadSignature, ValueError):
        return None


def token_for(what: str, uuid: UUID) -> str:
    return _signer(what).sign(uuid.hex)


def _url(what: str, uuid: UUID, language: str) -> str:
    """Absolute, on the Site that is asked."""
    with translation.override(language):
        return public_url() + reverse(f"kumppanuus_alerts:{what}", args=[token_for(what, uuid)])


def _signer(what: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"kumppanuus-alerts-{what}")
