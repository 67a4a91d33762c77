"""How long what is public stays as it is, and how long caches may therefore show it."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet, Subquery
from django.utils import timezone

from cms.conf import conf
from cms.pages.models import ContentVersion, EventPage, MeetingPage
from cms.pages.publishing.scheduling import live_things, scheduled

NOT_KEPT = "no-store"


def next_change(now: datetime) -> datetime:
    """When what is public next changes by time alone: something is due, an event or a meeting
    begins or ends, or a local day begins, as waiting, terms and validity are counted in days.
    It is not after `now` while something that is due has not been carried out."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    moments: list[tuple[QuerySet[Any], str]] = [
        (scheduled(), "approved_go_live_at"),
        *((things, "expire_at") for things in live_things()),
        *(
            (model.objects.filter(**{f"{moment}__gt": now}), moment)
            for model in (EventPage, MeetingPage)
            for moment in ("starts_at", "ends_at")
        ),
    ]
    midnight = timezone.make_aware(datetime.combine(tomorrow, time.min))
    return min([midnight, *_earliest_of(moments)])


def cache_control(now: datetime, until: datetime) -> str:
    """The header of what is public and changes at a time. What a shared cache shows is never older
    than the setting allows, nor than the change; others ask each time, which is cheap by the ETag.
    Nothing is kept while something that is due has not been carried out."""
    if until <= now:
        return NOT_KEPT
    oldest = int(min((until - now).total_seconds(), conf().SHARED_SECONDS))
    fresh = (oldest + 1) // 2
    return f"public, max-age=0, s-maxage={fresh}, stale-while-revalidate={oldest - fresh}"


def _earliest_of(moments: Iterable[tuple[QuerySet[Any], str]]) -> Iterator[datetime]:
    """The earliest of each kind that there is, all asked by one statement. Without a version
    of the content nothing has ever been published."""
    each = [
        Subquery(rows.filter(**{f"{name}__isnull": False}).order_by(name).values(name)[:1])
        for rows, name in moments
    ]
    found = ContentVersion.objects.filter(pk=1).values_list(*each).first() or ()
    yield from (moment for moment in found if moment)
