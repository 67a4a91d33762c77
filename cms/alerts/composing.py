"""Writes the messages that are due. A message and the mark that all up to it is told are one
transaction: killed in between, a worker leaves both or neither."""

import logging
import time
from collections import defaultdict
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone

from cms.alerts.models import Frequency, Message, Subscription
from cms.alerts.news import ground_with, last_news, news_of, tellable_version
from cms.alerts.subscribing import next_digest
from cms.following.followed import FollowedError
from search.queries import OutOfTimeError

logger = logging.getLogger(__name__)

AT_A_TIME = 1000
"""Subscriptions of one transaction."""


def compose_due(seconds: float) -> None:
    """Go through what is due, for so many seconds at most."""
    deadline = time.monotonic() + seconds
    for is_search in (False, True):
        while time.monotonic() < deadline:
            if not _compose_some(is_search):
                break


@transaction.atomic
def _compose_some(is_search: bool) -> bool:
    """Whether there may be more of them."""
    until = tellable_version(is_search=is_search)
    due = _due(is_search, until).select_for_update(skip_locked=True, of=("self",))
    subscriptions = list(due.select_related("subscriber")[:AT_A_TIME])
    messages: list[Message] = []
    done: dict[str, list[UUID]] = defaultdict(list)
    for (site, *_), same in groupby(subscriptions, _what):
        followers = list(same)
        try:
            versions = _versions(followers[0], site, min(f.told_version for f in followers), until)
        except OutOfTimeError:
            logger.warning("A search that is followed took too long: it is asked again.")
            continue
        for follower in followers:
            done[follower.frequency].append(follower.pk)
            if any(version > follower.told_version for version in versions):
                messages.append(_message(follower, until))
    Message.objects.bulk_create(messages)
    for frequency, keys in done.items():
        Subscription.objects.filter(pk__in=keys).update(
            told_version=Greatest(F("told_version"), until),
            due_at=next_digest(frequency, timezone.now()),
        )
    return sum(map(len, done.values())) == AT_A_TIME


def _due(is_search: bool, until: int) -> QuerySet[Subscription]:
    """Those of whom a digest is due, and those who are told at once and lack something."""
    at_once = Q(frequency=Frequency.AT_ONCE, told_version__lt=last_news(until))
    digest = Q(due_at__lte=timezone.now())
    return Subscription.objects.filter(
        at_once | digest,
        is_search=is_search,
        confirmed_at__isnull=False,
        subscriber__expires_at__gt=timezone.now(),
    ).order_by("subscriber__site", "language", "query", "pk")


def _what(subscription: Subscription) -> tuple[str, str, str]:
    return subscription.subscriber.site, subscription.language, subscription.query


def _versions(subscription: Subscription, site: str, after: int, until: int) -> list[int]:
    """Those in which something became news of what is followed; none of what there is no more."""
    ground = ground_with(site)
    try:
        followed = subscription.followed
    except FollowedError:
        ground = None
    if ground is None:
        return []
    news = news_of(followed, ground, subscription.language, after, until)
    return [version for _, version in news.values()]


def _message(subscription: Subscription, until: int) -> Message:
    return Message(
        kind=Message.Kind.NEWS,
        subscriber=subscription.subscriber,
        subscription=subscription,
        language=subscription.language,
        after_version=subscription.told_version,
        until_version=until,
    )
