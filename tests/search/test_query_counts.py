"""What residents search for is counted, without anything that tells of a person."""

import logging
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from unittest import mock
from uuid import UUID

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search import query_counts
from search.counting import counter as counting
from search.counting.counter import Counter
from search.queries import Query, search
from search.query_counts import QueryCount, forget_old

PutPage = Callable[..., UUID]
NEVER = 3600


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    """What a process that serves people counts; written when the test says so."""
    counter = Counter(write_after=NEVER)
    monkeypatch.setattr(counting, "_counter", counter)
    yield counter
    counter._counts.clear()
    counter.close()


def counted(counter: Counter) -> dict[str, tuple[int, int]]:
    """Searches and pages found, by words."""
    counter.write()
    return {row.text: (row.searches, row.pages) for row in QueryCount.objects.all()}


def rows() -> list[tuple[str, str, int]]:
    return list(QueryCount.objects.order_by("day").values_list("day", "text", "searches"))


# --- what is counted ----------------------------------------------------------------------------


def test_both_doors_count_and_case_and_spaces_do_not_matter(
    home: object, put_page: PutPage, client: Client, counter: Counter
) -> None:
    put_page("Leikkipuisto")
    client.get("/haku/", {"q": "Leikkipuisto  rikki"})
    client.get("/haku/", {"q": " LEIKKIPUISTO"})
    asked = '{ search(query: "leikkipuisto") { totalCount } }'
    answer = client.post("/graphql/", {"query": asked}, content_type="application/json")
    assert answer.json() == {"data": {"search": {"totalCount": 1}}}
    assert counted(counter) == {"leikkipuisto": (2, 1), "leikkipuisto rikki": (1, 0)}


def test_a_search_writes_nothing(put_page: PutPage, counter: Counter) -> None:
    put_page("Leikkipuisto")
    with CaptureQueriesContext(connection) as statements:
        search(Query("leikkipuisto"))
    assert statements
    reading = ("SELECT", "\nWITH", "WITH", "SAVEPOINT", "RELEASE SAVEPOINT", "SET LOCAL")
    assert not [s["sql"] for s in statements if not s["sql"].startswith(reading)]
    assert not QueryCount.objects.exists()


def test_nothing_is_counted_but_where_people_are_served(db: None) -> None:
    assert counting._counter is None
    search(Query("leikkipuisto"))
    assert not QueryCount.objects.exists()


def test_going_on_with_the_same_search_is_no_new_one(put_page: PutPage, counter: Counter) -> None:
    put_page("Leikkipuisto")
    search(Query("leikkipuisto", languages=["fi"]))
    search(Query("leikkipuisto", languages=["fi"]), offset=20)
    for choice in (
        {"kinds": ["news"]},
        {"regions": ["pohjoinen"]},
        {"years": [2024]},
        {"topics": ["liikenne"]},
        {"since": date(2024, 1, 1)},
        {"until": date(2024, 1, 1)},
    ):
        search(Query("leikkipuisto", languages=["fi"], **choice))
    search(Query(""))
    assert counted(counter) == {"leikkipuisto": (1, 1)}


def test_a_query_put_right_is_counted_as_typed_and_without_hits(
    put_page: PutPage, counter: Counter
) -> None:
    put_page("Leikkipuisto")
    results = search(Query("leikipuisto"))
    assert (results.total, results.did_you_mean) == (1, "leikkipuisto")
    assert counted(counter) == {"leikipuisto": (1, 0)}


def test_languages_are_counted_apart(put_page: PutPage, counter: Counter) -> None:
    put_page("Lahti", language="fi")
    search(Query("lahti", languages=["fi"]))
    search(Query("lahti", languages=["sv"]))
    search(Query("lahti"))
    counter.write()
    assert set(QueryCount.objects.values_list("language", "pages")) == {
        ("fi", 1),
        ("sv", 0),
        ("", 1),
    }


def test_searches_of_a_day_add_up_and_the_last_one_tells_the_pages(
    db: None, counter: Counter
) -> None:
    counter.count("piha", "fi", 0)
    counter.count("piha", "fi", 3)
    counter.write()
    counter.count("piha", "fi", 2)
    assert counted(counter) == {"piha": (3, 2)}


def test_a_day_is_a_day_in_helsinki(db: None, counter: Counter) -> None:
    for now in (datetime(2026, 1, 5, 21, 59, tzinfo=UTC), datetime(2026, 1, 5, 22, tzinfo=UTC)):
        with mock.patch("django.utils.timezone.now", return_value=now):
            counter.count("piha", "fi", 0)
    counter.write()
    assert rows() == [(date(2026, 1, 5), "piha", 1), (date(2026, 1, 6), "piha", 1)]


# --- what is never kept -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "matti@example.org",
        "kuka on matti(at)example.org",
        "＠lahti",
        "131052-308T",
        "131052 -308t",
        "131052–308T",
        "hetu 010594y9032",
        "010516B903X",
        "131052a308",
        "040 123 4567",
        "+358 (0)40-1234567",
        "0401234567 soita",
        "040.123.4567",
        "03 814 1234",
        "FI21 1234 5600 0007 85",
        "192.168.100.100",
        "x" * 81,
        "a\0b",
        "\ud800",
        "",
        " \n",
    ],
)
def test_what_may_be_somebodys_data_is_not_counted(db: None, counter: Counter, text: str) -> None:
    counter.count(text, "fi", 0)
    assert counted(counter) == {}


