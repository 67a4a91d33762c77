"""The engine that answers: by the database in use."""

from functools import cache

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from search.engines.base import Engine


@cache
def engine() -> Engine:
    """Raises ImproperlyConfigured on a database that has no engine."""
    if connection.vendor == "sqlite":
        from search.engines.sqlite import SQLiteEngine

        return SQLiteEngine()
    raise ImproperlyConfigured(
        f"There is no search engine for {connection.vendor} yet: use SQLite."
    )
