"""No document holds up the others."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.configured import configured
from tests.factories import add_news

TOOK_TOO_LONG = {
    "message": "The search took too long and was ended. Ask for fewer words, for more letters"
    " before a *, or for less at once.",
    "extensions": {"code": "SEARCH_TOOK_TOO_LONG"},
}


@pytest.fixture
def told(client, db):
    """Gives the whole answer."""
    return lambda query: client.post(
        "/graphql/", {"query": query}, content_type="application/json"
    ).json()


def test_what_is_left_out_of_a_query_is_told(ask, pohjoinen):
    add_news(pohjoinen, "Puisto", lead="Ranta ja koulu.")
    query = '{ search(query: "pu* k* ra* ko* p* pui*") { totalCount leftOut { text reason } } }'
    assert ask(query)["search"] == {
        "totalCount": 1,
        "leftOut": [
            {"text": "k*", "reason": "SHORT_PREFIX"},
            {"text": "p*", "reason": "SHORT_PREFIX"},
            {"text": "pui*", "reason": "MANY_PREFIXES"},
        ],
    }
    words = " ".join(["puisto"] * 32 + ["koulu"])
    found = ask(f'{{ search(query: "{words}") {{ leftOut {{ text reason }} }} }}')["search"]
    assert found == {"leftOut": [{"text": "koulu", "reason": "MANY_WORDS"}]}
    assert ask('{ search(query: "puisto") { leftOut { text } } }')["search"] == {"leftOut": []}


def test_a_search_that_takes_too_long_is_an_error_of_the_api(told, home, settings):
    settings.KUMPPANUUS = configured(SEARCH_MILLISECONDS=0)
    place = {"locations": [{"line": 1, "column": 3}]}
    assert told('{ search(query: "puisto") { totalCount } }') == {
        "errors": [TOOK_TOO_LONG | place | {"path": ["search"]}],
        "data": None,
    }
    assert told('{ suggest(prefix: "puisto") }') == {
        "errors": [TOOK_TOO_LONG | place | {"path": ["suggest"]}],
        "data": None,
    }


def test_searches_of_a_document_share_the_time_of_one(told, pohjoinen, monkeypatch):
    from search.engines import database

    add_news(pohjoinen, "Puisto")
    times = iter(range(100))
    monkeypatch.setattr(type(database()), "clock", lambda self: next(times) / 8)
    many = " ".join(f's{n}: search(query: "puisto", first: {n}) {{ totalCount }}' for n in range(5))
    answer = told(f"{{ {many} }}")
    assert answer["data"] is None
    assert answer["errors"][0]["extensions"] == {"code": "SEARCH_TOOK_TOO_LONG"}
    assert answer["errors"][0]["path"] == ["s3"]


def statements(query, told):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = told(query)
    assert "errors" not in answer
    return len(captured), answer["data"]


@pytest.mark.parametrize(
    ("field", "again"),
    [
        ('search(query: "puisto") { totalCount nodes { title } }',) * 2,
        (
            'search(query: "puisto", first: 20, language: FI) { totalCount nodes { title } }',
            'search(first: 20, query: "puisto") { totalCount nodes { title } }',
        ),
        ('suggest(prefix: "puis")',) * 2,
        ("statistics(year: 2023) { meetings }",) * 2,
        ("news(first: 5) { nodes { title url } }",) * 2,
    ],
)
def test_equal_fields_of_the_root_are_run_once(told, pohjoinen, field, again):
    add_news(pohjoinen, "Puisto")
    statements(f"{{ a: {field} }}", told)
    once, data = statements(f"{{ a: {field} }}", told)
    names = [f"b{number}" for number in range(4)]
    several, same = statements(
        f"{{ a: {field} {' '.join(f'{name}: {again}' for name in names)} }}", told
    )
    assert same == {"a": data["a"], **dict.fromkeys(names, data["a"])}
    assert several == once


def test_fields_that_ask_for_something_else_are_not(ask, pohjoinen):
    add_news(pohjoinen, "Puisto")
    add_news(pohjoinen, "Ranta")
    assert ask(
        'query ($yes: Boolean = true) { a: search(query: "puisto") { totalCount }'
        ' b: search(query: "puisto") { nodes { title } } c: search(query: "ranta") { totalCount }'
        ' d: search(query: "pois") { totalCount }'
        ' e: search(query: "puisto") { totalCount @skip(if: $yes) nodes { title } } }'
    ) == {
        "a": {"totalCount": 1},
        "b": {"nodes": [{"title": "Puisto"}]},
        "c": {"totalCount": 1},
        "d": {"totalCount": 0},
        "e": {"nodes": [{"title": "Puisto"}]},
    }


def test_each_of_equal_fields_has_its_own_error(told, home):
    answer = told('{ a: event(id: "x") { title } b: event(id: "x") { title } }')
    assert [error["path"] for error in answer["errors"]] == [["a"], ["b"]]
    assert answer["data"] == {"a": None, "b": None}
