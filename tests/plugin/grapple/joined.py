"""Run by test_joined_site.py, with the settings of the host."""

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.test.utils import CaptureQueriesContext
from graphene_django.settings import graphene_settings
from graphql import print_type
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, Site

from cms.pages.models import RegionResources
from participation_api.joining.mirror import OUR_NAMES
from participation_api.schema import schema
from tests.factories import (
    HIDING,
    add_document,
    add_full_pages,
    add_news,
    add_region,
    add_things,
    fill_home,
    fill_indexes,
    hide,
)
from tests.graphql_api.leak_walk import Values, Walk, given_fields
from tests.plugin.grapple.host.models import NewsPage

OURS_STAY_OUT = "participation_api.joining.keeping_out.OursStayOut"


@pytest.fixture
def ask(client, db):
    """Asks the host's own address."""

    def ask(query: str, **variables: Any) -> Any:
        response = client.post(
            "/host/graphql/",
            json.dumps({"query": query, "variables": variables}),
            content_type="application/json",
        )
        return response.json()

    return ask


@pytest.fixture
def host(home, pohjoinen):
    """The host's page, under which ours stand, and one of its pages under ours."""
    root = Page.objects.get(depth=1)
    host = root.add_child(instance=NewsPage(title="Isäntä", slug="isanta", lead="Meiltä"))
    home.move(host, pos="last-child")
    Site.objects.create(hostname="host.test", root_page=host)
    host = NewsPage.objects.get(pk=host.pk)
    host.related = Page.objects.get(pk=pohjoinen.pk)
    host.save()
    under_ours = NewsPage(title="Isännän alla", slug="alla", lead="Alla")
    type(pohjoinen).objects.get(pk=pohjoinen.pk).add_child(instance=under_ours)
    return host


@pytest.fixture
def hidden(host, home, pohjoinen):
    """Beside one that all may see."""
    add_news(pohjoinen, "Avoin")
    found = []
    for number, way in enumerate(HIDING):
        region = pohjoinen
        if way.startswith("under"):
            region = add_region(type(home).objects.get(pk=home.pk), f"alue-{number}")
        page = add_news(region, f"Salaisuus {number}")
        hide(page, way)
        found.append(Page.objects.get(pk=page.pk))
    return found


def as_joined(text: str) -> str:
    """A query to our door, as the host's schema takes it."""
    text = re.sub(r"\.\.\. on (\w+)", r"... on Kumppanuus\1", text)
    return f"{{ kumppanuus {text} }}"


def as_ours(data: Any) -> Any:
    """An answer with the names of our own schema."""
    if isinstance(data, list):
        return [as_ours(one) for one in data]
    if not isinstance(data, dict):
        return data
    names = {key: as_ours(value) for key, value in data.items()}
    if "__typename" in names:
        names["__typename"] = names["__typename"].removeprefix("Kumppanuus") or "Query"
    return names


def test_the_hosts_schema_has_all_types_of_ours_under_names_of_their_own() -> None:
    joined, ours = graphene_settings.SCHEMA.graphql_schema, schema.graphql_schema
    names = [name for name in OUR_NAMES.items() if name[0].startswith("Kumppanuus")]
    assert len(names) > 80
    for theirs, name in names:
        if name != "Query":
            printed = re.sub(r"\bKumppanuus(?=[A-Z])", "", print_type(joined.type_map[theirs]))
            assert printed == print_type(ours.type_map[name])
    roots = {name: str(field.type) for name, field in ours.query_type.fields.items()}
    assert roots.pop("preview") == "Page"
    assert {
        name: re.sub(r"\bKumppanuus", "", str(field.type))
        for name, field in joined.type_map["Kumppanuus"].fields.items()
    } == roots


def test_no_type_of_the_hosts_leads_to_one_of_ours() -> None:
    joined = graphene_settings.SCHEMA.graphql_schema
    leading = [
        f"{of.name}.{name}"
        for of in joined.type_map.values()
        if of.name not in OUR_NAMES and not of.name.startswith("__")
        for name, field in getattr(of, "fields", {}).items()
        if "Kumppanuus" in str(getattr(field, "type", "")) or "kumppanuus" in name.lower()
    ]
    unsafe = {"rawValue", "draftTitle", "hasUnpublishedChanges", "liveRevision", "pk", "live"}
    ours = [joined.type_map[name] for name in OUR_NAMES if name.startswith("Kumppanuus")]
    found = {name for of in ours for name in getattr(of, "fields", {}) if name in unsafe}
    assert (leading, found) == (["Query.kumppanuus"], set())


