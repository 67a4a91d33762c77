"""Root fields of the content."""

import graphene
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from cms.pages import models
from participation_api.fields import enums
from participation_api.fields.builders import list_of
from participation_api.reading.loaders import batched
from participation_api.reading.prepared import PreparedStatement
from participation_api.reading.projection import columns
from participation_api.roots import filters
from participation_api.roots.languages import code, language
from participation_api.roots.lists import list_field, listed, order_enum, page_field
from participation_api.roots.regions import region_of
from participation_api.types.event import EventPage
from participation_api.types.meeting import MeetingPage
from participation_api.types.news import NewsPage
from participation_api.types.publication import PublicationPage
from participation_api.types.region import RegionPage
from participation_api.types.statement import StatementPage
from participation_api.types.term import TermPage

_REGIONS = PreparedStatement(
    lambda now, language: listed(RegionPage, now, language).order_by("path"),
    now=DateTimeField(),
    language=CharField(),
)


class ContentQuery(graphene.ObjectType):
    regions = list_of(
        RegionPage,
        "The partnership tables.",
        lambda root, info, language: batched(
            _REGIONS.rows(columns(info), now=timezone.now(), language=code(language))
        ),
        language=language(),
    )
    region = graphene.Field(
        RegionPage,
        description="The partnership table with a slug; null when there is none.",
        resolver=lambda root, info, slug, language: region_of(
            slug, language, "slug", columns(info)
        ),
        slug=graphene.String(required=True, description="Slug of the table, such as pohjoinen."),
        language=language(),
    )
    meetings = list_field(
        MeetingPage,
        "Meeting",
        "meetings",
        order_enum("MeetingOrder", "starts_at", "title"),
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
    meeting = page_field(MeetingPage, "meeting")
    statements = list_field(
        StatementPage,
        "Statement",
        "statements",
        order_enum("StatementOrder", "given_on", "title"),
        "-given_on",
        kind=filters.choice(enums.StatementKind, "kind", "Only of this kind."),
        status=filters.status(),
        outcome=filters.outcome(),
        addressee=filters.addressee(),
        topic=filters.topic(),
        year=filters.year("given_on", "Only those given in this calendar year."),
        waiting_longer_than=filters.waiting_longer_than(),
    )
    statement = page_field(StatementPage, "statement")
    events = list_field(
        EventPage,
        "Event",
        "events",
        order_enum("EventOrder", "starts_at", "title"),
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
    event = page_field(EventPage, "event")
    news = list_field(
        NewsPage,
        "News",
        "news posts",
        order_enum("NewsOrder", "date", "title"),
        "-date",
        narrow_to_region=lambda rows, region: rows.concerning(region),
        topic=filters.topic(),
        year=filters.year("date", "Only of this calendar year."),
        from_=filters.from_day("date"),
        to=filters.to_day("date"),
    )
    news_post = page_field(NewsPage, "news post")
    publications = list_field(
        PublicationPage,
        "Publication",
        "publications",
        order_enum("PublicationOrder", "valid_from", "title"),
        "-valid_from",
        kind=filters.choice(enums.PublicationKind, "kind", "Only of this kind."),
        topic=filters.topic(),
        year=filters.year("valid_from", "Only those whose validity begins in this year."),
        valid_on=filters.valid_on(),
    )
    publication = page_field(PublicationPage, "publication")
    term = page_field(TermPage, "term of office")
