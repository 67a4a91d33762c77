"""Queries, variables and requests that are wrong or meant to harm: each gets its error."""

import json
from urllib.parse import quote

import pytest
from graphql.pyutils import inspect

from tests.factories import add_news, add_topic

pytestmark = pytest.mark.django_db

MEETINGS = "{ meetings { totalCount } }"
YEARS = '{ search(query: "a", year: %s) { totalCount } }'


def post(client, body, content_type="application/json"):
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post("/graphql/", text, content_type=content_type)


def get(client, query_string):
    return client.get(f"/graphql/?{query_string}", headers={"accept": "application/json"})


def said(response):
    """The status and the messages of an answer without data."""
    answer = response.json()
    assert "data" not in answer
    return response.status_code, [error["message"] for error in answer["errors"]]


def chain(length: int) -> str:
    """Fragments of which each spreads the next, and the last the first."""
    return " ".join(
        f"fragment F{number} on RegionPage {{ ...F{(number + 1) % length} }}"
        for number in range(length)
    )


@pytest.mark.parametrize(
    ("query", "messages"),
    [
        ("{ regions { ...F0 } } " + chain(1), ["Cannot spread fragment 'F0' within itself."]),
        (
            "{ regions { ...F0 } } " + chain(3),
            ["Cannot spread fragment 'F0' within itself via 'F1', 'F2'."],
        ),
        (
            "{ regions { ...F0 } } fragment F0 on RegionPage { terms { region { ...F0 } } }",
            ["Cannot spread fragment 'F0' within itself."],
        ),
        (
            "{ regions { ...Missing id } }",
            ["Unknown fragment 'Missing'."],
        ),
        (
            "{ regions { id } } fragment Spare on RegionPage { id }",
            ["Fragment 'Spare' is never used."],
        ),
        ("{ regions { naem } }", ["Cannot query field 'naem' on type 'RegionPage'."]),
        ("{ regions { tilte } }", ["Cannot query field 'tilte' on type 'RegionPage'."]),
        ("{ meetings(knd: REGULAR) { totalCount } }",
         ["Unknown argument 'knd' on field 'Query.meetings'."]),
        ("{ meetings(kind: REGULR) { totalCount } }",
         ["Value 'REGULR' does not exist in 'MeetingKind' enum."]),
        ("{ page(path: \"/\") { ... on NewPage { id } } }", ["Unknown type 'NewPage'."]),
        (YEARS % ("[" * 150 + "1" + "]" * 150),
         ["Int cannot represent non-integer value: " + "[" * 149 + "1" + "]" * 149]),
        (YEARS % ("[" * 480 + "1" + "]" * 480),
         ["Syntax Error: Document is nested too deeply. Parsing aborted."]),
        (YEARS % ("{a: " * 300 + "1" + "}" * 300),
         ["Syntax Error: Document is nested too deeply. Parsing aborted."]),
        ("{ " + "regions { terms { region { " * 80 + "id" + " } } }" * 80 + " }",
         ["Syntax Error: Document is nested too deeply. Parsing aborted."]),
        (YEARS % "99999999999",
         ["Int cannot represent non 32-bit signed integer value: 99999999999"]),
        (YEARS % "1e400", ["Int cannot represent non-integer value: 1e400"]),
        (YEARS % "NaN", ["Int cannot represent non-integer value: NaN"]),
        ("{ regions { id " + "@skip(if: false) " * 100 + "} }",
         ["The directive '@skip' can only be used once at this location."] * 5
         + ["Too many validation errors, error limit reached. Validation aborted."]),
        ("{ regions { id " + " ".join(f"@d{number}" for number in range(300)) + " } }",
         [f"Unknown directive '@d{number}'." for number in range(5)]
         + ["Too many validation errors, error limit reached. Validation aborted."]),
        ("{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
         ["Maximum introspection depth exceeded"]),
        ("mutation { publish }", ["Schema is not configured to execute mutation operation."]),
        ("query A { regions { id } } query A { regions { id } }",
         ["There can be only one operation named 'A'."]),
        ("{ regions { title: slug title } }",
         ["Fields 'title' conflict because 'slug' and 'title' are different fields. Use different"
          " aliases on the fields to fetch both if this was intentional."]),
        ("{ region(slug: \"\\ud800\") { id } }",
         ["Syntax Error: Invalid Unicode escape sequence: '\\ud800'."]),
        ("{ regions { id } } \u0000", ["Syntax Error: Unexpected character: U+0000."]),
        ("{ regions { id } } \ufffd", ["Syntax Error: Unexpected character: U+FFFD."]),
        ("type Query { a: Int }", ["The 'Query' definition is not executable."]),
        ("# nothing", ["Syntax Error: Unexpected <EOF>."]),
    ],
)  # fmt: skip
def test_queries_that_are_wrong(client, query, messages):
    assert said(post(client, {"query": query})) == (400, messages)
    assert said(get(client, f"query={quote(query)}")) == (400, messages)


def wrong(value: str, place: str = "") -> str:
    what = "Int cannot represent non-integer value"
    return f"Variable '$v' got invalid value {value}{place}; {what}: {value}"