def test_the_hosts_own_query_and_ours_in_one(ask, host, pohjoinen) -> None:
    add_news(pohjoinen, "Uutinen")
    answer = ask(
        """query ($region: String, $language: KumppanuusLanguage = FI, $n: Int, $host: ID) {
          newsPage(id: $host) { title ...Host } news { lead }
          kumppanuus { ...Ours news(region: $region, language: $language, first: $n) {
            totalCount nodes { __typename title language date region { ...Named } } } }
        }
        fragment Host on NewsPage { lead }
        fragment Ours on Kumppanuus { page(path: "/pohjoinen/") { title ...Named } }
        fragment Named on KumppanuusRegionPage { slug }""",
        region="pohjoinen",
        n=5,
        host=host.pk,
    )
    region = {"slug": "pohjoinen"}
    post = {"__typename": "KumppanuusNewsPage", "title": "Uutinen", "language": "FI"}
    assert answer == {
        "data": {
            "newsPage": {"title": "Isäntä", "lead": "Meiltä"},
            "news": [{"lead": "Alla"}, {"lead": "Meiltä"}],
            "kumppanuus": {
                "page": {"title": "Pohjoinen", **region},
                "news": {
                    "totalCount": 1,
                    "nodes": [{**post, "date": "2023-05-01", "region": region}],
                },
            },
        }
    }


def test_it_takes_as_many_statements_as_by_our_own_door(client, ask, pohjoinen) -> None:
    for number in range(3):
        add_news(pohjoinen, f"Uutinen {number}")
    query = "{ regions { title latestNews { title region { title theme { code } } } } }"
    counts = []
    for address, asked in {"/graphql/": query, "/host/graphql/": as_joined(query)}.items():
        with CaptureQueriesContext(connection) as statements:
            data = client.post(address, {"query": asked}, content_type="application/json").json()
        assert "errors" not in data
        counts.append(len(statements))
    assert counts[0] == counts[1] > 0


def test_every_field_answers_as_our_own_door_does(client, ask, home, pohjoinen) -> None:
    fill_indexes(pohjoinen, "Avoin")
    fill_home(home, "Avoin")
    pages = add_full_pages(pohjoinen, "Avoin", add_things("Avoin"))
    names = {"newsPost": "news"}
    values = {
        "Query.region(slug)": Values(('"pohjoinen"',)),
        "Query.page(path)": Values(('"/pohjoinen/"',)),
        "Query.search(query)": Values(('"avoin"',)),
        "Query.suggest(prefix)": Values(('"avo"',)),
        **{
            f"Query.{name}(id)": Values((f'"{pages[names.get(name, name)].uuid}"',))
            for name in ("meeting", "statement", "event", "newsPost", "publication", "term")
        },
    }
    walk = Walk(schema.graphql_schema, values)
    given, differing = set(), []
    for query in walk.queries_of_fields():
        if "preview(" in query:
            continue
        ours = client.post("/graphql/", {"query": query}, content_type="application/json").json()
        joined = ask(as_joined(query))
        if "errors" in joined or as_ours(joined["data"]["kumppanuus"]) != ours["data"]:
            differing.append((query, joined, ours))
        given |= given_fields(ours["data"])
    assert differing == []
    assert len(given) > 200


HOSTS_FIELDS = """query ($host: ID, $alla: ID) {
  pages(order: "title") { title }
  two: pages(limit: 2, order: "-title") { title }
  search: pages(searchQuery: "Avoin Salaisuus Pohjoinen", searchOperator: OR) { title }
  sites { hostname rootPage { title draftTitle } pages(order: "title") { title } }
  site(hostname: "localhost") { pages { title } }
  page(id: $host) {
    children { title } descendants { title } ... on NewsPage { related { title } }
  }
  alla: page(id: $alla) { parent { title } ancestors { title } siblings { title } }
  redirects { oldPath newUrl page { title } site { hostname } }
}"""
BY_KEY = """query ($id: ID, $slug: String, $path: String) {
  id: page(id: $id) { title } slug: page(slug: $slug) { title }
  path: page(urlPath: $path) { title } pages(id: $id) { title }
  parent: pages(parent: $id) { slug }
}"""


