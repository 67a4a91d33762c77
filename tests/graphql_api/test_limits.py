"""How much a query may be and may ask for: each refusal names the limit and the value."""

import pytest
from graphql import specified_rules

from participation_api.fields.arguments import cursor
from participation_api.limits import costs
from participation_api.limits import validation as limits
from participation_api.schema import schema, sdl
from tests.factories import add_news

pytestmark = pytest.mark.django_db


def many(count: int, part: str) -> str:
    return " ".join(part.replace("#", str(number)) for number in range(count))


def test_all_standard_rules_are_on():
    missing = [
        rule for rule in specified_rules if not any(issubclass(ours, rule) for ours in limits.RULES)
    ]
    assert (missing, len(limits.RULES)) == ([], len(specified_rules))


def test_twenty_lists_go_through(ask, pohjoinen):
    add_news(pohjoinen, "Uutinen")
    lists = many(20, "list#: news(first: 5) { nodes { title url } pageInfo { endCursor } }")
    found = ask(f"{{ {lists} }}")
    assert {tuple(row["title"] for row in each["nodes"]) for each in found.values()} == {
        ("Uutinen",)
    }


def test_one_name_in_many_fragments_goes_through(ask, pohjoinen):
    kinds = ("NewsPage", "EventPage", "MeetingPage", "StatementPage", "PublicationPage")
    each = " ".join(f"... on {kind} {{ id title url path region {{ title }} }}" for kind in kinds)
    found = ask(f'{{ page(path: "/pohjoinen/") {{ title {each} }} }}')
    assert found == {"page": {"title": "Pohjoinen"}}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "{ regions { title } }" + " " * 15_980,
            "The query is 16001 characters long; at most 16000 are allowed.",
        ),
        (
            "{ regions { " + "id title " * 500 + "} }",
            "Syntax Error: Document contains more than 800 tokens. Parsing aborted.",
        ),
        (
            "#\n" * 101 + "{ regions { title } }",
            "Syntax Error: Document contains more than 100 comments. Parsing aborted.",
        ),
        (
            "{ regions { " + "title " * 51 + "} }",
            'The query repeats the name "title" 51 times; at most 50 are allowed.',
        ),
        (
            "{ regions { " + many(51, "title: id") + " } }",
            'The query repeats the name "title" 51 times; at most 50 are allowed.',
        ),
        (
            "{ regions { id " + "... { title } " * 51 + "} }",
            'The query repeats the name "title" 51 times; at most 50 are allowed.',
        ),
        (
            "query A { regions { id } } query B { regions { " + "id " * 60 + "} }",
            'The query repeats the name "id" 60 times; at most 50 are allowed.',
        ),
        (
            "{ " + "regions { theme { logo { id } } } " * 50 + "}",
            "To compare its repeated names takes over 5000 steps: give each field of the query"
            " once.",
        ),
        (
            many(51, "query Q# { regions { id } }"),
            "The query has 51 operations and fragments; at most 50 are allowed.",
        ),
        (
            "{ regions { " + many(45, "...F#") + " } } "
            + many(45, "fragment F# on RegionPage { id title url path }"),
            "To compare its repeated names takes over 5000 steps: give each field of the query"
            " once.",
        ),
    ],
)  # fmt: skip
def test_what_is_too_much_to_validate(refused, query, message):
    assert refused(query) == [message]


def nested(levels: int) -> str:
    """A query of so many levels, of which none is a list."""
    fields = ['region(slug: "pohjoinen")'] + ["currentTerm", "region"] * levels
    return "{ " + " { ".join([*fields[: levels - 1], "title"]) + " }" * levels


