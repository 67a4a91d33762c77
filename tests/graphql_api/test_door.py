"""The door at /graphql/: what it takes, what it answers, and what it never tells."""

import json
from functools import reduce

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from graphql import get_introspection_query

from cms.pages.models import RegionPage
from participation_api.schema import schema
from tests.factories import add_event

REGIONS = "{ regions { title } }"
pytestmark = pytest.mark.django_db


def post(client, body, content_type="application/json", **headers):
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post("/graphql/", text, content_type=content_type, **headers)


def test_post_and_get_answer_the_same(client, pohjoinen):
    posted = post(client, {"query": REGIONS})
    got = client.get("/graphql/", {"query": REGIONS}, headers={"accept": "application/json"})
    assert posted.json() == got.json() == {"data": {"regions": [{"title": "Pohjoinen"}]}}
    assert posted["Cache-Control"] == "no-store"
    assert got["Cache-Control"].startswith("public,")
    for response in (posted, got):
        assert response.status_code == 200
        assert response["Content-Type"] == "application/json"
        assert response.cookies == {}
        assert "cookie" not in response["Vary"].lower()


def test_variables_and_operation_names(client, pohjoinen):
    query = "query A { regions { title } } query B($slug: String!) { region(slug: $slug) { slug } }"
    asked = {"query": query, "operationName": "B", "variables": {"slug": "pohjoinen"}}
    expected = {"data": {"region": {"slug": "pohjoinen"}}}
    assert post(client, asked).json() == expected
    by_get = asked | {"variables": json.dumps(asked["variables"])}
    assert client.get("/graphql/", by_get).json() == expected


def test_a_post_needs_no_csrf_token(pohjoinen):
    assert post(Client(enforce_csrf_checks=True), {"query": REGIONS}).status_code == 200


def test_browsers_get_graphiql_from_our_own_files(client, home):
    response = client.get(
        "/graphql/", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert response.cookies == {}
    assert "//" not in page.replace("<!doctype html>", "")
    for name in ("graphiql.min.js", "graphiql.min.css", "react.production.min.js", "start.js"):
        assert f"/static/kumppanuus_participation_api/graphiql/{name}" in page
        assert finders.find(f"kumppanuus_participation_api/graphiql/{name}")


def test_a_browser_with_a_query_gets_graphiql_too(client, home):
    response = client.get(
        "/graphql/", {"query": "{ regions { <script> } }"}, headers={"accept": "text/html"}
    )
    assert "<title>GraphiQL" in response.content.decode()
    assert "<script> }" not in response.content.decode()


def test_introspection_is_answered(client, home):
    answer = post(client, {"query": get_introspection_query()}).json()
    assert answer["data"]["__schema"]["queryType"]["name"] == "Query"
    assert "errors" not in answer


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        ("{", 400, "The body must be JSON."),
        ('"{ regions { title } }"', 400, "The body must be a JSON object."),
        ([{"query": REGIONS}], 400, "Send one query at a time: batches are not taken."),
        ({}, 400, 'Give a query: {"query": "{ regions { title } }"}.'),
        ({"query": 1}, 400, 'Give a query: {"query": "{ regions { title } }"}.'),
        ({"query": REGIONS, "variables": [1]}, 400, "The variables must be a JSON object."),
        ({"query": REGIONS, "operationName": 1}, 400, "The operationName must be a string."),
        ('{"query": "\\ud800"}', 400, "The body must be JSON."),
        ("[" * 50_000, 400, "The body must be JSON."),
        (b"\xff", 400, "The body must be JSON."),
        (" " * 100_001, 413, "The request is over 100000 bytes."),
        (" " * 3_000_000, 413, "The request is over 100000 bytes."),
    ],
)
def test_requests_that_carry_no_query(client, body, status, message):
    response = post(client, body)
    assert response.status_code == status
    assert response.json() == {"errors": [{"message": message}]}