def test_nothing_of_ours_comes_by_the_hosts_own_fields(ask, host, hidden, pohjoinen) -> None:
    visible = Page.objects.get(title="Avoin")
    targets = {"/hidden": hidden[-3], "/visible": visible, "/host": Page.objects.get(slug="alla")}
    for path, page in targets.items():
        Redirect.objects.create(old_path=path, redirect_page=page)
    own, alla = {"title": "Isäntä"}, {"title": "Isännän alla"}
    site = {"hostname": "host.test"}
    under_ours = "http://localhost/pohjoinen/"
    answer = ask(HOSTS_FIELDS, host=host.pk, alla=targets["/host"].pk)
    redirects = answer["data"].pop("redirects")
    assert answer == {
        "data": {
            "pages": [alla, own],
            "two": [own, alla],
            "search": [],
            "sites": [{**site, "rootPage": {**own, "draftTitle": "Isäntä"}, "pages": [alla, own]}],
            "site": None,
            "page": {"children": [], "descendants": [alla], "related": None},
            "alla": {"parent": None, "ancestors": [{"title": "Root"}, own], "siblings": []},
        }
    }
    assert sorted(redirects, key=lambda one: one["oldPath"]) == [
        {"oldPath": "/host", "newUrl": f"{under_ours}alla/", "page": alla, "site": site},
        {"oldPath": "/visible", "newUrl": visible.full_url, "page": None, "site": site},
    ]
    for page in [*hidden, visible, Page.objects.get(pk=pohjoinen.pk)]:
        answer = ask(BY_KEY, id=page.pk, slug=page.slug, path=page.url_path)
        under = [{"slug": "alla"}] if page.pk == pohjoinen.pk else []
        nothing = {"id": None, "slug": None, "path": None, "pages": [], "parent": under}
        assert answer == {"data": nothing}
    ids = [page.specific.uuid for page in hidden]
    by_ours = " ".join(f'a{n}: newsPost(id: "{uuid}") {{ id }}' for n, uuid in enumerate(ids))
    answer = ask(
        '{ kumppanuus { news { totalCount nodes { title } } search(query: "salaisuus") {'
        f" totalCount }} {by_ours} changes {{ nodes {{ page {{ title }} }} }} }} }}"
    )
    told = answer["data"]["kumppanuus"]
    changed = [node["page"]["title"] for node in told.pop("changes")["nodes"] if node["page"]]
    assert not [title for title in changed if "Salaisuus" in title]
    assert told == {
        "news": {"totalCount": 1, "nodes": [{"title": "Avoin"}]},
        "search": {"totalCount": 0},
        **{f"a{number}": None for number in range(len(hidden))},
    }


def test_without_the_middleware_the_hosts_own_fields_break(ask, host, monkeypatch) -> None:
    """Why it is asked for."""
    monkeypatch.setattr(graphene_settings, "MIDDLEWARE", [])
    answer = ask("{ pages { title } }")
    message = "Expected value of type 'Page' but got: <HomePage instance>."
    assert [error["message"] for error in answer["errors"]] == [message]
    answer = ask('{ site(hostname: "localhost") { rootPage { draftTitle } } }')
    assert answer["data"]["site"] == {"rootPage": {"draftTitle": "Kumppanuuspöydät"}}


def test_files_of_our_collections_come_by_no_root_of_the_hosts(ask, host, monkeypatch) -> None:
    """Both are in collections that all may see. Grapple's type takes files of a host's model only,
    which here is ours."""
    of = graphene_settings.SCHEMA.graphql_schema.type_map["DocumentObjectType"]
    monkeypatch.setattr(of, "is_type_of", None)
    collections = Collection.get_first_root_node()
    ours = collections.add_child(name="Pöydän")
    RegionResources.objects.create(translation_key=uuid4(), collection=ours)
    own = add_document("Isännän")
    draft = add_document("Salaisuus", collection=ours.add_child(name="Luonnosten"))
    answer = ask(
        "query ($a: ID, $b: ID) { documents { title } a: document(id: $a) { title }"
        " b: document(id: $b) { title } }",
        a=own.pk,
        b=draft.pk,
    )
    told = {"title": "Isännän"}
    assert answer == {"data": {"documents": [told], "a": told, "b": None}}


