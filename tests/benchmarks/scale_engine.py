"""Speed at scale of the engines that the environment sets up:
`python -m tests.benchmarks.scale_engine FILE`, where FILE gets the figures of each.

With ELASTICSEARCH_URL it is Elasticsearch beside the database, as both are fed the same documents.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from unittest import mock

import django
from django.test.utils import override_settings, setup_databases, teardown_databases

from tests.configured import configured

SIZE = int(os.environ.get("SCALE", "100000"))
"""Documents; fewer give a quick look, but other figures."""
SMALL = SIZE // 100
FED = SIZE // 20
"""Documents of which the feeding is timed: the last ones, as it is slowest then."""
BATCH = 500
"""Documents of one transaction."""
RARE_WORDS = 60
INDEX = "kumppanuus-scale"

Figures = dict[str, dict[str, float]]
"""By engine and name."""


def main(path: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    os.environ.setdefault("TEST_DATABASE", f"{path}.sqlite3")
    django.setup()
    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    try:
        path.write_text(json.dumps(_measured(_engines())))
    finally:
        _drop_index()
        teardown_databases(databases, verbosity=0)


def _engines() -> dict[str, dict[str, Any]]:
    """The setting of Elasticsearch by the engine that answers with it."""
    from search.engines import database

    engines: dict[str, dict[str, Any]] = {database().name: {}}
    if url := os.environ.get("ELASTICSEARCH_URL"):
        # Patient enough that no answer is the database's.
        engines["elasticsearch"] = {"urls": (url,), "index": INDEX, "timeout": 30}
    return engines


def _measured(engines: Mapping[str, dict[str, Any]]) -> Figures:
    from tests.benchmarks import speed
    from tests.benchmarks.scale_documents import generated, queries, rare_queries

    figures: Figures = {engine: {} for engine in engines}
    documents = generated(SIZE)
    rare = rare_queries(RARE_WORDS, among=SMALL)

    _write(islice(documents, SMALL))
    _feed(engines)
    in_few = {engine: speed.times(rare) for engine in _each(engines)}
    with _wide_cache():
        _write(islice(documents, SIZE - SMALL - FED))
    _feed(engines)
    to_write = list(islice(documents, FED))
    seconds = _timed(lambda: _write(to_write))
    for engine in engines:
        seconds += _timed(lambda: _feed(engines)) if engine == "elasticsearch" else 0
        figures[engine]["fed"] = FED / seconds * 60
    _settle()

    for engine in _each(engines):
        totals = speed.totals(rare)
        kept = [number for number, total in enumerate(totals) if 0 < total < SIZE / 100]
        in_many = speed.times(rare)
        figures[engine] |= {
            "documents": SIZE,
            "rare words": len(kept),
            "growth": median(in_many[number] for number in kept)
            / median(in_few[engine][number] for number in kept),
            "over bare": speed.over_bare(queries()),
            "median, ms": median(speed.times(queries())) * 1000,
            "exact": speed.is_exact_to_the_last_page(SIZE),
        }
    return figures


def _each(engines: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    """Turns each engine on in its turn."""
    from search.queries import health

    for engine, given in engines.items():
        with override_settings(KUMPPANUUS=configured(ELASTICSEARCH=given)):
            if health()["engine"] != engine:
                raise RuntimeError(f"{engine} was to answer: {health()}")
            yield engine


def _write(documents: Iterator[Any] | list[Any]) -> None:
    from search.indexing import put
    from tests.benchmarks.scale_documents import shape

    documents = iter(documents)
    while some := list(islice(documents, BATCH)):
        put(map(shape, some))


def _feed(engines: Mapping[str, dict[str, Any]]) -> None:
    from search.engines.elasticsearch.feeding import feed_all

    if given := engines.get("elasticsearch"):
        with override_settings(KUMPPANUUS=configured(ELASTICSEARCH=given)):
            feed_all()


def _timed(call: Any) -> float:
    started = perf_counter()
    call()
    return perf_counter() - started


@contextmanager
def _wide_cache() -> Iterator[None]:
    """Keeps the analyses of all words, so that what is not timed takes less time."""
    from search import analysis

    with mock.patch("search.analysis.terms.CACHED_WORDS", None):
        analysis.analyzer.cache_clear()
        yield
    analysis.analyzer.cache_clear()


def _settle() -> None:
    """What the worker, and PostgreSQL by itself, do in time."""
    from django.db import connection

    from search.indexing import optimise

    optimise()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _drop_index() -> None:
    from search.engines.elasticsearch.client import client

    if given := _engines().get("elasticsearch"):
        with override_settings(KUMPPANUUS=configured(ELASTICSEARCH=given)):
            for index in client().indices.get(index=f"{INDEX}-*"):
                client().indices.delete(index=index)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
