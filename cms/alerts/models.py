"""Who follows what, and what is being told to them. No list of the admin shows these rows, no log
or export has them, and addresses stand in them sealed."""

from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.following.followed import Followed

CONFIRM_WITHIN = timedelta(days=7)
"""After which what nobody has confirmed is forgotten."""
LASTS = timedelta(days=365)
"""Until when somebody follows who does not renew it."""
REMINDED_BEFORE = (timedelta(days=30), timedelta(days=7))


class Frequency(models.TextChoices):
    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")


class Subscriber(models.Model):
    """One address on one Site."""

    uuid = models.UUIDField(primary_key=True, default=uuid4)
    site = models.CharField(max_length=20)
    """Key of its Ground."""
    fingerprint = models.CharField(max_length=64)
    sealed_address = models.TextField()
    expires_at = models.DateTimeField(null=True)
    """None before anything was confirmed."""
    reminders = models.PositiveSmallIntegerField(default=0)
    """So many of REMINDED_BEFORE have been written."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "fingerprint"], name="kumppanuus_alerts_one_subscriber"
            )
        ]
        indexes = [models.Index(fields=["expires_at"], name="kumppanuus_alerts_expiring")]

    def __str__(self) -> str:
        return str(self.uuid)

    def renew(self) -> None:
        Subscriber.objects.filter(pk=self.pk).update(expires_at=timezone.now() + LASTS, reminders=0)


class Subscription(models.Model):
    """One thing that somebody follows in one language."""

    uuid = models.UUIDField(primary_key=True, default=uuid4)
    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.CASCADE, related_name="subscriptions"
    )
    language = models.CharField(max_length=10)
    query = models.TextField()
    """Of what is followed: `Followed.query`."""
    is_search = models.BooleanField()
    frequency = models.CharField(max_length=10, choices=Frequency.choices)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    told_version = models.PositiveBigIntegerField(default=0)
    """Content version up to which all has been told, or is being told by a message."""
    due_at = models.DateTimeField(null=True)
    """When the next digest is to be written; None before it is confirmed, and of those that are
    told at once."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "language", "query"],
                name="kumppanuus_alerts_one_subscription",
            )
        ]
        indexes = [
            models.Index(fields=["frequency", "told_version"], name="kumppanuus_alerts_untold"),
            models.Index(fields=["due_at"], name="kumppanuus_alerts_due"),
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def followed(self) -> Followed:
        return Followed.read(QueryDict(self.query))


class Message(models.Model):
    """A mail that is to be sent, or was. Its words are made when it is sent; it is kept for a while
    after that, as who gets it may complain, or it may come back."""

    class Kind(models.TextChoices):
        CONFIRM = "confirm"
        NEWS = "news"
        RENEW = "renew"

    class State(models.TextChoices):
        WAITING = "waiting"
        HANDED_OVER = "handed_over"
        """All but the last dot was given to the mail server: whoever meets it later must not send
        it again. See cms.alerts.sending."""
        SENT = "sent"
        FAILED = "failed"

    uuid = models.UUIDField(primary_key=True, default=uuid4)
    """Also in its Message-ID: a mail that is sent again bears the same."""
    kind = models.CharField(max_length=10, choices=Kind.choices)
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="messages")
    subscription = models.ForeignKey(
        Subscription, on_delete=models.CASCADE, null=True, related_name="messages"
    )
    """None of a message about all of them."""
    language = models.CharField(max_length=10)
    after_version = models.PositiveBigIntegerField(default=0)
    """It tells what became news after this content version,"""
    until_version = models.PositiveBigIntegerField(default=0)
    """and not after this one."""
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    """When it is tried next; of one that a worker has taken, when another one may take it."""
    ended_at = models.DateTimeField(null=True)
    """When it was handed over, sent or given up."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "until_version"],
                condition=models.Q(kind="news"),
                name="kumppanuus_alerts_told_once",
            )
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="kumppanuus_alerts_to_send"),
            models.Index(fields=["state", "ended_at"], name="kumppanuus_alerts_ended"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"
