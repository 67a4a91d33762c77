"""Forms that no editor's browser would send: they are refused or do no harm, and whatever was saved
before can be edited again."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Locale

from tests.admin.test_odd_content import errors_of, news_with, publish, text_of
from tests.admin.world import World, watching


def edit_address(world: World, name: str) -> str:
    return reverse("wagtailadmin_pages:edit", args=[world.pages[name].pk])


KEYS = [10**30, 10**17, -1, "abc", "", "9" * 5_000, [1], {"id": 1}, True, 1.5]


@pytest.mark.parametrize("key", KEYS, ids=lambda key: str(key)[:20])
@pytest.mark.parametrize("kind", ["LINK", "DOCUMENT"])
def test_a_page_with_any_link_is_opened_and_saved_again(world: World, kind: str, key: Any) -> None:
    form = world.form("own news")
    form.update(news_with(text_of("Katso keinut", type=kind, data={"id": key, "url": "/"})))
    assert publish(world, "own news", form) == {}
    client = world.clients["coordinator"]
    page = world.page("own news")
    for view, more in (
        ("edit", ()),
        ("view_draft", ()),
        ("revisions_compare", ("earliest", "latest")),
    ):
        response = client.get(reverse(f"wagtailadmin_pages:{view}", args=[page.pk, *more]))
        assert response.status_code == 200, view
    form = world.form("own news")
    form["title"] = "Uusi otsikko"
    assert publish(world, "own news", form) == {}
    assert world.page("own news").title == "Uusi otsikko"


def test_a_link_to_a_page_that_is_hidden_of_others_is_kept_without_its_address(
    world: World,
) -> None:
    page, hidden = world.page("own news"), world.pages["other draft"]
    page.body = [("text", f'<p><a linktype="page" id="{hidden.pk}">Katso</a></p>')]
    page.save_revision().publish()
    told = {
        role: f"/itainen/uutiset/{hidden.slug}/"
        in world.clients[role].get(edit_address(world, "own news")).text
        for role in ("coordinator", "lead")
    }
    assert told == {"coordinator": False, "lead": True}
    assert str(hidden.pk) in str(world.page("own news").body.raw_data[0]["value"])


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
@pytest.mark.parametrize("subtree", [{}, {"include_subtree": "on"}])
def test_a_page_is_not_translated_before_the_one_above_it(
    world: World, role: str, subtree: dict[str, str]
) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    path = reverse(
        "simple_translation:submit_page_translation", args=[world.pages["own meeting"].pk]
    )
    with watching() as watch:
        response = world.clients[role].post(path, {"locales": [english.pk]} | subtree)
    assert response.status_code == 200
    assert (
        "Käännä ensin yläpuolinen sivu: sitä ei ole kaikilla tässä valituilla kielillä."
        in response.text
    )
    assert watch.changed() == set()


def test_a_page_is_translated_where_the_one_above_it_is(world: World) -> None:
    swedish = Locale.objects.get(language_code="sv")
    path = reverse("simple_translation:submit_page_translation", args=[world.pages["own term"].pk])
    response = world.clients["coordinator"].post(path, {"locales": [swedish.pk]})
    assert errors_of(response) == {}
    assert world.page("own term").has_translation(swedish)


def rich_text(**values: Any) -> str:
    block = {"key": "a", "text": "abc", "type": "unstyled", "depth": 0, "entityRanges": []}
    return json.dumps({"blocks": [block | {"inlineStyleRanges": []} | values], "entityMap": {}})


NO_RICH_TEXTS = {
    "no JSON": "{",
    "a list": "[]",
    "a number": "5",
    "blocks that are none": '{"blocks": 5, "entityMap": {}}',
    "a block that is none": '{"blocks": [5], "entityMap": {}}',
    "a place that is none": rich_text(
        inlineStyleRanges=[{"offset": "x", "length": 1, "style": "BOLD"}]
    ),
    "a link that is none": rich_text(entityRanges=[{"offset": 0, "length": 2, "key": 7}]),
    "a deep list": rich_text(type="unordered-list-item", depth=100_000),
    "deeper than can be read": "[" * 100_000,
}
BROKEN = "Mitään ei muutettu. Lomake tuli rikkinäisenä: avaa sivu uudelleen."


def refused(world: World, name: str, form: Any) -> str:
    """The message that follows a form by which nothing is changed."""
    path = edit_address(world, name)
    with watching() as watch:
        response = world.clients["coordinator"].post(path, form)
    assert (response.status_code, response["Location"]) == (302, path)
    assert watch.changed() == set()
    html = BeautifulSoup(world.clients["coordinator"].get(path).text, "html.parser")
    return " ".join(html.select_one(".messages .error").get_text().split())


@pytest.mark.parametrize("what", NO_RICH_TEXTS)
@pytest.mark.parametrize("name", ["own region", "own news"])
def test_what_is_no_rich_text_changes_nothing(world: World, name: str, what: str) -> None:
    form = world.form(name)
    text = NO_RICH_TEXTS[what]
    form.update(news_with(text) if name == "own news" else {"introduction": text})
    assert BROKEN in refused(world, name, form)


NO_STREAMS: dict[str, dict[str, str | None]] = {
    "no count": {"body-count": None},
    "a word for a count": {"body-count": "abc"},
    "more than are sent": {"body-count": "3"},
    "more than can be": {"body-count": "1000000000"},
    "below nothing": {"body-count": "-1"},
    "no type": {"body-0-type": None},
    "no order": {"body-0-order": None},
    "a word for an order": {"body-0-order": "x"},
    "nothing of whether it goes": {"body-0-deleted": None},
}


@pytest.mark.parametrize("what", NO_STREAMS)
def test_what_is_no_stream_of_blocks_changes_nothing(world: World, what: str) -> None:
    form = world.form("own news")
    form.update(news_with(text_of("Katso keinut")))
    for name, value in NO_STREAMS[what].items():
        form.pop(name)
        form.update({} if value is None else {name: value})
    assert BROKEN in refused(world, "own news", form)


@pytest.mark.parametrize("view", ["edit", "view_draft", "history", "delete"])
def test_a_number_that_is_no_key_leads_nowhere(world: World, view: str) -> None:
    path = reverse(f"wagtailadmin_pages:{view}", args=[10**30])
    assert world.clients["coordinator"].get(path).status_code == 404


NO_KEYS = {
    ("own news", "image"): "abc",
    ("own news", "topics"): str(10**30),
    ("own meeting", "next_meeting"): str(10**30),
    ("own meeting", "agenda_items-0-topics"): str(10**30),
    ("own meeting", "overwrite_revision_id"): "abc",
}


@pytest.mark.parametrize(("name", "field"), NO_KEYS)
def test_a_choice_of_what_can_be_no_key_changes_nothing(
    world: World, name: str, field: str
) -> None:
    form = world.form(name)
    form[field] = NO_KEYS[name, field]
    assert BROKEN in refused(world, name, form)


@pytest.mark.parametrize("chooser", ["wagtailimages_chooser:chosen", "wagtaildocs_chooser:chosen"])
def test_what_can_be_no_key_is_not_chosen(world: World, chooser: str) -> None:
    path = reverse(chooser, args=["abc"])
    assert world.clients["coordinator"].get(path).status_code == 404
