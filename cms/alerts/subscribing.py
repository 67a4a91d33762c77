"""What residents do: ask for alerts, confirm, change, renew and stop them."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cms.alerts import sealing
from cms.alerts.models import CONFIRM_WITHIN, Frequency, Message, Subscriber, Subscription
from cms.following.followed import Followed
from cms.pages.models import ContentVersion
from cms.pages.visibility.sites import Ground, current_ground, only_city

MAX_LETTERS = 5
"""Mails that a day brings to an address which nobody has to have given: whoever asks for more is
refused, known or not."""
MAX_SUBSCRIPTIONS = 50
"""Of one address on a Site; further ones are as if nobody had asked."""
DIGEST_AT = time(7)
"""When digests are written, of the city's day."""
MONDAY = 0


class TooOftenError(Exception):
    """Somebody asks for an address again and again."""


def asked_ground() -> Ground | None:
    """Of the Site whose pages are followed; None where none has pages of ours."""
    return current_ground() or only_city()


@transaction.atomic
def ask(address: str, ground: Ground, language: str, followed: Followed, frequency: str) -> None:
    """Somebody gives an address: nothing is sent to it but what asks for confirmation. Whether it
    is known nobody can see from what becomes of this.

    Raises TooOftenError."""
    subscriber = _subscriber(address, ground.key)
    lately = subscriber.messages.filter(
        kind=Message.Kind.CONFIRM, created_at__gt=timezone.now() - timedelta(days=1)
    )
    if lately.count() >= MAX_LETTERS:
        raise TooOftenError
    asked = {"language": language, "query": followed.query}
    subscription = subscriber.subscriptions.filter(**asked).first()
    if subscription is None:
        if subscriber.subscriptions.count() >= MAX_SUBSCRIPTIONS:
            _count_as_sent(subscriber, language)
            return
        subscription = Subscription(subscriber=subscriber, is_search=followed.is_search, **asked)
    if subscription.confirmed_at is None:
        subscription.frequency = frequency
        subscription.asked_at = timezone.now()
        subscription.save()
    Message.objects.create(
        kind=Message.Kind.CONFIRM,
        subscriber=subscriber,
        subscription=subscription,
        language=language,
    )


def _count_as_sent(subscriber: Subscriber, language: str) -> None:
    """Who asks on and on is refused as for any other address."""
    Message.objects.create(
        kind=Message.Kind.CONFIRM,
        subscriber=subscriber,
        language=language,
        state=Message.State.SENT,
        ended_at=timezone.now(),
    )


def _subscriber(address: str, site: str) -> Subscriber:
    known = Subscriber.objects.filter(site=site)
    found = sealing.fingerprints(site, address)
    subscriber = known.filter(fingerprint__in=found).select_for_update().first()
    if subscriber:
        return subscriber
    sealed = sealing.seal(sealing.normal(address))
    return known.get_or_create(
        site=site, fingerprint=found[0], defaults={"sealed_address": sealed}
    )[0]


@transaction.atomic
def confirm(uuid: UUID) -> Subscription | None:
    """From now on it is told. None where it has been stopped, or forgotten."""
    subscription = _one(uuid)
    if subscription is None:
        return None
    if subscription.confirmed_at is None:
        now = timezone.now()
        if subscription.asked_at < now - CONFIRM_WITHIN:
            return None
        subscription.confirmed_at = now
        subscription.told_version = ContentVersion.current()
        subscription.due_at = next_digest(subscription.frequency, now)
        subscription.save()
    subscription.subscriber.renew()
    return subscription


@transaction.atomic
def change(uuid: UUID, frequency: str) -> None:
    """How often it is told. What has not been told yet is not lost."""
    subscription = _one(uuid)
    if subscription and subscription.frequency != frequency:
        subscription.frequency = frequency
        subscription.due_at = next_digest(frequency, timezone.now())
        subscription.save()


@transaction.atomic
def stop(uuid: UUID) -> None:
    """Nothing of it is sent any more, nor kept; of one that follows nothing else, nothing at all.
    To stop what has been stopped does no harm."""
    subscription = _one(uuid)
    if subscription is None:
        return
    subscriber = subscription.subscriber
    subscription.delete()
    if not subscriber.subscriptions.exists():
        subscriber.delete()


def stop_all(uuid: UUID) -> None:
    Subscriber.objects.filter(pk=uuid).delete()


def next_digest(frequency: str, after: datetime) -> datetime | None:
    """The next morning, or that of the next Monday; None of what is told at once."""
    if frequency == Frequency.AT_ONCE:
        return None
    day = timezone.localdate(after)
    while True:
        morning = timezone.make_aware(datetime.combine(day, DIGEST_AT))
        if morning > after and (frequency == Frequency.DAILY or day.weekday() == MONDAY):
            return morning
        day += timedelta(days=1)


def _one(uuid: UUID) -> Subscription | None:
    return (
        Subscription.objects.select_for_update(of=("self",))
        .select_related("subscriber")
        .filter(pk=uuid)
        .first()
    )