@pytest.mark.parametrize(
    "text",
    [
        "kokous 14.2.2023",
        "14.2.2023-16.2.2023",
        "2023-02-14",
        "toimintasuunnitelma 2023–2025",
        "tilinpäätökset 2022 2023",
        "kaupunginvaltuusto 9.11.2020 § 91",
        "d/1234/02.08.00/2023",
        "180 000 €",
        "15140 lahti",
        '"leikkipuiston kunto" -kokous',
        "x" * 80,
    ],
)
def test_dates_years_and_sections_are_counted(db: None, counter: Counter, text: str) -> None:
    counter.count(text, "fi", 0)
    assert counted(counter) == {text: (1, 0)}


# --- writing ------------------------------------------------------------------------------------


def test_what_cannot_be_written_waits(
    db: None, counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(counts: object) -> None:
        counter.count("piha", "fi", 4)  # somebody searches meanwhile
        raise DatabaseError("locked")

    counter.count("piha", "fi", 1)
    with mock.patch.object(counting, "_write", side_effect=fail):
        counter.write()
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert not QueryCount.objects.exists()
    assert counted(counter) == {"piha": (2, 4)}


def test_nothing_is_written_twice(db: None, counter: Counter) -> None:
    counter.count("piha", "fi", 1)
    counter.write()
    assert counted(counter) == {"piha": (1, 1)}


def test_the_end_of_a_process_writes_what_is_left(db: None, counter: Counter) -> None:
    counter.count("piha", "fi", 1)
    counter.close()
    assert rows()[0][1:] == ("piha", 1)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_thread_writes_by_itself_and_ends() -> None:
    before = set(threading.enumerate())
    counter = Counter(write_after=0.05)
    counter.count("piha", "fi", 1)
    counter.count("piha", "fi", 1)
    [thread] = set(threading.enumerate()) - before
    assert thread.daemon
    thread.join(30)
    assert rows()[0][1:] == ("piha", 2)
    counter.count("pihat", "fi", 1)
    [thread] = set(threading.enumerate()) - before
    thread.join(30)
    assert [row[1] for row in rows()] == ["piha", "pihat"]


def test_a_flood_of_different_queries_is_not_kept(
    db: None, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MAX_WAITING", 3)
    monkeypatch.setattr(counting, "MAX_PER_DAY", 4)
    for letter in "abcde":
        counter.count(letter, "fi", 0)
    counter.count("a", "fi", 0)
    assert counted(counter) == {"a": (2, 0), "b": (1, 0), "c": (1, 0)}
    for letter in "dea":
        counter.count(letter, "fi", 0)
    assert len(counted(counter)) <= 4
    assert counted(counter)["a"] == (3, 0)


# --- what is shown, and for how long ------------------------------------------------------------

TODAY = date(2026, 6, 15)


@pytest.fixture
def today() -> Iterator[None]:
    with mock.patch("django.utils.timezone.now", return_value=datetime(2026, 6, 15, 9, tzinfo=UTC)):
        yield


def add(text: str, searches: int, day: date = TODAY, pages: int = 1, language: str = "fi") -> None:
    QueryCount.objects.create(day=day, language=language, text=text, searches=searches, pages=pages)


def popular(days: int) -> list[tuple[str, int, int]]:
    found = QueryCount.objects.of_days(days).popular()
    return [(row["text"], row["total"], row["last_pages"]) for row in found]


def test_what_many_ask_comes_first_and_what_few_ask_is_not_told(db: None, today: None) -> None:
    add("piha", 2)
    add("piha", 2, date(2026, 6, 1), pages=0)
    add("koulu", 3, pages=0)
    add("matti meikäläinen", 2)
    add("vanha", 9, date(2026, 5, 16))
    assert popular(30) == [("piha", 4, 1), ("koulu", 3, 0)]
    assert popular(90) == [("vanha", 9, 1), ("piha", 4, 1), ("koulu", 3, 0)]


def test_few_in_a_period_are_not_told_although_many_before_it(db: None, today: None) -> None:
    add("piha", 2)
    add("piha", 2, date(2026, 5, 1))
    assert popular(30) == []
    assert popular(90) == [("piha", 4, 1)]


def test_rare_words_are_forgotten_in_a_month_and_all_in_thirteen(db: None, today: None) -> None:
    add("rare", 2, date(2026, 5, 16))
    add("rare and new", 2, date(2026, 5, 17))
    add("common", 2, date(2025, 9, 1))
    add("common", 1, date(2026, 6, 1))
    add("ancient", 50, date(2025, 5, 15))
    add("old", 50, date(2025, 5, 16))
    forget_old()
    assert [row[1] for row in rows()] == ["old", "common", "rare and new", "common"]
    assert query_counts.KEPT_DAYS == 396
