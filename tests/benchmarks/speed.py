"""Times of queries: through our code, and of what it sends to the engine by the driver alone."""

from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter
from typing import Any
from unittest import mock

from django.db import connection
from elastic_transport import Transport

from search.queries import Query, search
from tests.benchmarks.scale_documents import COMMON_WORD, generated, has_common_word

ROUNDS = 5
"""Times that a query is asked, in turns with what it is compared to, so that what else the machine
does meets both."""
PER_PAGE = 20

Send = Callable[[], object]


def over_bare(queries: Sequence[Query]) -> float:
    """How many times as long queries take as the same statements sent by the driver; the median
    query's."""
    return median(_over_bare(query) for query in queries)


def _over_bare(query: Query) -> float:
    sends = _sent(query)
    ours, bare = [], []
    for _ in range(ROUNDS):
        ours.append(_time(lambda: search(query)))
        bare.append(_time(lambda: [send() for send in sends]))
    return median(ours) / median(bare)


def times(queries: Sequence[Query]) -> list[float]:
    """Seconds that each query takes."""
    rounds = [
        [_time(lambda query=query: search(query)) for query in queries] for _ in range(ROUNDS)
    ]
    return [median(own) for own in zip(*rounds, strict=True)]


def totals(queries: Sequence[Query]) -> list[int]:
    return [search(query, limit=0).total for query in queries]


def is_exact_to_the_last_page(documents: int) -> bool:
    """Whether a word and everything have the totals they should, and their last pages open."""
    with_word = sum(map(has_common_word, generated(documents)))
    return all(
        _opens_to_the_last(query, total)
        for query, total in ((Query(COMMON_WORD), with_word), (Query(), documents))
    )


def _opens_to_the_last(query: Query, total: int) -> bool:
    last = search(query, offset=(total - 1) // PER_PAGE * PER_PAGE, limit=PER_PAGE)
    return last.total == total and len(last.hits) == (total - 1) % PER_PAGE + 1


def _time(call: Callable[[], object]) -> float:
    started = perf_counter()
    call()
    return perf_counter() - started


def _sent(query: Query) -> list[Send]:
    """What the query sends to the database and to Elasticsearch, to be sent again."""
    sends: list[Send] = []

    def execute(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sends.append(lambda: _run(sql, params))
        return run(sql, params, many, context)

    perform = Transport.perform_request

    def perform_request(self: Transport, *args: Any, **kwargs: Any) -> Any:
        sends.append(lambda: perform(self, *args, **kwargs))
        return perform(self, *args, **kwargs)

    with (
        connection.execute_wrapper(execute),
        mock.patch.object(Transport, "perform_request", perform_request),
    ):
        search(query)
    return sends


def _run(sql: str, params: Sequence[Any] | None) -> object:
    """By sqlite3 or psycopg alone."""
    params = params or ()
    driver: Any = connection.connection
    if connection.vendor == "sqlite":
        return driver.execute(sql.replace("%s", "?"), params).fetchall()
    with driver.cursor() as cursor:
        return cursor.execute(sql, params).fetchall()
