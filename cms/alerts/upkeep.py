"""What happens by time: reminders, expiring, forgetting."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from cms.alerts.models import (
    CONFIRM_WITHIN,
    REMINDED_BEFORE,
    Message,
    Subscriber,
    Subscription,
)

logger = logging.getLogger(__name__)

ANSWERED_WITHIN = timedelta(minutes=10)
"""Longer than a worker waits for the mail server's answer."""
KEPT_AFTER_SENDING = timedelta(days=30)
"""Messages, of which only identifiers are left: a mail may come back, or be complained of."""


def keep_up() -> None:
    """Safe to do at any time and twice at once."""
    settle()
    forget()
    remind()


def settle() -> None:
    """Messages that a worker handed over, and was killed: they are taken for sent."""
    lost = Message.objects.filter(
        state=Message.State.HANDED_OVER, ended_at__lte=timezone.now() - ANSWERED_WITHIN
    )
    for message in lost:
        logger.warning(
            "Message %s was handed over and its answer not heard: look for it in the log of the"
            " mail server",
            message.uuid.hex,
        )
    lost.update(state=Message.State.SENT)


def forget() -> None:
    now = timezone.now()
    Subscription.objects.filter(confirmed_at=None, asked_at__lte=now - CONFIRM_WITHIN).delete()
    Subscriber.objects.filter(expires_at__lte=now).delete()
    follows = Exists(Subscription.objects.filter(subscriber=OuterRef("pk")))
    Subscriber.objects.filter(~follows).delete()
    Message.objects.filter(ended_at__lte=now - KEPT_AFTER_SENDING).delete()


def remind() -> None:
    """A month and a week before it all ends."""
    for number, before in enumerate(REMINDED_BEFORE):
        with transaction.atomic():
            due = Subscriber.objects.filter(
                reminders=number, expires_at__lte=timezone.now() + before
            ).select_for_update()
            for subscriber in due:
                confirmed = subscriber.subscriptions.exclude(confirmed_at=None)
                if latest := confirmed.order_by("asked_at").last():
                    Message.objects.create(
                        kind=Message.Kind.RENEW, subscriber=subscriber, language=latest.language
                    )
                subscriber.reminders = number + 1
                subscriber.save(update_fields=["reminders"])
