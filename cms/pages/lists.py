"""What a region is shown by, each list defined once: the site, its frames and GraphQL show the
same. `at` is the moment for which visibility and time are judged, now when left out."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from cms.languages import main_language
from cms.pages.models import (
    EventPage,
    HomePage,
    InfoPage,
    MeetingPage,
    MeetingStage,
    NewsPage,
    RegionPage,
    StatementPage,
    TermPage,
)
from cms.pages.models.ours import page_types
from cms.pages.models.plain_summary import PlainSummary
from cms.pages.visibility.querysets import (
    ContentPageQuerySet,
    DatedQuerySet,
    NewsQuerySet,
    RegionKeys,
)


def city_information(home: HomePage | None) -> ContentPageQuerySet:
    """Pages of text that concern the whole site, in their order; none without a front page."""
    pages: ContentPageQuerySet = InfoPage.objects.listed()
    if home is None:
        return pages.none()
    return pages.filter(path__startswith=home.path, depth=home.depth + 2).order_by("path")


def tables_in(language: str) -> list[RegionPage]:
    """The tables in their order, each in this language, else in the main one."""
    main = main_language()
    found = RegionPage.objects.listed().filter(locale__language_code__in=[language, main])
    pages = list(found.select_related("theme", "locale").order_by("path"))
    own = {page.translation_key: page for page in pages if page.locale.language_code == language}
    mains = [page for page in pages if page.locale.language_code == main]
    in_order = [own.pop(page.translation_key, page) for page in mains] if language != main else []
    return [*in_order, *own.values()]


def own_tables(language: str, at: datetime | None = None) -> ContentPageQuerySet:
    """The tables that have a page in this language, in their order."""
    return RegionPage.objects.listed(at).in_language(language).order_by("path")


def table_called(slug: str, language: str) -> RegionPage | None:
    """The table with a slug, and its brand; None where the public knows of none."""
    table: RegionPage | None = (
        own_tables(language).select_related("theme").filter(slug=slug).first()
    )
    return table


def pages_in_plain_language(language: str) -> ContentPageQuerySet:
    """Pages that have a summary in plain language, those published last first; of Wagtail's own
    class."""
    pages = ContentPageQuerySet(Page).listed().filter(locale__language_code=language)
    of_types = (Q(**{f"{link}__plain_summary__gt": ""}) for link in _links_to_plain_summaries())
    return pages.filter(reduce(or_, of_types)).order_by("-first_published_at", "-pk")


def _links_to_plain_summaries() -> Iterator[str]:
    """By which the row of a page leads to those of its type."""
    for model in page_types():
        if issubclass(model, PlainSummary):
            yield model._meta.get_field("page_ptr").remote_field.get_accessor_name()


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
