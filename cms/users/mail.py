"""What people are told of their accounts."""

import logging
from typing import Any

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.users.models import UserProfile

from cms.users.models import User

logger = logging.getLogger(__name__)


def tell(user: User, address: str, template: str, context: dict[str, Any]) -> None:
    """Sends the user a letter, whose first line is its subject, in the language of their admin. A
    mail server that fails keeps nobody from their work."""
    if not address:
        return
    with translation.override(UserProfile.get_for_user(user).get_preferred_language()):
        letter = render_to_string(
            f"kumppanuus_users/{template}.txt", context | {"name": user.get_username()}
        )
    subject, text = letter.split("\n", 1)
    try:
        send_mail(subject, text.strip() + "\n", None, [address])
    except OSError:
        logger.exception("A letter to %r could not be sent.", user.get_username())