def test_other_content_types_and_methods(client):
    assert post(client, REGIONS, content_type="text/plain").status_code == 415
    assert client.put("/graphql/").status_code == 405
    wrong = client.get("/graphql/", {"query": REGIONS, "variables": "{"})
    assert wrong.json() == {"errors": [{"message": "The variables must be JSON."}]}


ODD = [10**22, reduce(lambda part, _: [part], range(300), 1)]
if connection.vendor == "sqlite":  # PostgreSQL stores no half of a character
    ODD.append("\ud800")


@pytest.mark.parametrize("odd", ODD)
def test_whatever_json_is_stored_is_answered(client, pohjoinen, odd):
    area = {"type": "Polygon", "coordinates": [odd]}
    RegionPage.objects.filter(pk=pohjoinen.pk).update(area=area)
    response = post(client, {"query": "{ regions { title area } }"})
    assert response.status_code == 200
    assert response.json() == {"data": {"regions": [{"title": "Pohjoinen", "area": area}]}}


LOOP = "fragment A on RegionPage { ...B } fragment B on RegionPage { ...A }"
DEEP = (
    "region " * 0
    + "{ events { nodes { "
    + "region { terms { " * 6
    + "title"
    + " } }" * 6
    + " } } }"
)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("{", "Syntax Error: Expected Name, found <EOF>."),
        ("{ nothing }", "Cannot query field 'nothing' on type 'Query'."),
        ("mutation { a }", "Schema is not configured to execute mutation operation."),
        ("subscription { a }", "Schema is not configured to execute subscription operation."),
        (f"{{ regions {{ ...A }} }} {LOOP}", "Cannot spread fragment 'A' within itself via 'B'."),
        ("{ regions { ...Missing } }", "Unknown fragment 'Missing'."),
        (DEEP, "The query is 15 levels deep; at most 12 are allowed."),
        ("{ a " * 3000, "Syntax Error: Document is nested too deeply."),
        ("{ regions { id " + "title " * 1000 + "} }", "Document contains more than 800"),
        ("{ regions { title } } " + "{" * 500, "Syntax Error"),
        ("query A { regions { title } } query B { regions { title } }", "Must provide operation"),
    ],
)
def test_queries_that_are_not_run(client, query, message):
    response = post(client, {"query": query})
    answer = response.json()
    assert response.status_code == 400
    assert "data" not in answer
    assert any(message in error["message"] for error in answer["errors"]), answer


def test_fragments_count_as_the_fields_that_they_hold(client):
    query = (
        "{ events { nodes { ...A } } }"
        " fragment A on EventPage { region { terms { region { terms { ...B } } } } }"
        " fragment B on TermPage { region { terms { region { terms { region { ...C } } } } } }"
        " fragment C on RegionPage { terms { title } }"
    )
    assert (
        "levels deep; at most 12" in post(client, {"query": query}).json()["errors"][0]["message"]
    )


def test_what_fails_inside_says_nothing(client, monkeypatch, pohjoinen, caplog):
    add_event(pohjoinen, "Tapahtuma")

    def fail(root, info):
        raise RuntimeError("SELECT secret FROM /srv/app at db.internal")

    built = schema.graphql_schema.type_map["EventPage"].fields["startsAt"]
    monkeypatch.setattr(built, "resolve", fail)
    response = post(client, {"query": "{ events { nodes { title startsAt } } }"})
    assert response.status_code == 200
    assert response.json()["errors"][0]["message"] == "Internal error."
    assert response.json()["data"] is None
    assert "secret" not in response.content.decode()
    assert "secret" in caplog.text


def test_addresses_do_not_depend_on_host_or_language(client, pohjoinen):
    response = post(
        client,
        {"query": "{ regions { url path } }"},
        headers={"accept-language": "sv", "host": "localhost"},
    )
    assert response.json()["data"]["regions"] == [
        {"url": "https://kumppanuus.test/pohjoinen/", "path": "/pohjoinen/"}
    ]
