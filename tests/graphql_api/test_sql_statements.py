"""How many SQL statements a query costs: exactly so many, for 2 rows of everything and for 20."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.pages.visibility.sites import forget_grounds
from tests.factories import add_region
from tests.graphql_api.rows import add_row
from tests.statements import OF_THE_TIME_LIMIT

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
    "search": 4 + OF_THE_TIME_LIMIT,
}


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
    forget_grounds()  # they are kept for a while, which may end within the query
    ask("{ regions { path } }")  # the roots of the sites are in the cache from here on
    with CaptureQueriesContext(connection) as captured:
        ask(query)
    return len(captured)
