"""Run by test_joined_site.py, with the settings of the host."""

import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.core.checks import run_checks
from graphene_django.settings import graphene_settings
from graphql import print_type
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Collection, Page, Site

from cms.pages.models import RegionResources
from participation_api.joining.mirror import OUR_NAMES, TYPES
from participation_api.schema import schema
from tests.factories import HIDING, add_news, add_region, hide
from tests.graphql_api.leak_walk import Walk
from tests.graphql_api.test_leak_walk import scene as scene
from tests.graphql_api.test_leak_walk import values_of
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
        region = add_region(type(home).objects.get(pk=home.pk), f"alue-{number}")
        page = add_news(region if way.startswith("under") else pohjoinen, f"Salaisuus {number}")
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


def test_the_hosts_own_query_and_ours_in_one(ask, hidden) -> None:
    answer = ask(
        """query Both($region: String, $language: KumppanuusLanguage = FI, $n: Int, $of: [ID]) {
          newsPage(id: 0) { title } news { lead }
          kumppanuus { ...Ours news(region: $region, language: $language, first: $n) {
            totalCount nodes { __typename title language region { ...Named } } } }
        }
        fragment Ours on Kumppanuus { page(path: "/pohjoinen/") { title ...Named } }
        fragment Named on KumppanuusRegionPage { slug }""".replace(", $of: [ID]", ""),
        region="pohjoinen",
        n=5,
    )
    region = {"slug": "pohjoinen"}
    post = {"__typename": "KumppanuusNewsPage", "title": "Avoin", "language": "FI"}
    assert answer == {
        "data": {
            "newsPage": None,
            "news": [{"lead": "Alla"}, {"lead": "Meiltä"}],
            "kumppanuus": {
                "page": {"title": "Pohjoinen", **region},
                "news": {"totalCount": 1, "nodes": [{**post, "region": region}]},
            },
        }
    }


def test_every_field_answers_as_our_own_door_does(client, ask, scene) -> None:
    world, cursors = scene
    walk = Walk(schema.graphql_schema, values_of(world, cursors))
    count, differing = 0, []
    for query in walk.queries_of_fields():
        if "preview(" in query:
            continue
        ours = client.post("/graphql/", {"query": query}, content_type="application/json").json()
        joined = ask(as_joined(query))
        count += 1
        if joined.get("errors") or as_ours(joined["data"]["kumppanuus"]) != ours["data"]:
            differing.append((query, joined))
    assert (count > 50, differing) == (True, [])


HOSTS_FIELDS = """query ($host: ID, $alla: ID) {
  pages(order: "title") { title }
  two: pages(limit: 2, order: "-title") { title }
  search: pages(searchQuery: "Avoin Salaisuus Pohjoinen", searchOperator: OR) { title }
  sites { hostname rootPage { title draftTitle } pages { title } }
  site(hostname: "localhost") { pages { title } }
  page(id: $host) {
    children { title } descendants { title } ... on NewsPage { related { title } }
  }
  alla: page(id: $alla) { parent { title } ancestors { title } siblings { title } }
  redirects { oldPath newUrl page { title } }
}"""


def hosts_fields(ask, host) -> Any:
    alla = NewsPage.objects.get(slug="alla")
    answer = ask(HOSTS_FIELDS, host=host.pk, alla=alla.pk)
    assert "errors" not in answer
    return answer["data"]


def test_nothing_of_ours_comes_by_the_hosts_own_fields(ask, host, hidden, pohjoinen) -> None:
    for path, page in {
        "/vanha": hidden[-3],
        "/muutettu": Page.objects.get(pk=pohjoinen.pk),
    }.items():
        Redirect.objects.create(old_path=path, redirect_page=page)
    own, alla = {"title": "Isäntä"}, {"title": "Isännän alla"}
    assert hosts_fields(ask, host) == {
        "pages": [alla, own],
        "two": [own, alla],
        "search": [],
        "sites": [
            {
                "hostname": "host.test",
                "rootPage": {**own, "draftTitle": "Isäntä"},
                "pages": [own, alla],
            }
        ],
        "site": None,
        "page": {"children": [], "descendants": [alla], "related": None},
        "alla": {"parent": None, "ancestors": [own], "siblings": []},
        "redirects": [
            {"oldPath": "/muutettu", "newUrl": "http://localhost/pohjoinen/", "page": None}
        ],
    }


def test_none_of_our_pages_comes_by_its_key_or_address(ask, host, hidden, pohjoinen) -> None:
    visible = Page.objects.get(title="Avoin")
    for page in [*hidden, visible, Page.objects.get(pk=pohjoinen.pk)]:
        answer = ask(
            """query ($id: ID, $slug: String, $path: String) {
              id: page(id: $id) { title } slug: page(slug: $slug) { title }
              path: page(urlPath: $path) { title } pages(id: $id) { title }
              parent: pages(parent: $id) { slug } }""",
            id=page.pk,
            slug=page.slug,
            path=page.url_path,
        )
        parent = [{"slug": "alla"}] if page.pk == pohjoinen.pk else []
        nothing = {"id": None, "slug": None, "path": None, "pages": [], "parent": parent}
        assert answer == {"data": nothing}


def test_grapple_alone_would_give_what_is_hidden(ask, host, hidden, monkeypatch) -> None:
    """Why the middleware is asked for."""
    monkeypatch.setattr(graphene_settings, "MIDDLEWARE", [])
    titles = {page["title"] for page in hosts_fields(ask, host)["pages"]}
    assert {"Avoin", "Salaisuus 2", "Salaisuus 5", "Salaisuus 6"} <= titles


@pytest.mark.parametrize(
    ("inside", "messages"),
    [
        (
            "regions { newsPosts: " * 0 + "news(first: 101) { totalCount }",
            ['Argument "first" must be from 0 to 100; it is 101.'],
        ),
        (
            "regions { theme { logo { id } } } " * 51,
            ['The query repeats the name "regions" 51 times; at most 50 are allowed.'],
        ),
        (
            "regions { " + "id title " * 500 + "}",
            ["Syntax Error: Document contains more than 800 tokens. Parsing aborted."],
        ),
        (
            "meetings(first: 100) { nodes { agendaItems { topics { id name } "
            "attachments: id title text number } region { title url path slug } } }",
            [],
        ),
        (
            "news(first: 100) { nodes { region { title latestNews(first: 100) { title } } } }",
            [],
        ),
        (
            " ".join(f"a{number}: regions {{ id }}" for number in range(31)),
            ["The query has 31 fields at its root; at most 30 are allowed."],
        ),
        ('page(path: "pohjoinen") { title }', ['Argument "path" must begin with one slash: /poh']),
    ],
)
def test_what_our_door_refuses_is_refused_with_its_words(ask, pohjoinen, inside, messages) -> None:
    answer = ask(f"{{ pages {{ id }} kumppanuus {{ {inside} }} }}")
    print(answer)
    assert [error["message"] for error in answer.get("errors", [])] == messages
