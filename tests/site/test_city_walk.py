"""One walk over all that is shown of the tables together: what is hidden in every way, and what
another city has, stand beside what is visible."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from freezegun import freeze_time
from wagtail.models import Page, Site

from cms.pages.models import HomePage
from tests.factories import (
    HIDING,
    add_full_event,
    add_full_meeting,
    add_full_news,
    add_full_publication,
    add_full_region,
    add_full_statement,
    add_full_term,
    add_home,
    add_theme,
    add_things,
    fill_home,
    hide,
    index_of,
)
from tests.factories.many import add_branch, multiply
from tests.site.reading import statements_of

HELD = {"starts_at": datetime(2023, 5, 5, 14, tzinfo=UTC), "ends_at": None}
PAGES = [
    *("lausunnot/", "tapahtumat/", "kokoukset/", "uutiset/", "julkaisut/", "lausunnot.csv"),
    *("toimikaudet/", "vuosi/2023/", "luvut/", "luvut.csv", "luvut.json"),
    *("polku/", "polku/?topic={topic}"),
]
NARROWED = [
    *("lausunnot/?region=pohjoinen&topic={topic}&year=2023", "tapahtumat/?audience=seniors"),
    *("kokoukset/?topic={topic}", "vuosi/2023/?view=list", "luvut/?year=2023&region=pohjoinen"),
]


@dataclass
class City:
    word: str
    region: Any
    pages: list[Any]


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker) -> Iterator[tuple[City, City]]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def cities(built, db, settings) -> tuple[City, City]:
    settings.ALLOWED_HOSTS = ["*"]
    return built


def build() -> tuple[City, City]:
    home = add_home()
    root = Page.objects.get(depth=1)
    other = root.add_child(instance=HomePage(title="Bergo", slug="bergo", locale=home.locale))
    Site.objects.create(hostname="bergo.test", root_page=other)
    own, others = add_city(home, "Ahola"), add_city(other, "Bergo")
    for way in sorted(HIDING, reverse=True):  # branches first, while they are small
        if way.startswith("under"):
            branch = add_branch(own.region, home, slug=f"salainen-{len(way)}")
            call_secret(branch)
            hide(branch.get_first_child(), way)
            continue
        for page in own.pages:
            multiply(page, 1)
            twin = page.get_siblings().last()
            call_secret(twin)
            hide(twin, way)
    return own, others


def add_city(home: Any, word: str) -> City:
    things = add_things(word)
    fill_home(home, word)
    theme = add_theme(word.lower())
    region = add_full_region(home, "pohjoinen", word, things, theme=theme)
    term = add_full_term(region, word, things)
    meeting = add_full_meeting(region, word, things, term)
    pages = [
        *(term, meeting, add_full_statement(region, word, things, meeting)),
        add_full_event(region, word, things, **HELD),
        add_full_news(region, word, things),
        add_full_publication(region, word, things),
    ]
    return City(word, region, pages)


def call_secret(page: Page) -> None:
    Page.objects.filter(path__startswith=page.path).update(title="Salainen")


def test_nothing_hidden_and_nothing_of_another_city_is_told(client, cities) -> None:
    city, other = cities
    for asked, host, not_told in ((city, "localhost", other), (other, "bergo.test", city)):
        reader = Client(SERVER_NAME=host)
        places = [place.format(topic=f"{asked.word.lower()}-aihe") for place in PAGES + NARROWED]
        paths = [f"/kaikki/{place}" for place in places]
        for path in [*paths, *(page.site_path for page in asked.pages)]:
            response = reader.get(path)
            text = response.text.lower()
            assert response.status_code == 200, path
            assert asked.word.lower() in text, path
            assert "salainen" not in text, path
            assert not_told.word.lower() not in text, path
    assert client.get("/kaikki/lausunnot/?topic=bergo-aihe").text.count('class="kp-item"') == 1
    assert client.get("/kaikki/polku/?topic=bergo-aihe").context["chosen"] == []


def test_only_what_is_visible_is_counted(client, cities) -> None:
    tables = client.get("/kaikki/luvut.json").json()["tables"]
    assert [table["title"] for table in tables] == ["Ahola alue", "Kaikki yhteensä"]
    for table in tables:
        (year,) = table["years"]
        assert (year["year"], year["meetings"], year["events"]) == (2023, 1, 1)
        assert (year["statements"], year["outcomes"]["noted"], year["participants"]) == (1, 1, 20)
        assert [(line["allotted"], line["used"]) for line in year["budget"]] == [(100, 10)]


@freeze_time()  # or else what is kept for a minute may be read anew on a slow machine
def test_pages_cost_the_same_however_much_they_tell(client, cities) -> None:
    city, _other = cities
    counts = []
    for times in (4, 45):
        for page in city.pages:
            multiply(page, times)
        client.get("/kaikki/")  # what is kept between requests is kept from now on
        asked = {}
        for place in PAGES:
            asked[place] = statements_of(client, f"/kaikki/{place.format(topic='ahola-aihe')}")
        counts.append(asked)
    assert counts[0] == counts[1]
    of_keeping = 2  # the content version, and when time alone changes it
    assert max(counts[0].values()) <= 15 + of_keeping, counts
    assert index_of(city.region, "kokoukset").get_children().live().public().count() >= 50
