"""Finnish where Wagtail puts a name into a sentence, and what users are told to do next."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page

from tests.admin.world import World


def words(world: World, role: str, address: str, selector: str) -> list[str]:
    html = BeautifulSoup(world.clients[role].get(address).text, "html.parser")
    return [" ".join(found.get_text(" ").split()) for found in html.select(selector)]


@pytest.mark.parametrize(
    ("address", "count"),
    [
        (reverse("events:index"), 0),
        (reverse("terms:index"), 1),
        (reverse("news:index"), 3),
        (reverse("wagtailimages:index"), 1),
        (reverse("wagtailimages_chooser:choose_results"), 2),
    ],
)
def test_lists_and_choosers_tell_how_many_there_are(world: World, address: str, count: int) -> None:
    found = words(world, "coordinator", address, ".pagination__end")
    assert found == [f"Yhteensä {count}"]


def test_a_picture_is_added(world: World) -> None:
    address = reverse("wagtailimages:add")
    assert words(world, "coordinator", address, ".w-breadcrumbs li")[-1] == "Uusi: Kuva"


def test_a_search_tells_which_hits_are_shown(world: World) -> None:
    address = f"{reverse('wagtailadmin_pages:search')}?q=kokous"
    assert words(world, "coordinator", address, "th.title") == ["Otsikko 1–1 / 1"]


def test_ageing_pages_that_no_user_published(world: World) -> None:
    Page.objects.all().update(last_published_at="2020-01-01T00:00Z")
    address = reverse("wagtailadmin_reports:aging_pages")
    publishers = words(world, "coordinator", address, "tbody td:nth-child(4)")
    assert set(publishers) == {"järjestelmä"}


def test_the_status_tells_who_may_edit(world: World) -> None:
    for role, told in (
        ("coordinator", "Kuka tahansa voi muokata"),
        ("lead", "Kuka tahansa voi muokata"),
        ("administrator", "Kuka tahansa voi muokata – lukitse, jos muut eivät saa muokata"),
    ):
        address = reverse("wagtailadmin_pages:edit", args=[world.pages["own news"].pk])
        assert told in words(world, role, address, ".w-help-text"), role


def test_who_may_not_translate_the_page_above_is_told_whom_to_ask(world: World) -> None:
    meeting = world.pages["own meeting"]
    address = reverse("simple_translation:submit_page_translation", args=[meeting.pk])
    html = BeautifulSoup(world.clients["coordinator"].get(address).text, "html.parser")
    told = html.select_one("form[method=POST] .help").get_text(" ", strip=True)
    assert told == (
        "Sivu käännetään vasta, kun sen yläpuolella oleva sivu on käännetty: pyydä ylläpitäjää"
        " kääntämään ”Kokoukset”."
    )
    assert html.select("form[method=POST] a") == []
    html = BeautifulSoup(world.clients["administrator"].get(address).text, "html.parser")
    parent = reverse("simple_translation:submit_page_translation", args=[meeting.get_parent().pk])
    assert [link["href"] for link in html.select("form[method=POST] a")] == [parent]