COSTLY = (
    "regions { latestMeetings(first: 100) { agendaItems { attachments { id } topics { name } }"
    " region { latestMeetings(first: 100) { title } } } }"
)
"""Attachments are blocks of several types, whose names are asked for besides."""
DEEP = 'region(slug: "a") { ' + "currentTerm { region { " * 6 + "title" + " } }" * 6 + " }"


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        (DEEP, "The query is 14 levels deep; at most 12 are allowed."),
        (COSTLY, "The query costs 166005; at most 50000 are allowed."),
        (
            "news(first: 101) { totalCount }",
            'Argument "first" must be from 0 to 100; it is 101.',
        ),
        (
            "regions { id } " * 51,
            'The query repeats the name "regions" 51 times; at most 50 are allowed.',
        ),
        (
            " ".join(f"a{number}: regions {{ {'id ' * 27} }}" for number in range(30)),
            "Syntax Error: Document contains more than 800 tokens. Parsing aborted.",
        ),
        (
            " ".join(f"a{number}: regions {{ id }}" for number in range(31)),
            "The query has 31 fields at its root; at most 30 are allowed.",
        ),
        (
            "regions { " + " ".join(f"a{number}: id" for number in range(61)) + " }",
            "The query has 61 aliases; at most 60 are allowed.",
        ),
        (
            'regions { id } } again: kumppanuus { regions { id }',
            'The query asks for "kumppanuus" 2 times; it may once, with all that is wanted of it.',
        ),
    ],
)  # fmt: skip
def test_what_our_door_refuses_is_refused_in_its_words(ask, home, inside, message) -> None:
    answer = ask(f"{{ news {{ id }} kumppanuus {{ {inside} }} }}")
    assert {error["message"] for error in answer["errors"]} == {message}
    assert answer["errors"][0]["path"] in (["kumppanuus"], ["again"])
    assert (answer["data"]["news"], answer["data"]["kumppanuus"]) == ([], None)


def test_an_error_of_one_field_leaves_the_others(ask, home, monkeypatch) -> None:
    answer = ask(
        '{ kumppanuus { regions { id } newsPost(id: "x") { id } home: page(path: "/") { title }'
        ' page(path: "x") { id } } }'
    )
    told = {"regions": [], "newsPost": None, "home": {"title": home.title}, "page": None}
    assert answer["data"] == {"kumppanuus": told}
    assert {tuple(error["path"]): error["message"] for error in answer["errors"]} == {
        ("kumppanuus", "newsPost"): 'Argument "id" must be a UUID.',
        ("kumppanuus", "page"): 'Argument "path" must begin with one slash: /pohjoinen/kokoukset/.',
    }


def test_what_fails_says_nothing_of_the_reason(ask, home, monkeypatch) -> None:
    monkeypatch.setattr(Site, "get_site_root_paths", lambda: 1 / 0)
    answer = ask('{ kumppanuus { page(path: "/") { title } } }')
    assert [error["message"] for error in answer["errors"]] == ["Internal error."]


def test_checks_name_what_is_wrong_and_the_remedy(settings) -> None:
    assert [error for error in run_checks() if error.id.startswith("kumppanuus_part")] == []
    settings.GRAPPLE = {"APPS": ["host", "kumppanuus_pages", "kumppanuus_media"]}
    settings.GRAPHENE = {"SCHEMA": "grapple.schema.schema"}
    found = [error for error in run_checks() if error.id.startswith("kumppanuus_part")]
    assert [(error.id, error.msg, error.hint) for error in found] == [
        (
            "kumppanuus_participation_api.E001",
            "wagtail-grapple makes types of our own models: kumppanuus_media, kumppanuus_pages.",
            "They would give drafts and primary keys. Take these out of"
            ' GRAPPLE["APPS"]: our types join the schema by themselves, under "kumppanuus".',
        ),
        (
            "kumppanuus_participation_api.E002",
            "wagtail-grapple's own fields would give our pages, hidden ones among them.",
            f'Add "{OURS_STAY_OUT}" to GRAPHENE["MIDDLEWARE"].',
        ),
    ]
