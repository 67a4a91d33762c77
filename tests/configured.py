"""Our settings as a test wants them."""

from typing import Any

from django.conf import settings


def configured(**values: Any) -> dict[str, Any]:
    """`KUMPPANUUS` as it is, with these in place of its own: assign it to the settings."""
    return settings.KUMPPANUUS | values
