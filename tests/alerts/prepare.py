"""Many followers at once, as if they had confirmed, for whom something is due."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from cms.alerts import sealing
from cms.alerts.models import LASTS, Subscriber, Subscription
from cms.alerts.news import ground_with
from cms.alerts.subscribing import asked_ground
from cms.following.followed import Followed
from cms.pages.models import ContentVersion
from tests.factories import add_home, add_news, add_region


def address_of(number: int) -> str:
    return f"asukas{number}@esimerkki.test"


def add_followers(count: int, queries: Sequence[str]) -> None:
    """So many, who follow these in turns, once a day."""
    ground = asked_ground()
    assert ground and ground_with(ground.key)
    now = timezone.now()
    subscribers = [
        Subscriber(
            site=ground.key,
            fingerprint=sealing.fingerprints(ground.key, address_of(number))[0],
            sealed_address=sealing.seal(address_of(number)),
            expires_at=now + LASTS,
        )
        for number in range(count)
    ]
    Subscriber.objects.bulk_create(subscribers, batch_size=500)
    followed = [Followed.read(query) for query in queries]
    Subscription.objects.bulk_create(
        (
            Subscription(
                subscriber=subscriber,
                language="fi",
                query=what.query,
                is_search=what.is_search,
                frequency="daily",
                confirmed_at=now,
                told_version=ContentVersion.current(),
                due_at=now - timedelta(hours=1),
            )
            for number, subscriber in enumerate(subscribers)
            for what in [followed[number % len(followed)]]
        ),
        batch_size=500,
    )


def add_small_world(count: int) -> None:
    """One news post, and so many who follow its table."""
    region = add_region(add_home(), "pohjoinen")
    add_followers(count, ["region=pohjoinen"])
    add_news(region, "Uutinen")
