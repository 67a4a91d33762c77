"""The engine that answers: by the database in use."""

from functools import cache

from django.db import connection

from search.engines.base import Engine
from search.engines.postgresql import PostgreSQLEngine
from search.engines.sqlite import SQLiteEngine

ENGINES: dict[str, type[Engine]] = {"sqlite": SQLiteEngine, "postgresql": PostgreSQLEngine}


@cache
def engine() -> Engine:
    return ENGINES[connection.vendor]()
