"""Which engine answers: Elsewhere when it is set and up to date, else the database in use."""

from functools import cache

from django.db import connection

from search.engines.base import Engine, Found, Request
from search.engines.postgresql import PostgreSQLEngine
from search.engines.sqlite import SQLiteEngine

DATABASE_ENGINES: dict[str, type[Engine]] = {"sqlite": SQLiteEngine, "postgresql": PostgreSQLEngine}


@cache
def database() -> Engine:
    """The engine in the database that holds the rows; it always has them all."""
    return DATABASE_ENGINES[connection.vendor]()


def find(request: Request) -> Found:
    return database().find(request)
