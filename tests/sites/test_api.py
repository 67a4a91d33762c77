"""GraphQL at the address of a city gives nothing of another one, by whatever root it is asked."""

import json
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from cms.pages.editing.previews import preview_token
from cms.pages.models import NewsPage
from participation_api.schema import schema
from tests.graphql_api.leak_walk import Values, Walk
from tests.sites.world import City, World

SINGLE = {
    "meeting": "meeting",
    "statement": "statement",
    "event": "event",
    "newsPost": "news",
    "publication": "publication",
    "term": "term",
}
"""Roots that take the id of a page, and the name of such a page."""
LISTS = ("meetings", "statements", "events", "news", "publications")


def ask(city: City, query: str, **variables: Any) -> Any:
    asked = {"query": query, "variables": variables}
    return city.client.post("/graphql/", asked, content_type="application/json").json()


def quoted(value: Any) -> str:
    return json.dumps(str(value))


def preview_of(city: City) -> str:
    editor = get_user_model().objects.create_superuser(f"toimittaja-{city.word}")
    return preview_token(city.pages["news"], editor)


def walk_of(city: City) -> Walk:
    own = {
        "slug": quoted("pohjoinen"),
        "path": quoted(city.pages["event"].site_path),
        "query": quoted("leikkipuisto"),
        "prefix": quoted(city.word[:3].lower()),
        "token": quoted(preview_of(city)),
        **{f"Query.{root}(id)": quoted(city.pages[name].uuid) for root, name in SINGLE.items()},
    }
    return Walk(schema.graphql_schema, {name: Values((value,)) for name, value in own.items()})


def test_every_field_of_the_schema_tells_of_the_asked_city_alone(cities) -> None:
    city, other = cities
    told = set()
    strangers = {other.word.lower(), *other.uuids}
    for query in walk_of(city).queries_of_fields():
        text = json.dumps(ask(city, query), ensure_ascii=False).lower()
        assert "errors" not in text, query
        assert [word for word in strangers if word in text] == [], query
        told |= {uuid for uuid in city.uuids if uuid in text}
    assert told == city.public_uuids


def test_no_page_of_the_other_city_by_its_id_or_address(cities) -> None:
    city, other = cities
    for root, name in SINGLE.items():
        query = f"{{ found: {root}(id: {quoted(other.pages[name].uuid)}) {{ title }} }}"
        assert (root, ask(city, query)["data"]) == (root, {"found": None})
        title = other.pages[name].title
        assert (root, ask(other, query)["data"]) == (root, {"found": {"title": title}})
    query = "query ($path: String!) { page(path: $path) { title } }"
    for page in other.pages.values():
        assert ask(city, query, path=page.site_path)["data"] == {"page": None}
    title = {"page": {"title": city.region.title}}
    assert ask(city, query, path="/pohjoinen/")["data"] == title


def test_lists_by_a_slug_that_both_have(cities) -> None:
    city, other = cities
    for name in LISTS:
        query = f'{{ {name}(region: "pohjoinen") {{ totalCount nodes {{ title }} }} }}'
        for asked in (city, other, city):  # by statements that were written for the first
            titles = [row["title"] for row in ask(asked, query)["data"][name]["nodes"]]
            assert titles and all(title.startswith(asked.word) for title in titles), (name, titles)
    query = '{ regions { title } region(slug: "pohjoinen") { title } }'
    title = {"title": city.region.title}
    assert ask(city, query)["data"] == {"regions": [title], "region": title}


def test_changes_of_the_asked_city(cities) -> None:
    city, other = cities
    query = "{ changes(first: 100) { nodes { id isRemoved } } }"
    rows = ask(city, query)["data"]["changes"]["nodes"]
    assert {row["id"] for row in rows} == city.public_uuids
    assert not any(row["isRemoved"] for row in rows)
    gone = other.pages["news"]
    NewsPage.objects.get(pk=gone.pk).unpublish()
    removed = {"id": str(gone.uuid), "isRemoved": True}
    assert ask(city, query)["data"]["changes"]["nodes"] == rows
    since = "{ changes(first: 100) { cursor } }"
    assert ask(other, since)["data"]["changes"]["cursor"]
    assert removed not in ask(city, query)["data"]["changes"]["nodes"]


def test_statistics_count_the_asked_city(cities) -> None:
    city, _other = cities
    query = "{ statistics { meetings events statements budgetAllotted } }"
    whole = {"meetings": 1, "events": 0, "statements": 1, "budgetAllotted": 100.0}
    assert ask(city, query)["data"]["statistics"] == whole


def test_a_preview_is_of_the_asked_city(cities) -> None:
    city, other = cities
    query = "query ($token: String!) { preview(token: $token) { title } }"
    token = preview_of(other)
    assert ask(other, query, token=token)["data"]["preview"]
    (error,) = ask(city, query, token=token)["errors"]
    assert error["message"] == 'Argument "token" is for a page of another site.'


def test_addresses_are_those_of_the_asked_city(world: World) -> None:
    query = '{ region(slug: "pohjoinen") { url introduction theme { cssUrl } } }'
    for city, address in (
        (world.ahola, "https://kumppanuus.test"),
        (world.bergo, "http://bergo.test"),
    ):
        region = ask(city, query)["data"]["region"]
        assert region["url"] == f"{address}/pohjoinen/"
        assert region["theme"]["cssUrl"].startswith(f"{address}/themes/")
        assert f'href="{address}/' in region["introduction"]
        assert region["introduction"].count("href=") == region["introduction"].count(f'"{address}/')
        assert city.region.absolute_url == f"{address}/pohjoinen/"


@pytest.mark.parametrize("times", [1, 2])
def test_kept_answers_are_kept_by_city(world: World, times: int) -> None:
    for city in (world.ahola, world.bergo) * times:
        asked = {"query": "{ regions { title } }"}
        answer = city.client.get("/graphql/", asked, headers={"accept": "application/json"})
        assert answer.json()["data"]["regions"] == [{"title": city.region.title}]
