"""Partnership tables."""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from math import inf
from operator import or_
from typing import Any

import graphene
from django.db.models import Q, Value
from django.utils import timezone

from cms.pages import models
from participation_api.arguments import checked_year, row_count
from participation_api.batching import for_siblings
from participation_api.enums import LinkKind, MeetingStage
from participation_api.fields import (
    choice,
    inline,
    inline_rows,
    list_of,
    optional_text,
    reference,
    rich_text,
)
from participation_api.scalars import GeoJSON
from participation_api.types.decisions import BudgetRow, DecisionReference
from participation_api.types.event import EventPage
from participation_api.types.media import Image
from participation_api.types.meeting import MeetingPage
from participation_api.types.news import NewsPage
from participation_api.types.page import ModelType, Page
from participation_api.types.statement import StatementPage
from participation_api.types.term import TermPage
from participation_api.types.theme import Theme

FEW = 5


class Coordinator(ModelType):
    """A coordinator: the table's secretary and contact person."""

    name = graphene.String(required=True, description="Name.")
    title = optional_text("title", "Title.")
    phone = optional_text("phone", "Telephone number.")
    email = optional_text("email", "E-mail address.")

    class Meta:
        model = models.RegionCoordinator


class RegionLink(ModelType):
    """A table's channel for feedback, in social media or elsewhere."""

    kind = choice(LinkKind, "kind", "What the link is for.")
    label = graphene.String(required=True, description="Text of the link.")
    url = graphene.String(required=True, description="Absolute address.")

    class Meta:
        model = models.RegionLink


class FocusArea(ModelType):
    """What the table works for in one year."""

    year = graphene.Int(required=True, description="Calendar year.")
    text = graphene.String(required=True, description="The focus area.")

    class Meta:
        model = models.FocusArea


def _by_year(of: Any, name: str, description: str) -> graphene.Field:
    """Inline children of a year, or of all years with the newest first."""

    def read(regions: Sequence[Any], year: int | None = None) -> Mapping[int, Any]:
        rows = inline_rows(regions, name)
        if year is not None:
            wanted = checked_year(year)
            return {pk: [row for row in own if row.year == wanted] for pk, own in rows.items()}
        return {pk: sorted(own, key=lambda row: -row.year) for pk, own in rows.items()}

    return list_of(
        of,
        description,
        for_siblings(read),
        year=graphene.Int(description="Only those of this calendar year."),
    )


def _first_of_each(
    of: Any,
    description: str,
    rows_of: Callable[..., Any],
    order: Callable[[Any], Any],
    **arguments: Any,
) -> graphene.Field:
    """The first rows of each region's own list, in one statement for all the regions. `order`
    sorts rows as `rows_of` does."""

    def read(regions: Sequence[Any], first: int | None = None, **choices: Any) -> Mapping[int, Any]:
        count = row_count(first, FEW)
        lists = {region.pk: rows_of(region, **choices) for region in regions}
        # Databases without limits inside unions take them inside subqueries.
        several = [
            rows.model.objects.filter(pk__in=rows.values("pk")[:count])
            .annotate(of=Value(pk))
            .order_by()
            for pk, rows in lists.items()
        ]
        found: dict[int, list[Any]] = {pk: [] for pk in lists}
        for row in several[0].union(*several[1:], all=True):
            found[row.of].append(row)
        return {pk: sorted(rows, key=order) for pk, rows in found.items()}

    return list_of(
        of,
        description,
        for_siblings(read),
        first=graphene.Int(description=f"How many, at most 100; {FEW} when left out."),
        **arguments,
    )


def _upcoming_events(region: Any) -> Any:
    return models.EventPage.objects.listed().of_region(region).upcoming()


def _latest_news(region: Any) -> Any:
    news = models.NewsPage.objects.listed().filter(locale=region.locale_id).concerning(region)
    return news.order_by("-date", "-pk")


def _latest_statements(region: Any) -> Any:
    return models.StatementPage.objects.listed().of_region(region).given()


def _latest_meetings(region: Any, stage: Any = None) -> Any:
    meetings = models.MeetingPage.objects.listed().of_region(region)
    return (meetings.filter(stage=stage) if stage else meetings).order_by("-starts_at", "-pk")


def _terms_of(regions: Sequence[Any]) -> Mapping[int, Any]:
    under = reduce(or_, (Q(path__startswith=region.path) for region in regions))
    terms = models.TermPage.objects.listed().filter(under).order_by("-starts_on", "-pk")
    return {
        region.pk: [term for term in terms if term.path.startswith(region.path)]
        for region in regions
    }


_read_terms = for_siblings(_terms_of)


class RegionPage(ModelType):
    """A partnership table (kumppanuuspöytä) and its region."""

    slug = graphene.String(required=True, description="Its name in addresses and filters.")
    introduction = rich_text("introduction", "What the table does and for whom.")
    image = reference(Image, "image", "Picture of the region.")
    area = GeoJSON(description="Borders: a Polygon or MultiPolygon, or a Feature of one.")
    theme = reference(Theme, "theme", "Brand; null when the table wears the city's own.")
    coordinators = inline(Coordinator, "coordinators", "Coordinators of the table.")
    links = inline(RegionLink, "links", "Channels for feedback, in social media and elsewhere.")
    focus_areas = _by_year(FocusArea, "focus_areas", "What the table works for.")
    budget = _by_year(BudgetRow, "budget_rows", "The table's money.")
    founding_decisions = inline(
        DecisionReference, "founding_decisions", "Decisions by which the table was founded."
    )
    terms = list_of(TermPage, "Terms of office, newest first.", _read_terms)
    current_term = graphene.Field(TermPage, description="The term of office that goes on today.")
    upcoming_events = _first_of_each(
        EventPage,
        "Events that have not ended, soonest first; cancelled ones are among them.",
        _upcoming_events,
        order=lambda event: (event.starts_at, event.pk),
    )
    latest_news = _first_of_each(
        NewsPage,
        "The table's own news, and city-wide news that names it or no table; newest first.",
        _latest_news,
        order=lambda post: (-post.date.toordinal(), -post.pk),
    )
    latest_statements = _first_of_each(
        StatementPage,
        "Statements by the day they were given, newest first, before them those in preparation.",
        _latest_statements,
        order=lambda row: (-row.given_on.toordinal() if row.given_on else -inf, -row.pk),
    )
    latest_meetings = _first_of_each(
        MeetingPage,
        "Meetings, newest first, those to come among them.",
        _latest_meetings,
        order=lambda meeting: (-meeting.starts_at.timestamp(), -meeting.pk),
        stage=graphene.Argument(
            MeetingStage, description="Only those of this stage: MINUTES_PUBLISHED gives memos."
        ),
    )

    class Meta:
        model = models.RegionPage
        interfaces = (Page,)

    @staticmethod
    def resolve_current_term(root: Any, info: Any) -> Any:
        today = timezone.localdate()
        terms = _read_terms(root, info)
        return next((term for term in terms if term.starts_on <= today <= term.ends_on), None)
