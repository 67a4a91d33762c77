"""In which order pages are found: by relevance with a little for what is new, or by date."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from search.queries import Query, search

PutPage = Callable[..., UUID]
pytestmark = pytest.mark.every_engine
NOW = datetime(2024, 5, 1, 6, tzinfo=UTC)


def titles(text: str, **asked: Any) -> list[str]:
    return [hit.title for hit in search(Query(text, **asked), at=NOW).hits]


def test_of_equally_relevant_pages_the_newer_comes_first(put_page: PutPage) -> None:
    for year in (2020, 2024, 2014, 2022):
        put_page(f"Vuosi {year}", "Laituri korjataan.", date=date(year, 3, 1))
    put_page("Vuosi ilman", "Laituri korjataan.")
    assert titles("laituri") == [
        *("Vuosi 2024", "Vuosi 2022", "Vuosi 2020", "Vuosi 2014"),
        "Vuosi ilman",
    ]


def test_age_is_in_days_and_a_day_to_come_is_as_good_as_today(put_page: PutPage) -> None:
    put_page("Viime viikko", "Laituri korjataan.", date=date(2024, 4, 24))
    put_page("Kaukana", "Laituri korjataan laiturilla.", date=date(2034, 5, 1))
    put_page("Tänään", "Laituri korjataan laiturilla.", date=date(2024, 5, 1))
    put_page("Eilinen", "Laituri korjataan.", date=date(2024, 4, 30))
    assert titles("laituri") == ["Kaukana", "Tänään", "Eilinen", "Viime viikko"]


def test_a_new_page_comes_before_an_old_one_that_is_hardly_more_relevant(
    put_page: PutPage,
) -> None:
    put_page("Vanha", "Laituri. " + "Muuta asiaa. " * 25, date=date(2014, 5, 1))
    put_page("Uusi", "Laituri. " + "Muuta asiaa. " * 27, date=date(2024, 5, 1))
    assert titles("laituri") == ["Uusi", "Vanha"]


def test_a_page_of_the_matter_comes_before_a_new_one_that_mentions_it(put_page: PutPage) -> None:
    put_page("Uusi kokous", "Muun muassa laituri oli esillä.", date=date(2024, 4, 30))
    put_page("Laiturin korjaus", "Laituri korjataan.", date=date(2009, 4, 30))
    assert titles("laituri") == ["Laiturin korjaus", "Uusi kokous"]


@pytest.mark.parametrize(
    "typed",
    ["Kahvihetki torilla", "kahvihetki  TORILLA", '"Kahvihetki torilla"', "kahvihetki, torilla!"],
)
def test_an_exact_title_comes_first_however_old_it_is(put_page: PutPage, typed: str) -> None:
    for day in (1, 2, 3):
        put_page(
            "Kahvihetki torilla ja kahvihetki torilla taas",
            "Kahvihetki torilla, kahvihetki torilla. " * 5,
            date=date(2024, 4, day),
        )
    put_page("Kahvihetki torilla", "Tervetuloa. " * 200, date=date(1999, 1, 1))
    assert titles(typed)[0] == "Kahvihetki torilla"


def test_an_exact_title_that_is_found_by_other_words_than_typed_comes_first(
    put_page: PutPage,
) -> None:
    put_page("Kerro Pois! -kahvihetki", "Tervetuloa. " * 200, date=date(1999, 1, 1))
    put_page("Kerro Pois! Kerro pois ja kahvihetki", "Kahvihetki.", date=date(2024, 4, 1))
    assert titles("Kerro Pois! -kahvihetki")[0] == "Kerro Pois! -kahvihetki"
    assert titles("kero pois kahvihetki")[0] == "Kerro Pois! -kahvihetki"


def test_by_date_the_newest_comes_first_whatever_its_words(put_page: PutPage) -> None:
    put_page("Laituri", "Laituri laituri laituri.", date=date(2019, 1, 1))
    put_page("Laituri ilman päivää", "Laituri.")
    put_page("Uutinen", "Mukana laituri.", kind="news", date=date(2024, 1, 2))
    put_page("Tulossa", "Mukana laituri.", date=date(2025, 1, 2))
    newest_first = ["Tulossa", "Uutinen", "Laituri", "Laituri ilman päivää"]
    assert titles("laituri", order="date") == newest_first
    assert titles("laituri", order="relevance")[:2] == ["Laituri", "Laituri ilman päivää"]
    assert titles("", order="date") == titles("") == newest_first
    assert titles("laituri", order="date", kinds=["news"]) == ["Uutinen"]


def test_days_narrow_from_the_first_to_the_last(put_page: PutPage) -> None:
    for day in (13, 14, 15, 16):
        put_page(f"Päivä {day}", "Laituri.", date=date(2023, 2, day))
    put_page("Päivätön", "Laituri 14.2.2023.")
    since, until = date(2023, 2, 14), date(2023, 2, 15)
    for text in ("laituri", ""):
        assert titles(text, since=since, until=until) == ["Päivä 15", "Päivä 14"]
        assert titles(text, since=until) == ["Päivä 16", "Päivä 15"]
        assert titles(text, until=since) == ["Päivä 14", "Päivä 13"]
        assert titles(text, since=until, until=since) == []
    found = search(Query("laituri", since=since, until=until), at=NOW)
    assert [(row.value, row.count) for row in found.facets["year"]] == [("2023", 2)]
    assert found.total == 2


@pytest.mark.parametrize("order", ["relevance", "date"])
def test_slices_join_to_the_whole_list_and_the_last_one_opens(
    put_page: PutPage, order: Any
) -> None:
    for number in range(105):
        put_page(f"Sivu {number}", "Laituri.", date=date(2023, 2, 1 + number % 3))
    query = Query("laituri", order=order)
    found = [
        (results.total, [hit.title for hit in results.hits])
        for offset in range(0, 120, 20)
        for results in [search(query, offset=offset, at=NOW)]
    ]
    assert [(total, len(slice_)) for total, slice_ in found] == [(105, 20)] * 5 + [(105, 5)]
    together = [title for _total, slice_ in found for title in slice_]
    assert sorted(together) == sorted(f"Sivu {number}" for number in range(105))
    whole = search(query, limit=100, at=NOW)
    assert [hit.title for hit in whole.hits] == together[:100]