def chain(length: int) -> str:
    """Fragments of two levels each, one in the other."""
    return (
        "{ regions { ...F0 } } "
        + " ".join(
            f"fragment F{number} on RegionPage {{ currentTerm {{ region {{ ...F{number + 1} }}"
            " } }"
            for number in range(length)
        )
        + f" fragment F{length} on RegionPage {{ slug }}"
    )


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (nested(13), "The query is 13 levels deep; at most 12 are allowed."),
        (
            "{ ...A } fragment A on Query " + nested(13),
            "The query is 13 levels deep; at most 12 are allowed.",
        ),
        (nested(199), "The query is 199 levels deep; at most 12 are allowed."),
        (nested(201), "Syntax Error: Document is nested too deeply. Parsing aborted."),
        (chain(48), "The query is 98 levels deep; at most 12 are allowed."),
        (
            "{ " + many(31, "r#: __typename") + " }",
            "The query has 31 fields at its root; at most 30 are allowed.",
        ),
        (
            "{ ...A ...A } fragment A on Query { " + many(31, "r#: __typename") + " }",
            "The query has 31 fields at its root; at most 30 are allowed.",
        ),
        (
            "{ regions { " + many(61, "t#: title") + " } }",
            "The query has 61 aliases; at most 60 are allowed.",
        ),
        (
            '{ a: region(slug: "a") { ...A } b: region(slug: "b") { ...A } }'
            " fragment A on RegionPage { " + many(30, "t#: title") + " }",
            "The query has 62 aliases; at most 60 are allowed.",
        ),
        (
            "{ events(first: 101) { totalCount } }",
            'Argument "first" must be from 0 to 100; it is 101.',
        ),
        (
            "{ regions { latestNews(first: -1) { title } } }",
            'Argument "first" must be from 0 to 100; it is -1.',
        ),
    ],
)
def test_what_is_too_much_to_run(client, refused, query, message):
    assert message in refused(query)
    response = client.get("/graphql/", {"query": query}, headers={"accept": "application/json"})
    assert response.status_code == 400
    assert "data" not in response.json()


def test_the_deepest_that_is_allowed_is_run(ask, pohjoinen):
    assert ask(nested(12)) == {"region": {"currentTerm": None}}


COSTLY = "{ meetings(first: 100) { nodes { agendaItems { topics { name } } } } }"
"""1 + 100 nodes of 1 + 5 items of 1 + 5 topics of 1 + 1."""


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        (COSTLY, 1 + 100 * (1 + 5 * (1 + 5 * 2))),
        ("{ meetings(first: 100) { ...A } } fragment A on MeetingConnection { nodes { id } }",
         1 + 100 * 2),
        ("{ meetings { edges { node { id } } totalCount pageInfo { endCursor } } }",
         1 + 20 * 3 + 2001 + 2),
        ("{ regions { title latestNews { title } } }", 5 * (1 + 1 + 5 * 2)),
        ('{ search(query: "", first: 3) { nodes { title } totalCount } }', 8001 + 3 * 2 + 1),
        ('{ search(query: "a b B") { totalCount } }', 8002 + 2 * 300),
        ('{ search(query: "ab* Ab* cd* e*") { totalCount } }', 8002 + 2 * 6000 + 300),
        ('{ search(query: "ab* cd* ef* gh* ij*") { totalCount } }', 8002 + 3 * 6000),
        (
            r'{ search(query: "a \"b c\" \"b c\" \"c d\"") { totalCount } }',
            8002 + 4 * 300 + 2 * 400,
        ),
        ('{ search(query: "' + many(50, "a#") + '") { totalCount } }', 8002 + 32 * 300),
        ('query ($q: String = "ab*") { search(query: $q) { totalCount } }', 8002 + 6000),
        ('{ suggest(prefix: "a", first: 10) }', 2310),
        ('{ suggest(prefix: "a b", first: 10) }', 2610),
        ("{ statistics(year: 2023) { meetings } }", 9002),
        ("{ statistics { meetings } }", 20002),
        ("query ($year: Int) { statistics(year: $year) { meetings } }", 20002),
        ("query ($year: Int = 2023) { statistics(year: $year) { meetings } }", 9002),
        ("{ news(first: 0) { totalCount } }", 6002),
        ('{ news(first: 0, region: "a", order: DATE_ASC, language: FI) { totalCount } }', 6002),
        ('{ news(first: 0, year: 2023, topic: "a", region: "a") { totalCount } }', 8000 + 6002),
        ("{ statements(first: 3, status: WAITING) { nodes { id } } }", 4000 + 1 + 3 * 2),
        ("{ changes(first: 3) { cursor } }", 3002),
        (f'{{ news(first: 3, after: "{cursor(99)}") {{ nodes {{ id }} }} }}', 1 + 3 * 2 + 2 * 100),
        (f'{{ news(first: 3, after: "{cursor(10**8)}") {{ nodes {{ id }} }} }}', 10007),
        ("query A { regions { id } } ", 10),
        (
            '{ page(path: "/") { id ... on Page { url } ...A ...A'
            " ... on RegionPage { latestNews(first: 9) { id } } ... on RegionPage { slug } } }"
            " fragment A on NewsPage { lead body { id } }",
            1000 + 1 + 1 + 1 + 2 * (1 + 5 * 2),
        ),
        ("{ meetings(first: 0) { nodes { id } } }", 1),
        ("{ meetings(first: null) { nodes { id } } }", 41),
        ("query ($n: Int = 7) { meetings(first: $n) { nodes { id } } }", 15),
    ],
)  # fmt: skip
def test_the_cost_is_that_of_the_values_and_of_dear_fields(refused, monkeypatch, query, cost):
    monkeypatch.setattr(costs, "MAX_COST", cost - 1)
    assert refused(query) == [f"The query costs {cost}; at most {cost - 1} are allowed."]


