from django.core.checks import CheckMessage, Error
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import NoReverseMatch, reverse

from cms.alerts.sealing import is_key
from cms.conf import conf

MAKE_KEY = (
    'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'
)

ADDRESSES = "cms.alerts.urls"


def check_alerts(**kwargs: object) -> list[CheckMessage]:
    """Alerts are off, or all that they need is set."""
    asked = conf()
    if not (asked.ALERT_SENDER or asked.ALERT_KEYS):
        return []
    errors: list[CheckMessage] = []
    if not asked.ALERT_SENDER:
        hint = "Set it to the address from which alerts come, or leave out ALERT_KEYS too."
        errors.append(
            Error("KUMPPANUUS: ALERT_SENDER is missing.", hint=hint, id="kumppanuus_alerts.E001")
        )
    elif not _is_address(asked.ALERT_SENDER):
        hint = "Write the address alone, such as alerts@city.example."
        message = f"KUMPPANUUS: ALERT_SENDER is {asked.ALERT_SENDER!r}."
        errors.append(Error(message, hint=hint, id="kumppanuus_alerts.E002"))
    if not asked.ALERT_KEYS:
        hint = f"Make one and keep it apart from the database: {MAKE_KEY}"
        errors.append(
            Error("KUMPPANUUS: ALERT_KEYS is empty.", hint=hint, id="kumppanuus_alerts.E003")
        )
    wrong = [place for place, key in enumerate(asked.ALERT_KEYS, start=1) if not is_key(key)]
    errors += [
        Error(
            f"KUMPPANUUS: ALERT_KEYS has no key of Fernet at place {place}.",
            hint=f"Make one: {MAKE_KEY}",
            id="kumppanuus_alerts.E004",
        )
        for place in wrong
    ]
    if asked.has_alerts and not _has_address():
        errors.append(
            Error(
                "Alerts are on, and their pages have no address.",
                hint=f'Put path("", include("{ADDRESSES}")) into the urlpatterns, before those of'
                " Wagtail's pages.",
                id="kumppanuus_alerts.E005",
            )
        )
    return errors


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _has_address() -> bool:
    try:
        reverse("kumppanuus_alerts:subscribe")
    except NoReverseMatch:
        return False
    return True
