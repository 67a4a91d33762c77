"""Root fields of the content: lists that are narrowed and read page by page, and single pages."""

from collections.abc import Callable
from typing import Any

import graphene
from django.db.models import F

from cms.pages import models
from participation_api import enums, filters
from participation_api.arguments import checked_text, checked_uuid
from participation_api.batching import together
from participation_api.connections import connection, paging, slice_of
from participation_api.fields import list_of
from participation_api.filters import Filter
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


def region_of(slug: str, language: Any, argument: str) -> Any:
    """The published region with the slug that an argument gives, or None."""
    return listed(RegionPage, language).filter(slug=checked_text(argument, slug)).first()


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
        rows = _ordered(listed(of, language), default_order)
        if region is not None:
            page = region_of(region, language, "region")
            rows = narrow_to_region(rows, page) if page else rows.none()
        for argument, value in values.items():
            if value is not None:
                rows = choices[argument].narrow(rows, value)
        return slice_of(_ordered(rows, order.value) if order else rows, first, after)

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
        return listed(of, language).filter(uuid=checked_uuid("id", id)).first()

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
        lambda root, info, language: together(listed(RegionPage, language).order_by("path")),
        language=language(),
    )
    region = graphene.Field(
        RegionPage,
        description="The partnership table with a slug; null when there is none.",
        resolver=lambda root, info, slug, language: region_of(slug, language, "slug"),
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
