"""What a form may hold though no editor would write it: it is refused by the name of its field, or
taken out, and what is public is answered as before."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from cms.pages.models import EventPage
from tests.admin.world import World, watching
from tests.factories import add_event


def publish(world: World, name: str, form: QueryDict) -> dict[str, list[str]]:
    """The errors of the form by the name of the field, when a coordinator publishes it."""
    form["action-publish"] = "x"
    path = reverse("wagtailadmin_pages:edit", args=[world.pages[name].pk])
    return errors_of(world.clients["coordinator"].post(path, form))


def errors_of(response: Any) -> dict[str, list[str]]:
    if response.status_code == 302:
        return {}
    assert response.status_code == 200
    html = BeautifulSoup(response.text, "html.parser")
    return {
        message.parent["id"].rpartition("-child-")[2].removesuffix("-errors"): [
            " ".join(each.get_text().split()) for each in message.parent.select(".error-message")
        ]
        for message in html.select(".error-message")
    }


def answer(query: str) -> Any:
    told = Client().get("/graphql/", {"query": query}).json()
    assert "errors" not in told, told["errors"]
    return told["data"]


def text_of(words: str, **link: Any) -> str:
    """What the editor of rich texts sends, with a link on the last word."""
    start = words.rindex(" ") + 1
    ranges = [{"offset": start, "length": len(words) - start, "key": 0}] if link else []
    block = {"key": "a", "text": words, "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
    entity = {"0": {"mutability": "MUTABLE", **link}} if link else {}
    return json.dumps({"blocks": [block | {"entityRanges": ranges}], "entityMap": entity})


def news_with(text: str) -> dict[str, str]:
    return {
        "body-count": "1",
        "body-0-type": "text",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-id": "",
        "body-0-value": text,
    }


BODY = '{ page(path: "/pohjoinen/uutiset/uutinen-pohjoinen/") { ... on NewsPage { body {\
 ... on RichTextBlock { html } } } } }'


def test_what_is_no_character_is_taken_out_of_rich_text(world: World) -> None:
    odd = "\ud800Keinut\x1e ja\x00 mäki \x0b\udfff🌳"
    form = world.form("own news")
    form.update(news_with(text_of(odd)))
    assert publish(world, "own news", form) == {}
    form = world.form("own region")
    form["introduction"] = text_of(odd)
    assert publish(world, "own region", form) == {}
    shown = '<p data-block-key="a">Keinut ja mäki 🌳</p>'
    assert answer(BODY) == {"page": {"body": [{"html": shown}]}}
    assert answer('{ region(slug: "pohjoinen") { introduction } }') == {
        "region": {"introduction": shown}
    }
    for name in ("own news", "own region"):
        assert shown in Client().get(world.page(name).site_path).text


@pytest.mark.parametrize("key", [10**30, 10**17, -1, "x", ""])
@pytest.mark.parametrize("kind", ["LINK", "DOCUMENT"])
def test_a_link_to_what_is_not_there_has_no_address(world: World, kind: str, key: Any) -> None:
    form = world.form("own news")
    form.update(news_with(text_of("Katso keinut", type=kind, data={"id": key, "url": "/"})))
    assert publish(world, "own news", form) == {}
    shown = '<p data-block-key="a">Katso <a>keinut</a></p>'
    assert answer(BODY) == {"page": {"body": [{"html": shown}]}}
    assert shown in Client().get(world.page("own news").site_path).text


POLYGON = {"type": "Polygon", "coordinates": [[[25, 61], [26, 61, 90], [26, 62], [25, 61.5]]]}
FEATURE = {"type": "Feature", "geometry": POLYGON, "properties": {"väkiluku": 10**30}}


WHOLE_EARTH = {
    "type": "Polygon",
    "coordinates": [[[-180, -90], [180, -90, 10_000], [180, 90], [-180, -90]]],
}


def test_an_area_may_reach_to_the_ends_of_the_earth(world: World) -> None:
    form = world.form("own region")
    form["area"] = json.dumps(WHOLE_EARTH)
    assert publish(world, "own region", form) == {}
    assert answer('{ region(slug: "pohjoinen") { area } }') == {"region": {"area": WHOLE_EARTH}}


@pytest.mark.parametrize("area", [POLYGON, FEATURE])
def test_the_borders_alone_of_an_area_are_kept(world: World, area: Any) -> None:
    form = world.form("own region")
    form["area"] = json.dumps(area)
    assert publish(world, "own region", form) == {}
    assert answer('{ region(slug: "pohjoinen") { area } }') == {"region": {"area": POLYGON}}


def polygon(*ring: Any) -> str:
    return json.dumps({"type": "Polygon", "coordinates": [list(ring)]})


NO_AREAS = {
    "no JSON": "{",
    "no object": '"Lahti"',
    "another type": '{"type": "Point", "coordinates": [25, 61]}',
    "a type that is none": '{"type": ["Polygon"], "coordinates": [[[25, 61]]]}',
    "no geometry": '{"type": "Feature", "geometry": null}',
    "no ring": '{"type": "Polygon", "coordinates": []}',
    "too few levels": '{"type": "MultiPolygon", "coordinates": [[[25, 61]]]}',
    "many levels": polygon(json.loads("[" * 300 + "]" * 300)),
    "more than can be read": "[" * 100_000 + "]" * 100_000,
    "digits": "9" * 5_000,
    "no position": polygon(61),
    "one number": polygon([25]),
    "four": polygon([25, 61, 90, 1]),
    "too far east": polygon([181, 61]),
    "too far south": polygon([25, -90.5]),
    "metres of another system": polygon([424_000, 6_762_000]),
    "too large": polygon([25, 61, 10**22]),
    "endless": polygon([25, float("inf")]),
    "not a number": polygon([25, float("nan")]),
    "a truth": polygon([True, 61]),
    "half a character": polygon("\ud800"),
}


@pytest.mark.parametrize("what", NO_AREAS)
def test_what_is_no_area_is_refused(world: World, what: str) -> None:
    form = world.form("own region")
    form["area"] = NO_AREAS[what]
    with watching() as watch:
        assert publish(world, "own region", form) == {
            "area": [
                "Anna alue GeoJSON-muodossa (Polygon tai MultiPolygon) niin, että pituusasteet"
                " ovat -180–180 ja leveysasteet -90–90, tai jätä kenttä tyhjäksi."
            ]
        }
    assert watch.changed() == set()
    assert answer('{ region(slug: "pohjoinen") { area } }') == {"region": {"area": None}}


TOO_LARGE = {
    ("own publication", "version", 9999): {},
    ("own publication", "notes-0-number", 9999): {"notes-0-text": "Keinut"},
    ("own meeting", "agenda_items-0-number", 9999): {},
    ("own term", "min_seats", 9999): {"max_seats": "10001"},
    ("own term", "max_seats", 9999): {},
    ("own term", "trustee_seats", 9999): {},
    ("own region", "focus_areas-0-year", 2200): {"focus_areas-0-text": "Keinut"},
    ("own region", "budget_rows-0-year", 2200): {
        "budget_rows-0-purpose": "Keinut",
        "budget_rows-0-allotted": "1",
    },
}


@pytest.mark.parametrize("place", TOO_LARGE)
def test_a_number_that_is_too_large_is_refused(world: World, place: tuple[str, str, int]) -> None:
    name, field, most = place
    form = world.form(name)
    rows, in_row, own_name = field.rpartition("-0-")
    if in_row:
        form[f"{rows}-TOTAL_FORMS"] = "1"
    form.update(TOO_LARGE[place] | {field: str(most + 1)})
    with watching() as watch:
        errors = publish(world, name, form)
    assert errors[own_name] == [f"Tämän arvon on oltava enintään {most}."]
    assert watch.changed() == set()


@pytest.fixture
def event(world: World) -> EventPage:
    world.pages["event"] = add_event(world.page("own region"), "Tapahtuma")
    return world.pages["event"]


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("participants", "1000001", "Tämän arvon on oltava enintään 1000000."),
        ("starts_at", "1.1.0001 05.00", "Anna päivä vuosien 1900 ja 2200 väliltä."),
        ("starts_at", "31.12.1899 12.00", "Anna päivä vuosien 1900 ja 2200 väliltä."),
        ("ends_at", "1.1.2201 12.00", "Anna päivä vuosien 1900 ja 2200 väliltä."),
    ],
)
def test_an_event_beyond_all_bounds_is_refused(
    world: World, event: EventPage, field: str, typed: str, error: str
) -> None:
    form = world.form("event")
    form[field] = typed
    with watching() as watch:
        assert publish(world, "event", form)[field] == [error]
    assert watch.changed() == set()


def test_an_event_at_the_bounds_is_taken(world: World, event: EventPage) -> None:
    form = world.form("event")
    form.update(
        {
            "starts_at": "1.1.1900 12.00",
            "ends_at": "31.12.2200 12.00",
            "participants": "1000000",
        }
    )
    assert publish(world, "event", form) == {}
    assert answer("{ events(year: 1900) { nodes { participants endsAt } } }")["events"] == {
        "nodes": [{"participants": 1_000_000, "endsAt": "2200-12-31T12:00:00+02:00"}]
    }


def test_a_meeting_in_the_year_1_is_refused(world: World) -> None:
    form = world.form("own meeting")
    form["starts_at"] = "1.1.0001 05.00"
    with watching() as watch:
        assert publish(world, "own meeting", form) == {
            "starts_at": ["Anna päivä vuosien 1900 ja 2200 väliltä."]
        }
    assert watch.changed() == set()
