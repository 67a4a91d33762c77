"""Dates as people type them."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from search.asking.parsing import parse
from search.declarations import AttachedFile
from search.queries import Query, search

PutPage = Callable[..., UUID]
DAY = (date(2023, 2, 14), date(2023, 2, 14))
FEBRUARY = (date(2023, 2, 1), date(2023, 2, 28))


def titles(text: str) -> list[str]:
    return [hit.title for hit in search(Query(text)).hits]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("14.2.2023", DAY),
        ("14.02.2023", DAY),
        ("14. 2. 2023", DAY),
        ("2023-02-14", DAY),
        ("14. helmikuuta 2023", DAY),
        ("14 februari 2023", DAY),
        ("14 February 2023", DAY),
        ("helmikuu 2023", FEBRUARY),
        ("Helmikuussa 2023", FEBRUARY),
        ("helmikuun  2023", FEBRUARY),
        ("helmikuuksi 2023", FEBRUARY),
        ("helmikuusta 2023", FEBRUARY),
        ("helmikuuhun 2023", FEBRUARY),
        ("februari 2023", FEBRUARY),
        ("FEBRUARY 2023", FEBRUARY),
        ("helmikuu 2024", (date(2024, 2, 1), date(2024, 2, 29))),
        ("kesakuu 2023", (date(2023, 6, 1), date(2023, 6, 30))),
        ("maj 2023", (date(2023, 5, 1), date(2023, 5, 31))),
        ("joulukuu 2023", (date(2023, 12, 1), date(2023, 12, 31))),
    ],
)
def test_a_date_with_its_year_is_one_demand(typed: str, days: tuple[date, date]) -> None:
    [clause] = parse(typed).clauses
    assert (clause.since, clause.until) == days
    assert (clause.start, clause.end) == (0, len(typed))
    before, clause, after = parse(f"kokous ({typed}) lausunto").clauses
    assert (clause.since, clause.until) == days
    assert before.since is after.since is None


@pytest.mark.parametrize(
    "typed",
    [
        *("ti 14.2.2023 klo 17.30", "TI 14.2.2023", "tiistaina 14.2.2023", "14.2.2023 klo 9"),
        *("tiistai, 14. helmikuuta 2023, klo 17:30", "tisdagen den 14 februari 2023 kl. 17.30"),
        *("Tuesday 14 February 2023 at 5", "keskiviikkona 14.2.2023"),
    ],
)
def test_a_weekday_and_an_hour_beside_a_day_narrow_no_further(typed: str) -> None:
    [clause] = parse(typed).clauses
    assert (clause.since, clause.until) == DAY
    before, clause, after = parse(f"kokous -{typed} lausunto").clauses
    assert (clause.since, clause.is_excluded) == (DAY[0], True)
    assert before.is_excluded is after.is_excluded is False


@pytest.mark.parametrize("typed", ["ti", "tiistaina", "ti klo 17.30", "klo 17.30", "auti 14"])
def test_a_weekday_or_an_hour_by_itself_stays_words(typed: str) -> None:
    assert {clause.since for clause in parse(typed).clauses} == {None}


@pytest.mark.parametrize(
    "typed",
    [
        *("14.2.", "3/2023", "2/2023", "2023", "helmikuu", "2023 helmikuu", "§ 14.2", "14.2.23"),
        *("31.2.2023", "0.2.2023", "14.13.2023", "2023-02-30", "32. helmikuuta 2023"),
        *("14.2.20231", "1.14.2.2023", "helmikuu 20234", "helmikuutamo 2023", '"14.2.2023"'),
        *("14.2.9999", "99.99.2099", "٣.٢.2023"),
    ],
)
def test_what_may_be_something_else_stays_words(typed: str) -> None:
    clauses = parse(typed).clauses
    assert clauses
    assert {clause.since for clause in clauses} == {None}


@pytest.mark.every_engine
@pytest.mark.parametrize("typed", ["kokous 14.2.2023", "2023-02-14 kokouksessa"])
def test_a_day_narrows_to_pages_of_the_day_and_those_that_tell_of_it(
    put_page: PutPage, typed: str
) -> None:
    put_page("Päätös", "Kokous 14.2.2023 kokous ja kokous.", date=date(2024, 3, 1))
    put_page("Etunolla", "Kokous 14.02.2023.", date=date(2024, 2, 1))
    put_page("Kokous", "Avaus, läsnäolijat ja muut asiat.", date=date(2023, 2, 14))
    put_page("Eri päivä", "Kokous 15.2.2023.", date=date(2023, 2, 15))
    put_page("Päivätön", "Kokous helmikuussa 2023.")
    put_page("Uutinen", "Kahvit tarjolla.", date=date(2023, 2, 14))
    results = search(Query(typed))
    assert [hit.title for hit in results.hits] == ["Kokous", "Päätös", "Etunolla"]
    assert results.total == 3
    assert results.did_you_mean is None


@pytest.mark.every_engine
def test_a_month_narrows_to_its_days_and_texts_that_tell_of_it(put_page: PutPage) -> None:
    put_page("Alku", "Piha.", date=date(2023, 2, 1))
    put_page("Loppu", "Piha.", date=date(2023, 2, 28))
    put_page("Tammikuu", "Piha.", date=date(2023, 1, 31))
    put_page("Maaliskuu", "Piha siivotaan 2023, helmikuu on kylmä.", date=date(2023, 3, 1))
    put_page("Suunnitelma", "Piha valmistui helmikuussa 2023.", date=date(2024, 3, 1))
    assert titles("pihat helmikuu 2023") == ["Loppu", "Alku", "Suunnitelma"]
    assert titles("helmikuussa 2023 piha") == ["Loppu", "Alku", "Suunnitelma"]
    assert titles("piha februari 2023")[:2] == ["Loppu", "Alku"]


@pytest.mark.every_engine
def test_a_date_alone_finds_its_pages_newest_first_then_those_that_tell_of_it(
    put_page: PutPage,
) -> None:
    file = AttachedFile("a1", "Liite", "/d/1/", ["Johdanto.", "Päätetty 14.2.2023."])
    put_page("Kokous", "Avaus.", date=date(2023, 2, 14), files=[file])
    put_page("Uutinen", "Kahvit 14.2.2023.", date=date(2023, 2, 13))
    put_page("Raportti", "Katso liite.", date=date(2023, 4, 1), files=[file])
    put_page("Muu", "Avaus.", date=date(2023, 2, 15))
    results = search(Query("14.2.2023"))
    assert [hit.title for hit in results.hits] == ["Kokous", "Raportti", "Uutinen"]
    assert results.total == 3
    assert [hit.match and hit.match.path for hit in results.hits] == [None, "/d/1/#page=2", None]
    assert [(row.value, row.count) for row in results.facets["year"]] == [("2023", 3)]
    assert results.hits[2].fragments[0].segments == [
        ("Kahvit ", False),
        ("14.2.2023", True),
        (".", False),
    ]
    assert titles("helmikuu 2023") == ["Muu", "Kokous", "Uutinen"]
    assert titles("helmikuu 2023 14.2.2023") == ["Kokous", "Uutinen"]


@pytest.mark.every_engine
def test_words_of_a_file_are_found_with_the_day_of_its_page(put_page: PutPage) -> None:
    file = AttachedFile("a1", "Liite", "/d/1/", ["Johdanto.", "Uimarannan vesi."])
    put_page("Kokous", "Avaus.", date=date(2023, 2, 14), files=[file])
    put_page("Toinen", "Uimaranta.", date=date(2023, 2, 15))
    [hit] = search(Query("uimarannat 14.2.2023")).hits
    assert hit.match
    assert (hit.title, hit.match.path) == ("Kokous", "/d/1/#page=2")


@pytest.mark.every_engine
def test_an_excluded_date_leaves_out_its_pages_and_those_that_tell_of_it(
    put_page: PutPage,
) -> None:
    put_page("Päivänä", "Piha.", date=date(2023, 2, 14))
    put_page("Kertoo", "Piha 14.2.2023.", date=date(2023, 2, 20))
    put_page("Muu", "Piha.", date=date(2023, 2, 15))
    put_page("Päivätön", "Piha.")
    assert sorted(titles("piha -14.2.2023")) == ["Muu", "Päivätön"]
    assert titles("piha helmikuu 2023 -14.2.2023") == ["Muu"]
    assert titles("-14.2.2023 -helmikuu 2023") == ["Päivätön"]


@pytest.mark.every_engine
def test_a_date_in_quotation_marks_is_words_of_the_text(put_page: PutPage) -> None:
    put_page("Päivänä", "Piha.", date=date(2023, 2, 14))
    put_page("Kertoo", "Piha 14.2.2023.", date=date(2023, 2, 20))
    assert titles('piha "14.2.2023"') == ["Kertoo"]
    assert titles('piha "helmikuu 2023"') == []


@pytest.mark.every_engine
def test_a_date_in_a_title_is_exact(put_page: PutPage) -> None:
    put_page("Kokous 14.2.2023 ja kokous 14.2.2023", "Kokous.", date=date(2023, 2, 14))
    put_page("Kokous 14.2.2023", "Asiat.", date=date(2023, 3, 1))
    assert titles("kokous 14.2.2023")[0] == "Kokous 14.2.2023"