@pytest.mark.parametrize("query", [COSTLY, "{ meetings { nodes { id } } }"])
def test_what_is_within_the_cost_is_run(ask, monkeypatch, home, query):
    monkeypatch.setattr(costs, "MAX_COST", 5_601)
    assert ask(query) == {"meetings": {"nodes": []}}


def test_lists_within_lists_are_refused_by_the_limit_itself(refused):
    deep = "{ regions { latestMeetings(first: 100) { agendaItems { attachments { id } "
    deep += "topics { name } } region { latestMeetings(first: 100) { title } } } } }"
    assert refused(deep) == ["The query costs 153505; at most 50000 are allowed."]


def test_a_text_counts_by_its_value_in_a_variable(refused):
    query = "query ($q: String!) { " + many(5, "s#: search(query: $q, first: #) { totalCount }")
    assert refused(query + " }", q="ab* cd*") == [
        "The query costs 100010; at most 50000 are allowed."
    ]


@pytest.mark.parametrize(("first", "is_run"), [(10, True), (100, False), (10.0, True)])
def test_a_variable_counts_by_its_value(client, refused, ask, home, monkeypatch, first, is_run):
    monkeypatch.setattr(costs, "MAX_COST", 100)
    query = "query ($n: Int = 100) { meetings(first: $n) { nodes { id } } }"
    if is_run:
        assert ask(query, n=first) == {"meetings": {"nodes": []}}
    else:
        assert refused(query, n=first) == ["The query costs 201; at most 100 are allowed."]


def test_a_variable_over_the_page_size_is_refused_before_the_query_is_run(refused, home):
    query = "query ($n: Int) { regions { latestNews(first: $n) { id } } news(first: $n) { nodes {"
    assert (
        refused(query + " id } } }", n=101)
        == ['Argument "first" must be from 0 to 100; it is 101.'] * 2
    )


def test_only_the_operation_that_is_run_counts(client, home):
    query = "query Small { regions { id } } query Big { regions { " + many(61, "t#: id") + " } }"

    def ask_for(operation):
        asked = {"query": query, "operationName": operation}
        return client.get("/graphql/", asked, headers={"accept": "application/json"}).json()

    assert ask_for("Small") == {"data": {"regions": []}}
    (error,) = ask_for("Big")["errors"]
    assert error["message"] == "The query has 61 aliases; at most 60 are allowed."
    (error,) = ask_for("Other")["errors"]
    assert error["message"] == "Unknown operation named 'Other'."


def test_introspection_is_run_once_and_not_many_times(ask, refused, home):
    types = "types { name fields { name args { name } type { name ofType { name } } } }"
    found = ask(f"{{ __schema {{ {types} }} }}")["__schema"]["types"]
    assert "RegionPage" in {each["name"] for each in found}
    (message,) = refused("{ __schema { " + many(12, f"t#: {types}") + " } }")
    assert message == "The query costs 66601; at most 50000 are allowed."
    deep = "types { fields { type { fields { type { fields { name } } } } } }"
    assert refused(f"{{ __schema {{ {deep} }} }}") == ["Maximum introspection depth exceeded"]


def test_the_schema_tells_the_costs():
    fields = schema.graphql_schema.type_map["Query"].fields
    assert fields["search"].description.endswith(
        "newest first. Costs 8000, and 300 for each word, 6000 for each * and 400 for each phrase"
        " of its `query`."
    )
    assert fields["news"].description == (
        "Published news posts. Each choice, beside the region, costs 4000."
    )
    assert fields["statistics"].description.endswith(
        "no such table. Costs 9000, and 11000 more without a `year`."
    )
    assert fields["suggest"].description.endswith(
        "commonest first. Costs 2000, and 300 for each word, 6000 for each * and 400 for each"
        " phrase of its `prefix`."
    )
    counts = [line for line in sdl().splitlines() if "in the whole list" in line]
    told = {line.strip(' "').partition(" in the whole list.")[2] for line in counts}
    assert told == {"", " Costs 2000.", " Costs 6000."}
    assert costs.IN_WORDS in sdl()
    assert costs.IN_WORDS == (
        "A query may be 12 levels deep, have 30 fields at its root and 60 aliases, and cost 50000."
        " Every value that it may give costs 1, where its description says nothing else. Lists"
        " count as long as their `first`, or 20 where a connection and 5 where another list has"
        " none; each row that `after` leaves behind costs 2, and all of them 10000 at most."
    )
