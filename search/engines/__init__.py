"""Chooses the engine of a query: Elasticsearch if it is configured, answers and is up to date,
else the database."""

from functools import cache

from django.db import connection

from search.engines.base import Engine
from search.engines.elasticsearch.connection import is_set
from search.engines.postgresql import PostgreSQLEngine
from search.engines.sqlite import SQLiteEngine
from search.values import Found, Request

DATABASE_ENGINES: dict[str, type[Engine]] = {"sqlite": SQLiteEngine, "postgresql": PostgreSQLEngine}


@cache
def database() -> Engine:
    """The engine in the database that holds the rows; its index is always up to date."""
    return DATABASE_ENGINES[connection.vendor]()


def find(request: Request) -> Found:
    """The result of the engine in charge; falls back to the database when Elasticsearch fails."""
    if is_set():
        from search.engines.elasticsearch import answering

        if found := answering.find(request):
            return found
    return database().find(request)


def health() -> dict[str, object]:
    """Which engine answers now and, when Elasticsearch is set, what it lacks and why it may not be
    the one: `unsent` counts changes, `lagSeconds` is the age of the oldest of them."""
    if not is_set():
        return {"engine": database().name, "elasticsearch": None}
    from search.engines.elasticsearch import answering

    state = answering.health()
    return {
        "engine": database().name if state["trouble"] else answering.ElasticsearchEngine.name,
        "elasticsearch": state,
    }
