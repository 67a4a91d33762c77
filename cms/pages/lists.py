"""What a region is shown by, each list defined once: the site, its frames and GraphQL show the
same. `at` is the moment for which visibility and time are judged, now when left out."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from cms.pages.models import (
    EventPage,
    MeetingPage,
    MeetingStage,
    NewsPage,
    RegionPage,
    StatementPage,
    TermPage,
)
from cms.pages.visibility.querysets import (
    ContentPageQuerySet,
    DatedQuerySet,
    NewsQuerySet,
    RegionKeys,
)


def terms_of(region: RegionKeys, at: datetime | None = None) -> ContentPageQuerySet:
    """A table's terms of office, newest first."""
    return TermPage.objects.listed(at).of_region(region).order_by("-starts_on", "-pk")


def going_on(terms: Iterable[TermPage]) -> TermPage | None:
    """The first of the terms that goes on today."""
    today = timezone.localdate()
    return next((term for term in terms if term.goes_on(today)), None)


def current_term(region: RegionPage) -> TermPage | None:
    return going_on(terms_of(region))


def upcoming_events(region: RegionKeys, at: datetime | None = None) -> DatedQuerySet:
    """Events that have not ended, soonest first."""
    return EventPage.objects.listed(at).of_region(region).upcoming(at)


def latest_news(region: RegionKeys, at: datetime | None = None) -> NewsQuerySet:
    """The table's own news and city-wide news that concerns it, newest first."""
    news = NewsPage.objects.listed(at).filter(locale=region.locale_id)
    return news.concerning(region).order_by("-date", "-pk")


def latest_statements(region: RegionKeys, at: datetime | None = None) -> ContentPageQuerySet:
    """Statements by the day they were given, newest first, before them those in preparation."""
    return StatementPage.objects.listed(at).of_region(region).given()


def meetings_of(region: RegionKeys, at: datetime | None = None) -> DatedQuerySet:
    return MeetingPage.objects.listed(at).of_region(region)


def latest_meetings(
    region: RegionKeys, at: datetime | None = None, stage: str | None = None
) -> DatedQuerySet:
    """Meetings, newest first, those to come among them; only those of a stage when it is given."""
    meetings = meetings_of(region, at)
    return (meetings.filter(stage=stage) if stage else meetings).order_by("-starts_at", "-pk")


def latest_minutes(region: RegionKeys) -> DatedQuerySet:
    """Meetings that have been and whose minutes are published, newest first."""
    return meetings_of(region).past().filter(stage=MeetingStage.MINUTES_PUBLISHED)


def nearest_meetings(region: RegionKeys, count: int) -> list[MeetingPage]:
    """So many meetings: those to come, soonest first, then those that were, latest first."""
    upcoming = list(meetings_of(region).upcoming()[:count])
    return [*upcoming, *meetings_of(region).past()[: count - len(upcoming)]]
