"""Root fields of the content: lists that are narrowed and read page by page, and single pages."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import graphene
from django.db.models import CharField, DateTimeField, F
from django.utils import timezone

from cms.pages import models
from participation_api import enums, filters
from participation_api.arguments import checked_text, checked_uuid
from participation_api.batching import together
from participation_api.connections import TOTAL, connection, counted, paging, slice_of
from participation_api.fields import list_of
from participation_api.filters import Filter
from participation_api.selection import columns
from participation_api.statements import Columns, Statement, Written, read
from participation_api.types.event import EventPage
from participation_api.types.meeting import MeetingPage
from participation_api.types.news import NewsPage
from participation_api.types.publication import PublicationPage
from participation_api.types.region import RegionPage
from participation_api.types.statement import StatementPage
from participation_api.types.term import TermPage


def language() -> graphene.Argument:
    return graphene.Argument(
        enums.Language,
        required=True,
        default_value="fi",
        description="Language of the pages.",
    )


def code(language: Any) -> str:
    """GraphQL gives a default as its value and an argument as a member of the enum."""
    return str(getattr(language, "value", language))


def listed(of: Any, language: Any) -> Any:
    """Published pages of a type in a language."""
    return of._meta.model.objects.listed().in_language(code(language))


_REGION = Statement(
    lambda now, language, slug: (
        models.RegionPage.objects.listed(now).in_language(language).filter(slug=slug)
    ),
    now=DateTimeField(),
    language=CharField(),
    slug=CharField(),
)
_OF_REGION: dict[str, Any] = {
    name: models.RegionPage._meta.get_field(name) for name in ("path", "translation_key")
}
"""By what the lists of a region are found."""


def region_of(slug: str, language: Any, argument: str, needed: Columns = tuple(_OF_REGION)) -> Any:
    """The published region with the slug that an argument gives, or None."""
    slug = checked_text(argument, slug)
    rows = _REGION.rows(needed, now=timezone.now(), language=code(language), slug=slug)
    return rows[0] if rows else None


def _order(name: str, *columns: str) -> Any:
    """Enum of the orders of a list: STARTS_AT_ASC for the column starts_at, and so on."""
    members = {
        f"{column}_{direction}".upper(): f"{sign}{column}"
        for column in columns
        for direction, sign in (("asc", ""), ("desc", "-"))
    }
    return type(name, (graphene.Enum,), {"__doc__": "Order of a list.", **members})


def _ordered(rows: Any, order: str) -> Any:
    """Undated rows come first where the newest do, last where the oldest do."""
    column = F(order.removeprefix("-"))
    if order.startswith("-"):
        return rows.order_by(column.desc(nulls_first=True), "-pk")
    return rows.order_by(column.asc(nulls_last=True), "pk")


def _under(rows: Any, region: Any) -> Any:
    return rows.of_region(region)


def _list(
    of: Any,
    name: str,
    plural: str,
    orders: Any,
    default_order: str,
    narrow_to_region: Callable[[Any, Any], Any] = _under,
    **choices: Filter,
) -> graphene.Field:
    def build(
        order: str | None, in_region: bool, is_counted: bool, now: Any, language: Any, **region: Any
    ) -> Any:
        rows = _ordered(of._meta.model.objects.listed(now).in_language(language), default_order)
        if in_region:
            rows = narrow_to_region(rows, SimpleNamespace(**region))
        rows = _ordered(rows, order) if order else rows
        return counted(rows) if is_counted else rows

    statement = Statement(build, now=DateTimeField(), language=CharField(), **_OF_REGION)

    def resolve(
        root: None,
        info: Any,
        language: Any,
        first: int | None = None,
        after: str | None = None,
        region: str | None = None,
        order: Any = None,
        **values: Any,
    ) -> Any:
        page = region_of(region, language, "region") if region is not None else None
        of_page = {name: getattr(page, name, None) for name in _OF_REGION}
        given = {"now": timezone.now(), "language": code(language), **of_page}
        order = order.value if order else None

        def narrowed(is_counted: bool) -> Any:
            rows = build(None, page is not None, False, **given)
            for argument, value in values.items():
                if value is not None:
                    rows = choices[argument].narrow(rows, value)
            rows = _ordered(rows, order) if order else rows
            return counted(rows) if is_counted else rows

        def read(columns: Columns, first: int, start: int) -> list[Any]:
            if region is not None and page is None:
                return []
            is_counted = TOTAL in columns
            if values:  # What they are turned into may depend on the day.
                return Written(narrowed(is_counted), columns).rows({}, first, start)
            shape = (order, page is not None, is_counted)
            return statement.rows(columns, *shape, first=first, start=start, **given)

        return slice_of(read, info, first, after)

    return graphene.Field(
        connection(of, name, plural),
        required=True,
        description=f"Published {plural}.",
        resolver=resolve,
        region=graphene.String(
            description="Only those of the region with this slug: pohjoinen, itainen, …"
        ),
        **{argument: each.argument for argument, each in choices.items()},
        order=graphene.Argument(orders, description="Order; the newest first when left out."),
        language=language(),
        **paging(),
    )


def _one(of: Any, what: str) -> graphene.Field:
    def resolve(root: None, info: Any, id: str, language: Any) -> Any:
        rows = listed(of, language).filter(uuid=checked_uuid("id", id))
        return next(iter(read(rows, columns(info))), None)

    return graphene.Field(
        of,
        description=f"The published {what} with an id; null when there is none.",
        resolver=resolve,
        id=graphene.ID(required=True, description="Its permanent identifier."),
        language=language(),
    )


class ContentQuery(graphene.ObjectType):
    regions = list_of(
        RegionPage,
        "The partnership tables.",
        lambda root, info, language: together(
            read(listed(RegionPage, language).order_by("path"), columns(info))
        ),
        language=language(),
    )
    region = graphene.Field(
        RegionPage,
        description="The partnership table with a slug; null when there is none.",
        resolver=lambda root, info, slug, language: region_of(
            slug, language, "slug", columns(info)
        ),
        slug=graphene.String(required=True, description="pohjoinen, itainen, etelainen, keskusta"),
        language=language(),
    )
    meetings = _list(
        MeetingPage,
        "Meeting",
        "meetings",
        _order("MeetingOrder", "starts_at", "title"),
        "-starts_at",
        kind=filters.choice(enums.MeetingKind, "kind", "Only of this kind."),
        stage=filters.choice(enums.MeetingStage, "stage", "Only of this stage."),
        state=filters.choice(enums.HappeningState, "state", "Only in this state."),
        topic=filters.topic(),
        term=filters.page(models.TermPage, "term", "Only in the term with this id."),
        year=filters.year("starts_at", "Only of this calendar year."),
        from_=filters.from_day("starts_at", is_moment=True),
        to=filters.to_day("starts_at", is_moment=True),
        upcoming=filters.upcoming(),
    )
    meeting = _one(MeetingPage, "meeting")
    statements = _list(
        StatementPage,
        "Statement",
        "statements",
        _order("StatementOrder", "given_on", "title"),
        "-given_on",
        kind=filters.choice(enums.StatementKind, "kind", "Only of this kind."),
        status=filters.status(),
        outcome=filters.outcome(),
        addressee=filters.addressee(),
        topic=filters.topic(),
        year=filters.year("given_on", "Only those given in this calendar year."),
        waiting_longer_than=filters.waiting_longer_than(),
    )
    statement = _one(StatementPage, "statement")
    events = _list(
        EventPage,
        "Event",
        "events",
        _order("EventOrder", "starts_at", "title"),
        "-starts_at",
        kind=filters.choice(enums.EventKind, "kind", "Only of this kind."),
        organiser_role=filters.choice(
            enums.OrganiserRole, "organiser_role", "Only with this part of the table."
        ),
        state=filters.choice(enums.HappeningState, "state", "Only in this state."),
        audience=filters.audience(),
        topic=filters.topic(),
        year=filters.year("starts_at", "Only of this calendar year."),
        from_=filters.from_day("starts_at", is_moment=True),
        to=filters.to_day("starts_at", is_moment=True),
        upcoming=filters.upcoming(),
    )
    event = _one(EventPage, "event")
    news = _list(
        NewsPage,
        "News",
        "news posts",
        _order("NewsOrder", "date", "title"),
        "-date",
        narrow_to_region=lambda rows, region: rows.concerning(region),
        topic=filters.topic(),
        year=filters.year("date", "Only of this calendar year."),
        from_=filters.from_day("date"),
        to=filters.to_day("date"),
    )
    news_post = _one(NewsPage, "news post")
    publications = _list(
        PublicationPage,
        "Publication",
        "publications",
        _order("PublicationOrder", "valid_from", "title"),
        "-valid_from",
        kind=filters.choice(enums.PublicationKind, "kind", "Only of this kind."),
        topic=filters.topic(),
        year=filters.year("valid_from", "Only those whose validity begins in this year."),
        valid_on=filters.valid_on(),
    )
    publication = _one(PublicationPage, "publication")
    term = _one(TermPage, "term of office")
