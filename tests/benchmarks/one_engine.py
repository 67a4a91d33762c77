"""Asks the engine that the environment sets up: `python -m tests.benchmarks.one_engine FILE`.

With ELASTICSEARCH_URL it is Elasticsearch, else the database of DATABASE_URL: a process an engine,
as Django keeps to one database. FILE gets the answers.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.test.utils import override_settings, setup_databases, teardown_databases

from tests.configured import configured

INDEX = "kumppanuus-benchmark"


def main(path: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    django.setup()
    from tests.benchmarks.asking import ask

    with _database(), _elasticsearch(os.environ.get("ELASTICSEARCH_URL")):
        ask().save(path)


@contextmanager
def _database() -> Iterator[None]:
    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    try:
        yield
    finally:
        teardown_databases(databases, verbosity=0)


@contextmanager
def _elasticsearch(url: str | None) -> Iterator[None]:
    """Turns Elasticsearch on, patient enough that no answer is the database's."""
    from search.engines.elasticsearch.client import client

    given = {"urls": (url,), "index": INDEX, "timeout": 30} if url else {}
    with override_settings(KUMPPANUUS=configured(ELASTICSEARCH=given)):
        try:
            yield
        finally:
            for index in client().indices.get(index=f"{INDEX}-*") if url else ():
                client().indices.delete(index=index)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
