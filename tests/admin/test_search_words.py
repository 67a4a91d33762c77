"""Synonyms are edited by communications alone; what is searched for is seen by all who write."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from cms.pages.models import ContentVersion
from search.models import QueryCount, SynonymGroup
from search.queries import Query, search
from tests.admin.world import ROLES, World, undone

EDIT_SYNONYMS = {"communications", "administrator"}
SEE_REPORTS = {"coordinator", "lead", "communications", "administrator"}
REPORTS = ("popular-searches", "searches-without-hits")
EVERYBODY = (*ROLES, "administrator")


def add_group(words: str) -> SynonymGroup:
    group = SynonymGroup(words=words)
    group.full_clean()
    group.save()
    return group


def synonyms(view: str, *args: Any) -> str:
    return reverse(f"synonyms:{view}", args=args)


# --- synonyms -----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", EVERYBODY)
def test_only_communications_edits_synonyms(world: World, role: str) -> None:
    group = add_group("toimikunta, kumppanuuspöytä")
    for path, data, words in (
        (synonyms("add"), {"words": "piha, pihamaa"}, ["piha, pihamaa", group.words]),
        (synonyms("edit", group.pk), {"words": "toimikunta, pöytä"}, ["toimikunta, pöytä"]),
        (synonyms("delete", group.pk), {}, []),
    ):
        with undone():
            changed = world.asks(role, path, data)
            if role in EDIT_SYNONYMS:
                assert "SynonymGroup" in changed, path
                assert list(SynonymGroup.objects.values_list("words", flat=True)) == words
            else:
                assert changed == set(), path


@pytest.mark.parametrize("role", EVERYBODY)
def test_only_communications_sees_synonyms(world: World, role: str) -> None:
    group = add_group("toimikunta, kumppanuuspöytä")
    for path in (
        synonyms("index"),
        synonyms("index_results"),
        synonyms("add"),
        synonyms("edit", group.pk),
        synonyms("delete", group.pk),
        synonyms("history", group.pk),
        synonyms("usage", group.pk),
    ):
        response = world.clients[role].get(path)
        assert (response.status_code == 200) is (role in EDIT_SYNONYMS), path
        assert role in EDIT_SYNONYMS or "kumppanuuspöytä" not in response.text


def test_a_group_that_communications_saves_widens_the_next_search(world: World) -> None:
    page = world.page("own news")
    word = page.title.split()[0].lower()
    assert search(Query("pihamaa")).total == 0
    with undone():
        version = ContentVersion.current()
        world.asks("communications", synonyms("add"), {"words": f"Pihamaat, {word}"})
        assert page.title in {hit.title for hit in search(Query("pihamaa")).hits}
        assert ContentVersion.current() > version


def test_what_is_wrong_is_said_beside_the_field(world: World) -> None:
    add_group("toimikunta, kumppanuuspöytä")
    client = world.clients["communications"]
    for words, problem in (
        ("", "Tämä kenttä on pakollinen."),
        ("piha", "Kirjoita vähintään kaksi sanaa ja pilkku niiden väliin."),
        (
            "piha, Kerro Pois",
            "”Kerro Pois” on useampi sana: vain yksittäiset sanat voivat olla synonyymejä."
            " Kirjoita sanojen väliin pilkut tai jätä se pois.",
        ),
        (
            "piha, toimikunnat",
            "”toimikunnat” on jo synonyymeissä ”toimikunta, kumppanuuspöytä”: lisää muut sanat"
            " sinne tai poista se sieltä ensin.",
        ),
    ):
        response = client.post(synonyms("add"), {"words": words})
        page = BeautifulSoup(response.text, "html.parser")
        errors = page.select_one("#panel-child-words-errors, [id*=words-errors]")
        assert errors is not None
        assert errors.get_text(" ", strip=True) == problem
        assert SynonymGroup.objects.count() == 1


# --- reports ------------------------------------------------------------------------------------


def add_count(
    text: str, searches: int, days_ago: int = 0, pages: int = 1, language: str = "fi"
) -> None:
    QueryCount.objects.create(
        day=timezone.localdate() - timedelta(days=days_ago),
        language=language,
        text=text,
        searches=searches,
        pages=pages,
    )


@pytest.fixture
def counts(world: World) -> None:
    add_count("leikkipuisto", 12, pages=4)
    add_count("päiväkotti", 5, days_ago=3, pages=0)
    add_count("päiväkotti", 1, days_ago=40)
    add_count("matti meikäläinen", 2, pages=0)
    add_count("kelkkamäki", 20, days_ago=60, pages=0)


def listed(world: World, role: str, report: str, **query: str) -> list[list[str]]:
    html = world.clients[role].get(reverse(report), query).text
    rows = BeautifulSoup(html, "html.parser").select("table.listing tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in rows]


def test_popular_searches_of_a_period(world: World, counts: None) -> None:
    today = timezone.localdate()
    assert [row[:4] for row in listed(world, "coordinator", "popular-searches")] == [
        ["leikkipuisto", "fi", "12", "4"],
        ["päiväkotti", "fi", "5", "0"],
    ]
    assert listed(world, "coordinator", "popular-searches")[0][4] == (
        f"{today.day}.{today.month}.{today.year}"
    )
    for period in ("90", "365"):
        rows = listed(world, "coordinator", "popular-searches", period=period)
        assert [row[:4] for row in rows] == [
            ["kelkkamäki", "fi", "20", "0"],
            ["leikkipuisto", "fi", "12", "4"],
            ["päiväkotti", "fi", "6", "0"],
        ]


def test_searches_without_hits(world: World, counts: None) -> None:
    rows = listed(world, "coordinator", "searches-without-hits")
    assert [row[:3] for row in rows] == [["päiväkotti", "fi", "5"]]
    rows = listed(world, "coordinator", "searches-without-hits", period="90")
    assert [row[0] for row in rows] == ["kelkkamäki", "päiväkotti"]


def test_a_period_that_there_is_not_is_as_good_as_none(world: World, counts: None) -> None:
    for period in ("31", "x", ""):
        rows = listed(world, "lead", "popular-searches", period=period)
        assert [row[0] for row in rows] == ["leikkipuisto", "päiväkotti"]


def test_communications_goes_on_to_add_a_synonym(world: World, counts: None) -> None:
    client = world.clients["communications"]
    page = BeautifulSoup(client.get(reverse("searches-without-hits")).text, "html.parser")
    [link] = page.select(f'a[href^="{synonyms("add")}"]')
    form = BeautifulSoup(client.get(link["href"]).text, "html.parser")
    assert form.select_one("[name=words]").get_text(strip=True) == "päiväkotti,"
    html = world.clients["coordinator"].get(reverse("searches-without-hits")).text
    assert synonyms("add") not in html


def test_the_words_lead_to_the_residents_search(world: World, counts: None) -> None:
    add_count("lekpark", 9, language="sv")
    html = BeautifulSoup(world.clients["lead"].get(reverse("popular-searches")).text, "html.parser")
    links = [link["href"] for link in html.select('a[href*="haku/?q="]')]
    assert links[:2] == ["/haku/?q=leikkipuisto", "/sv/haku/?q=lekpark"]


@pytest.mark.parametrize("role", EVERYBODY)
def test_those_who_write_pages_see_the_reports(world: World, role: str, counts: None) -> None:
    for report in REPORTS:
        for path in (
            reverse(report),
            reverse(f"{report}-results"),
            f"{reverse(report)}?export=csv",
        ):
            response = world.clients[role].get(path)
            assert (response.status_code == 200) is (role in SEE_REPORTS), path
            assert role in SEE_REPORTS or "päiväkotti" not in response.text
    assert QueryCount.objects.count() == 5


def test_the_menu_offers_what_one_may_open(world: World) -> None:
    offered = {
        role: {
            name
            for name, path in (
                ("synonyms", synonyms("index")),
                *((report, reverse(report)) for report in REPORTS),
            )
            if f'"{path}"' in world.clients[role].get(reverse("wagtailadmin_home")).text
        }
        for role in EVERYBODY
    }
    assert offered == {
        "coordinator": set(REPORTS),
        "lead": set(REPORTS),
        "communications": {"synonyms", *REPORTS},
        "reviewer": set(),
        "administrator": {"synonyms", *REPORTS},
    }
