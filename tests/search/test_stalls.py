"""No query holds up the others: what is asked twice is looked for once, what would take long is
left out and told, and what takes too long all the same is ended."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock
from uuid import UUID

import pytest
from django.db import connection

from search import engines
from search.asking import searching
from search.engines import database
from search.engines.elasticsearch import engine as elasticsearch_engine
from search.queries import LeftOut, OutOfTimeError, Query, TimeLimit, search, suggest
from search.values import Request
from tests.configured import configured

PutPage = Callable[..., UUID]
ENDLESS = """
SELECT COUNT(*) FROM (
  WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number) SELECT n FROM number
) numbers"""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """What an engine is asked."""
    requests: list[Request] = []

    def find(request: Request) -> Any:
        requests.append(request)
        return engines.find(request)

    monkeypatch.setattr(searching, "find", find)
    return requests


def test_what_is_typed_again_is_looked_for_once(put_page: PutPage, asked: list[Request]) -> None:
    put_page("Kokous", "Puiston ja rannan kokous.")
    text = "ranta puisto rannat puistossa puisto* puisto* -koulu -koulut"
    assert search(Query(text, languages=["fi"])).total == 1
    assert [clause.positions[0][0] for clause in asked[0].clauses] == [
        "ranta",
        "puisto",
        "puisto",
        "koulu",
    ]
    text = '"puisto ja" "puistot ja" 1.1.2023 1.1.2023'
    assert search(Query(text, languages=["fi"])).total == 0
    assert len(asked[1].clauses) == 2


def test_a_word_that_is_typed_wrong_twice_is_put_right_twice(put_page: PutPage) -> None:
    put_page("Leikkipuisto", "Leikkipuisto ja ranta.")
    results = search(Query("leikkipuitso ranta Leikkipuitso"))
    assert (results.did_you_mean, results.total) == ("leikkipuisto ranta leikkipuisto", 1)


@pytest.mark.every_engine
@pytest.mark.parametrize(
    ("text", "total", "left_out"),
    [
        ("k*", 0, [("k*", "short_prefix")]),
        ("k* K* l*", 0, [("k*", "short_prefix"), ("K*", "short_prefix"), ("l*", "short_prefix")]),
        ("puisto k*", 1, [("k*", "short_prefix")]),
        ("puisto -p*", 1, [("p*", "short_prefix")]),
        ("pu*", 1, []),
        ("pu* ra* ko* pu*", 1, []),
        ("pu* ra* ko* pa*", 1, [("pa*", "many_prefixes")]),
        ("pu* ra* ko* -pu*", 1, [("pu*", "many_prefixes")]),
        ("puisto " * 32, 1, []),
        ("puisto " * 32 + "koulu  talo ", 1, [("koulu  talo", "many_words")]),
        ('"' + "puisto " * 33 + '"', 0, []),
    ],
)
def test_what_is_left_out_is_told(
    put_page: PutPage, text: str, total: int, left_out: list[tuple[str, Any]]
) -> None:
    put_page("Kokous", "Puistossa ja rannalla.")
    results = search(Query(text))
    assert results.total == total
    assert results.left_out == [LeftOut(*each) for each in left_out]


@pytest.mark.django_db
def test_a_statement_that_takes_too_long_is_ended_and_the_next_one_is_not(settings: Any) -> None:
    settings.KUMPPANUUS = configured(SEARCH_MILLISECONDS=50)
    time = TimeLimit()
    with pytest.raises(OutOfTimeError), time.kept(), connection.cursor() as cursor:
        cursor.execute(ENDLESS)
    assert time.left <= 0
    with pytest.raises(OutOfTimeError), time.kept():
        raise AssertionError("is run though no time is left")
    with connection.cursor() as cursor:
        cursor.execute(ENDLESS.replace("FROM number)", "FROM number WHERE n < 1000000)"))
        assert cursor.fetchone() == (1_000_000,)


def test_searches_of_one_request_share_its_time(
    put_page: PutPage, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_page("Kokous", "Puisto.")
    now = 0.0
    monkeypatch.setattr(type(database()), "clock", lambda self: now)

    def find(request: Request) -> Any:
        nonlocal now
        now += 0.4
        return engines.find(request)

    monkeypatch.setattr(searching, "find", find)
    within = TimeLimit()
    assert search(Query("puisto"), within=within).total == 1
    assert within.left == pytest.approx(0.6)
    assert suggest(Query("puis"), within=within) == ["puisto"]
    # What is not found is not looked for in other words when much of the time is spent.
    assert search(Query("puitso"), within=within).did_you_mean is None
    assert search(Query("puisto"), within=within).total == 1
    for ask in (search, suggest):
        with pytest.raises(OutOfTimeError):
            ask(Query("puisto"), within=within)
    assert search(Query("puisto"), within=TimeLimit()).total == 1


@pytest.mark.django_db
def test_elasticsearch_is_told_how_long_it_may_take(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.KUMPPANUUS = configured(
        ELASTICSEARCH={"urls": ("http://unused.example",), "timeout": 0.8, "index": "own"}
    )
    answer = {"timed_out": False, "hits": {"total": {"value": 3}, "hits": []}}
    none = {"values": {"buckets": []}}
    answer["aggregations"] = dict.fromkeys(("kind", "region", "year", "topic"), none)
    ask = Mock(return_value=answer)
    monkeypatch.setattr(elasticsearch_engine, "client", lambda: SimpleNamespace(search=ask))
    # Before the client gives up, so that no question of a stranger makes it look down.
    assert search(Query("puisto")).total == 3
    assert ask.call_args.kwargs["timeout"] == "600ms"
    settings.KUMPPANUUS["SEARCH_MILLISECONDS"] = 200
    assert search(Query("puisto")).total == 3
    assert 100 < int(ask.call_args.kwargs["timeout"].removesuffix("ms")) <= 200
    answer["timed_out"] = True
    with pytest.raises(OutOfTimeError):
        search(Query("puisto"))
