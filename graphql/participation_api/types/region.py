"""Partnership tables."""

from collections.abc import Callable, Mapping, Sequence
from math import inf
from types import SimpleNamespace
from typing import Any

import graphene
from django.db.models import CharField, DateTimeField, QuerySet
from django.utils import timezone

from cms.pages import models
from cms.pages.lists import (
    going_on,
    latest_meetings,
    latest_news,
    latest_statements,
    upcoming_events,
)
from cms.pages.visibility.sites import under
from participation_api.fields.arguments import ROWS_OF_A_LIST, checked_year, row_count
from participation_api.fields.builders import (
    choice,
    inline,
    joined,
    list_of,
    optional_text,
    rich_text,
)
from participation_api.fields.enums import LinkKind, MeetingStage
from participation_api.fields.scalars import GeoJSON
from participation_api.reading.context import Info
from participation_api.reading.loaders import batch_resolver
from participation_api.reading.prepared import Columns, PreparedStatement, whole
from participation_api.reading.projection import reads
from participation_api.reading.relations import inline_rows, padded
from participation_api.types.decisions import BudgetRow, DecisionReference
from participation_api.types.event import EventPage
from participation_api.types.media import image as image_of
from participation_api.types.meeting import MeetingPage
from participation_api.types.news import NewsPage
from participation_api.types.page import ModelType, Page
from participation_api.types.statement import StatementPage
from participation_api.types.term import TermPage
from participation_api.types.theme import Theme


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


def _by_year(of: type[ModelType], name: str, description: str) -> graphene.Field:
    """Inline children of a year, or of all years with the newest first."""

    def read(
        regions: Sequence[Any], columns: Columns, year: int | None = None
    ) -> Mapping[int, Any]:
        rows = inline_rows(regions, name, {"year", *columns})
        if year is not None:
            wanted = checked_year(year)
            return {pk: [row for row in own if row.year == wanted] for pk, own in rows.items()}
        return {pk: sorted(own, key=lambda row: -row.year) for pk, own in rows.items()}

    return list_of(
        of,
        description,
        batch_resolver(read, as_selected=True),
        year=graphene.Int(description="Only those of this calendar year."),
    )


_IN_REGION = ("path", "translation_key", "locale_id")
"""What the lists of a region are found by."""


def _first_of_each(
    of: type[ModelType],
    description: str,
    rows_of: Callable[..., Any],
    order: Callable[[Any], Any],
    ordered_by: str,
    **arguments: graphene.Argument,
) -> graphene.Field:
    """The first rows of each region's own list, in one statement for all the regions. `order`
    sorts rows as `rows_of` does, by their keys and this column."""

    def build(*choices: Any, now: Any, **region: Any) -> QuerySet[Any]:
        return rows_of(SimpleNamespace(**region), now, **dict(choices))

    fields: dict[str, Any] = {name: models.RegionPage._meta.get_field(name) for name in _IN_REGION}
    statement = PreparedStatement(build, now=DateTimeField(), **fields)

    def read(
        regions: Sequence[Any], columns: Columns, first: int | None = None, **choices: Any
    ) -> Mapping[int, Any]:
        now = timezone.now()
        lists = statement.rows_of_each(
            {ordered_by, *columns},
            *choices.items(),
            first=row_count(first, ROWS_OF_A_LIST),
            of=[
                {"now": now, **{name: getattr(region, name) for name in _IN_REGION}}
                for region in regions
            ],
        )
        return {
            region.pk: sorted(rows, key=order) for region, rows in zip(regions, lists, strict=True)
        }

    resolver = batch_resolver(read, needs=_IN_REGION, as_selected=True)
    vars(resolver)["is_read_ahead"] = True
    return list_of(
        of,
        description,
        resolver,
        first=graphene.Int(description=f"How many, at most 100; {ROWS_OF_A_LIST} when left out."),
        **arguments,
    )


_TERMS = PreparedStatement(
    lambda now, paths: (
        models.TermPage.objects.listed(now).filter(under(paths)).order_by("-starts_on", "-pk")
    ),
    now=DateTimeField(),
    paths=CharField(),
)


def _terms_of(regions: Sequence[Any]) -> Mapping[int, Any]:
    paths = padded([region.path for region in regions])
    columns = whole(models.TermPage)
    terms = _TERMS.rows(columns, now=timezone.now(), paths=paths)
    return {
        region.pk: [term for term in terms if term.path.startswith(region.path)]
        for region in regions
    }


_read_terms = batch_resolver(_terms_of, needs=["path"])


class RegionPage(ModelType):
    """A partnership table (kumppanuuspöytä) and its region."""

    slug = graphene.String(required=True, description="Its name in addresses and filters.")
    introduction = rich_text("introduction", "What the table does and for whom.")
    image = image_of("image", "Picture of the region.")
    area = GeoJSON(description="Borders: a Polygon or MultiPolygon, or a Feature of one.")
    theme = joined(Theme, "theme", "Brand; null when the table wears the city's own.")
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
        upcoming_events,
        order=lambda event: (event.starts_at, event.pk),
        ordered_by="starts_at",
    )
    latest_news = _first_of_each(
        NewsPage,
        "The table's own news, and city-wide news that names it or no table; newest first.",
        latest_news,
        order=lambda post: (-post.date.toordinal(), -post.pk),
        ordered_by="date",
    )
    latest_statements = _first_of_each(
        StatementPage,
        "Statements by the day they were given, newest first, before them those in preparation.",
        latest_statements,
        order=lambda row: (-row.given_on.toordinal() if row.given_on else -inf, -row.pk),
        ordered_by="given_on",
    )
    latest_meetings = _first_of_each(
        MeetingPage,
        "Meetings, newest first, those to come among them.",
        latest_meetings,
        order=lambda meeting: (-meeting.starts_at.timestamp(), -meeting.pk),
        ordered_by="starts_at",
        stage=graphene.Argument(
            MeetingStage, description="Only those of this stage: MINUTES_PUBLISHED gives memos."
        ),
    )

    class Meta:
        model = models.RegionPage
        interfaces = (Page,)

    @staticmethod
    @reads("path")
    def resolve_current_term(root: models.RegionPage, info: Info) -> models.TermPage | None:
        return going_on(_read_terms(root, info))
