"""How many SQL statements a query costs: exactly so many, for 2 rows of everything and for 20."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.rich_text import RichText

from cms.pages.models import (
    AgendaItem,
    Attendance,
    EventFeedback,
    EventPage,
    FocusArea,
    FoundingDecision,
    MeetingPage,
    NewsPage,
    Note,
    PublicationDecision,
    PublicationPage,
    RegionBudgetRow,
    RegionCoordinator,
    RegionLink,
    Reply,
    Seat,
    StatementPage,
    TermPage,
)
from tests.factories import (
    add_document,
    add_image,
    add_organisation,
    add_region,
    add_theme,
    add_topic,
    index_of,
)

MANY = 20
PAGE = "id title url path language publishedAt updatedAt searchDescription region { slug title }"
IMAGE = "image { alt thumbnail { url width height } card { url } }"
TOPICS = "topics { name slug }"
BODY = (
    "body { __typename ... on HeadingBlock { number text level } ... on RichTextBlock { html }"
    " ... on QuoteBlock { text source } ... on PictureBlock { caption image { alt wide { url } } }"
    " ... on AttachmentBlock { title document { title url size contentType filename } }"
    " ... on LinkedPageBlock { page { title url } } }"
)
ATTACHMENTS = "attachments { ... on AttachmentBlock { document { title url } } }"
EVENT = (
    f"{PAGE} kind organiserRole state startsAt endsAt place latitude longitude onlineUrl lead"
    " audiences accessibility registrationUrl participants"
)
NEWS = f"{PAGE} date lead newspaperText socialText"
STATEMENT = (
    f"{PAGE} kind requestedOn requestedUntil givenOn dueOn summary plainSummary status outcome"
    " daysWaiting"
)
MEETING = f"{PAGE} kind stage state startsAt endsAt place onlineUrl introduction"
PUBLICATION = f"{PAGE} kind version validFrom validTo summary"

LISTED = "id title url path publishedAt"
WHEN = "kind state startsAt endsAt place"

QUERIES = {
    "embed": (
        '{ region(slug: "pohjoinen") { id title slug url theme { name cssUrl logo { alt'
        f" card {{ url }} }} colours {{ primary }} }}"
        f" upcomingEvents(first: 5) {{ {LISTED} {WHEN} onlineUrl lead {IMAGE} }}"
        f" latestNews(first: 5) {{ {LISTED} date lead {IMAGE} }}"
        f" latestStatements(first: 5) {{ {LISTED} kind status outcome givenOn dueOn summary"
        f" plainSummary }} latestMeetings(first: 5) {{ {LISTED} {WHEN} stage }} }} }}"
    ),
    "deepest": (
        "{ events(first: 1) { nodes { region { latestMeetings(first: 2) { agendaItems { statements"
        " { agendaItem { meeting { term { seats { organisation { name } } } nextMeeting {"
        " agendaItems { topics { name } statements { title } } attendance { name seat { person } }"
        " region { title theme { name } } } } } } } } } } } }"
    ),
    "region with its lists": (
        '{ region(slug: "pohjoinen") { title slug introduction theme { cssUrl }'
        f" upcomingEvents(first: 20) {{ {EVENT} {IMAGE} {TOPICS} }}"
        f" latestNews(first: 20) {{ {NEWS} {IMAGE} {TOPICS} }}"
        f" latestStatements(first: 20) {{ {STATEMENT} {TOPICS} addressee {{ name }} }}"
        f" latestMeetings(first: 20) {{ {MEETING} {TOPICS} }} }} }}"
    ),
    "region's own rows": (
        '{ region(slug: "pohjoinen") { area image { card { url } } theme { logo { alt } }'
        " coordinators { name phone } links { url } focusAreas { year text } budget { used }"
        " foundingDecisions { label } terms { title seats { person organisation { name } } }"
        " currentTerm { title } } }"
    ),
    "all regions with their lists": (
        "{ regions { slug upcomingEvents { title url } latestNews { title url }"
        " latestStatements { title status } latestMeetings { title url } terms { title } } }"
    ),
    "events, scalar fields": f"{{ events(first: 100) {{ totalCount nodes {{ {EVENT} }} }} }}",
    "events, all": (
        f"{{ events(first: 100) {{ totalCount nodes {{ {EVENT} {IMAGE} {BODY} {TOPICS}"
        " partners { name } feedback { text topic { name } } } } }"
    ),
    "news, scalar fields": f"{{ news(first: 100) {{ totalCount nodes {{ {NEWS} }} }} }}",
    "news, all": (
        f"{{ news(first: 100) {{ totalCount nodes {{ {NEWS} {IMAGE} {BODY} {TOPICS}"
        " regions { slug } } } }"
    ),
    "statements, scalar fields": (
        f"{{ statements(first: 100) {{ totalCount nodes {{ {STATEMENT} }} }} }}"
    ),
    "statements, all": (
        f"{{ statements(first: 100) {{ totalCount nodes {{ {STATEMENT} {BODY} {TOPICS}"
        f" {ATTACHMENTS} addressee {{ name }} requestedBy {{ name }}"
        " agendaItem { title url meeting { title } }"
        " replies { date outcome text body { name } decision { label } } } } }"
    ),
    "meetings, scalar fields": f"{{ meetings(first: 100) {{ totalCount nodes {{ {MEETING} }} }} }}",
    "meetings, all": (
        f"{{ meetings(first: 100) {{ totalCount nodes {{ {MEETING} {TOPICS} {ATTACHMENTS}"
        f" agendaItems {{ number title text outcome url {TOPICS} {ATTACHMENTS}"
        " statements { title } } attendance { name status seat { person } }"
        " term { title } nextMeeting { title } } } }"
    ),
    "publications, scalar fields": (
        f"{{ publications(first: 100) {{ totalCount nodes {{ {PUBLICATION} }} }} }}"
    ),
    "publications, all": (
        f"{{ publications(first: 100) {{ totalCount nodes {{ {PUBLICATION} {BODY} {TOPICS}"
        " notes { number text } file { title url size } decisions { label } } } }"
    ),
    "changes, without pages": "{ changes(first: 100) { nodes { id isRemoved } cursor hasMore } }",
    "changes": (
        f"{{ changes(first: 100) {{ nodes {{ type page {{ id path ... on EventPage {{ {IMAGE} }}"
        f" ... on NewsPage {{ {BODY} }} ... on StatementPage {{ status replies {{ text }} }}"
        f" ... on MeetingPage {{ agendaItems {{ title {TOPICS} }} }} }} }} }} }}"
    ),
    "search": (
        '{ search(query: "", first: 100) { totalCount nodes { id kind title url regions date state'
        " fragments { text } match { title } } facets { kind { value count } region { value }"
        " year { value } topic { value } } } }"
    ),
}

STATEMENTS = {
    "embed": 7,
    "deepest": 17,
    "region with its lists": 16,
    "region's own rows": 10,
    "all regions with their lists": 7,
    "events, scalar fields": 2,
    "events, all": 14,
    "news, scalar fields": 2,
    "news, all": 12,
    "statements, scalar fields": 3,
    "statements, all": 22,
    "meetings, scalar fields": 4,
    "meetings, all": 17,
    "publications, scalar fields": 2,
    "publications, all": 13,
    "changes, without pages": 15,
    "changes": 29,
    "search": 4,
}


@pytest.fixture
def shared(home, pohjoinen):
    """What the rows refer to."""
    topics = [add_topic("Puistot"), add_topic("Liikenne")]
    image, file = add_image("Kuva"), add_document("Tiedosto")
    pohjoinen.theme = add_theme("pohjoinen", logo=image)
    pohjoinen.image = image
    pohjoinen.introduction = f'<p><a linktype="page" id="{home.pk}">etusivu</a></p>'
    pohjoinen.save_revision().publish()
    return {
        "region": type(pohjoinen).objects.get(pk=pohjoinen.pk),
        "topics": topics,
        "image": image,
        "file": file,
        "body": add_organisation("Kaupunginhallitus"),
        "page": home,
    }


def add_row(number: int, region, topics, image, file, body, page) -> None:
    """One page of each kind, with two of each inline child, that refers to all that is shared."""
    moment = datetime(2023, 1, 1, 15, tzinfo=UTC) + timedelta(days=number)
    text = f'<p><a linktype="page" id="{page.pk}">a</a>'
    text += f'<a linktype="document" id="{file.pk}">b</a> {number}</p>'
    attachments = [("attachment", {"document": file, "title": ""})]
    stream = [
        ("heading", {"number": "1", "text": "Otsikko", "level": "2"}),
        ("text", RichText(text)),
        ("quote", {"text": "Sanottua", "source": ""}),
        ("picture", {"image": image, "caption": ""}),
        *attachments,
        ("page", page),
    ]
    decision = {"decision_body": "Kaupunginvaltuusto", "decision_date": date(2020, 11, 9)}
    term = TermPage(
        title=f"Kausi {number}",
        starts_on=date(2023, 6, 1),
        ends_on=date(2030, 5, 31),
        min_seats=0,
        trustee_seats=0,
        has_deputies=False,
        seats=[Seat(person=f"Jäsen {n}", represents="school", organisation=body) for n in (1, 2)],
    )
    region.add_child(instance=term)
    meeting = MeetingPage(
        title=f"Kokous {number}",
        starts_at=moment,
        introduction=text,
        topics=topics,
        attachments=attachments,
        term=term,
        next_meeting=MeetingPage.objects.first(),
        agenda_items=[
            AgendaItem(number=n, title="Asia", text=text, topics=topics, attachments=attachments)
            for n in (1, 2)
        ],
        attendance=[Attendance(seat=seat, name="Jäsen") for seat in Seat.objects.filter(page=term)],
    )
    index_of(region, "kokoukset").add_child(instance=meeting)
    item = AgendaItem.objects.filter(page=meeting).first()
    statement = StatementPage(
        title=f"Lausunto {number}",
        given_on=moment.date(),
        addressee=body,
        requested_by=body,
        agenda_item=item,
        topics=topics,
        body=stream,
        attachments=attachments,
        replies=[Reply(date=moment.date(), outcome="noted", text=text, **decision)],
    )
    index_of(region, "lausunnot").add_child(instance=statement)
    event = EventPage(
        title=f"Tapahtuma {number}",
        starts_at=moment + timedelta(days=3650),
        image=image,
        topics=topics,
        partners=[body],
        audiences=["seniors"],
        body=stream,
        feedback=[EventFeedback(topic=topics[0], text="Sanottua")],
    )
    index_of(region, "tapahtumat").add_child(instance=event)
    news = NewsPage(
        title=f"Uutinen {number}",
        date=moment.date(),
        lead="Alku",
        image=image,
        topics=topics,
        regions=[region],
        body=stream,
    )
    index_of(region, "uutiset").add_child(instance=news)
    publication = PublicationPage(
        title=f"Julkaisu {number}",
        kind="report",
        valid_from=moment.date(),
        topics=topics,
        file=file,
        body=stream,
        notes=[Note(number=n, text="Huomautus") for n in (1, 2)],
        decisions=[PublicationDecision(**decision)],
    )
    index_of(region, "julkaisut").add_child(instance=publication)
    for model, fields in (
        (RegionCoordinator, {"name": "Koordinaattori"}),
        (RegionLink, {"kind": "social", "label": "Linkki", "url": "https://some.test/"}),
        (FocusArea, {"year": 2023, "text": "Painopiste"}),
        (RegionBudgetRow, {"year": 2023, "purpose": "Tapahtumat", "allotted": 100}),
        (FoundingDecision, decision),
    ):
        model.objects.create(page=region, **fields)


def test_as_many_statements_for_20_rows_as_for_2(ask, home, shared):
    for number in range(2):
        add_row(number, **shared)
    add_region(home, "itainen")
    few = {name: statements_of(ask, query) for name, query in QUERIES.items()}
    for number in range(2, MANY):
        add_row(number, **shared)
        add_region(home, f"alue-{number}")
    many = {name: statements_of(ask, query) for name, query in QUERIES.items()}
    assert few == STATEMENTS
    assert many == STATEMENTS


def statements_of(ask, query: str) -> int:
    ask("{ regions { path } }")  # the roots of the sites are in the cache from here on
    with CaptureQueriesContext(connection) as captured:
        ask(query)
    return len(captured)