@pytest.mark.parametrize(
    ("declared", "value", "messages"),
    [
        ("[Int!]", '"' + "a" * 90_000 + '"', [wrong(inspect("a" * 90_000))]),
        ("[Int!]", "[" * 500 + "1" + "]" * 500, [wrong("[[[...]]]", " at 'v[0]'")]),
        ("[Int!]", "[" * 9_900 + "1" + "]" * 9_900, ["The body must be JSON."]),
        ("[Int!]", '{"a": [1]}', [wrong("{'a': [1]}")]),
        ("[Int!]", "1e400", [wrong("inf")]),
        ("[Int!]", "NaN", ["The body must be JSON."]),
        ("[Int!]", "-Infinity", ["The body must be JSON."]),
        ("[Int!]", "9" * 5_000, ["The body must be JSON."]),
        ("[Int!]", '"\\ud800"', ["The body must be JSON."]),
        (
            "[Int!]",
            "[" + "1, " * 10_000 + "1]",
            ['Variable "v" has 10001 values; at most 100 are allowed.'],
        ),
        (
            "[Int!]",
            "[" + "true, " * 99 + "1]",
            [wrong("True", f" at 'v[{number}]'") for number in range(5)]
            + ["Too many errors processing variables, error limit reached. Execution aborted."],
        ),
        ("[Int!]!", "null", ["Variable '$v' of non-null type '[Int!]!' must not be null."]),
        ("[Nothing!]", "1", ["Unknown type 'Nothing'."]),
        (
            "[String!]",
            "1",
            ["Variable '$v' of type '[String!]' used in position expecting type '[Int!]'."],
        ),
    ],
)
def test_variables_that_are_wrong(client, declared, value, messages):
    query = json.dumps(f"query ($v: {declared}) " + YEARS % "$v")
    body = f'{{"query": {query}, "variables": {{"v": {value}}}}}'
    assert said(post(client, body)) == (400, messages)


def test_a_huge_text_is_looked_for_and_not_found(client, home):
    query = "query ($v: String!) { region(slug: $v) { id } search(query: $v) { totalCount } }"
    response = post(client, {"query": query, "variables": {"v": "a" * 90_000}})
    assert (response.status_code, response.json()) == (
        200,
        {"data": {"region": None, "search": {"totalCount": 0}}},
    )


@pytest.mark.parametrize(
    ("query", "argument"),
    [
        ("{ region(slug: $v) { id } }", "slug"),
        ("{ news(region: $v) { totalCount } }", "region"),
        ("{ news(topic: $v) { totalCount } }", "topic"),
    ],
)
@pytest.mark.parametrize("text", ["\0", "pohjoinen\0"])
def test_a_text_that_no_database_takes_is_refused(client, pohjoinen, query, argument, text):
    add_news(pohjoinen, "Uutinen", topics=[add_topic("Pohjoinen")])
    literal = query.replace("$v", json.dumps(text))
    variable = {"query": f"query ($v: String!) {query}", "variables": {"v": text}}
    for response in (post(client, {"query": literal}), post(client, variable)):
        (error,) = response.json()["errors"]
        assert error["message"] == f'Argument "{argument}" must be without the character U+0000.'
        assert response.status_code == 200


@pytest.mark.parametrize(
    ("query_string", "status", "message"),
    [
        ("", 400, 'Give a query: {"query": "{ regions { title } }"}.'),
        ("query=%00", 400, "Syntax Error: Unexpected character: U+0000."),
        ("query=%ff%fe", 400, "Syntax Error: Unexpected character: U+FFFD."),
        ("query=%ED%A0%80", 400, "Syntax Error: Unexpected character: U+FFFD."),
        ("query={regions{id}}&variables=[1]", 400, "The variables must be a JSON object."),
        ("query={regions{id}}&variables=NaN", 400, "The variables must be JSON."),
        ("query={regions{id}}&operationName=A", 400, "Unknown operation named 'A'."),
        ("query=mutation{a}", 400, "Schema is not configured to execute mutation operation."),
        ("a&" * 1_001, 400, "The address has too many parameters."),
        ("query=" + "a" * 100_000, 414, "The address is over 100000 bytes."),
        (
            "query=" + "a" * 16_001,
            400,
            "The query is 16001 characters long; at most 16000 are allowed.",
        ),
    ],
)
def test_addresses_that_are_wrong(client, query_string, status, message):
    assert said(get(client, query_string)) == (status, [message])


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/graphql",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
        "application/json-seq",
    ],
)
def test_other_content_types(client, content_type):
    response = post(client, json.dumps({"query": MEETINGS}), content_type)
    assert said(response) == (415, ["Send the query as application/json."])


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "Application/JSON"])
def test_json_in_other_words(client, home, content_type):
    response = post(client, json.dumps({"query": MEETINGS}), content_type)
    assert response.json() == {"data": {"meetings": {"totalCount": 0}}}


@pytest.mark.parametrize(
    "body",
    [b"\xff\xfe", b'{"query": "{ regions { id } }\xff"}', b"\0", b" ", b"{}x", b'{"query": NaN}'],
)
def test_bodies_that_are_no_json(client, body):
    assert said(post(client, body)) == (400, ["The body must be JSON."])
