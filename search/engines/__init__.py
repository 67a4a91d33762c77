"""Chooses the engine of a query: Elasticsearch if it is configured, answers and is up to date,
else the database."""

import logging
from functools import cache
from typing import Any
from uuid import UUID

from circuitbreaker import CircuitBreakerError
from django.db import connection
from elastic_transport import ConnectionTimeout, TlsError, TransportError
from elasticsearch import ApiError, NotFoundError

from search.engines.base import Engine
from search.engines.elasticsearch.connection import FAILURES, client, is_set, query_breaker
from search.engines.elasticsearch.connection import connection as elasticsearch
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.feeding import unsent
from search.engines.postgresql import PostgreSQLEngine
from search.engines.sqlite import SQLiteEngine
from search.models import version_now
from search.values import Found, Request

logger = logging.getLogger(__name__)

DATABASE_ENGINES: dict[str, type[Engine]] = {"sqlite": SQLiteEngine, "postgresql": PostgreSQLEngine}
MAX_UNSENT = 1_000
"""Changes that Elasticsearch may lack and still be asked."""

_UNSENT = """
SELECT uuid, version, is_removed FROM kumppanuus_search_pageversion WHERE NOT is_sent
ORDER BY version LIMIT %s"""


class BehindError(Exception):
    """Elasticsearch's index lags too far behind the rows, in changes or in seconds."""


@cache
def database() -> Engine:
    """The engine in the database that holds the rows; its index is always up to date."""
    return DATABASE_ENGINES[connection.vendor]()


def find(request: Request) -> Found:
    """The result of the engine in charge; falls back to the database when Elasticsearch fails."""
    if is_set():
        try:
            return ElasticsearchEngine().find(request, hidden=hidden_but_unsent())
        except (*FAILURES, BehindError) as failure:
            if not isinstance(failure, CircuitBreakerError):
                logger.warning("The database answers instead of Elasticsearch: %r", failure)
    return database().find(request)


def hidden_but_unsent() -> list[UUID]:
    """The removed pages that Elasticsearch would still find. Raises BehindError."""
    pages = _unsent_pages()
    if len(pages) > MAX_UNSENT:
        raise BehindError(f"more than {MAX_UNSENT} changes are not sent")
    if pages and (lag := (version_now() - pages[0][1]) / 1e6) > elasticsearch().most_lag:
        raise BehindError(f"a change of {lag:.0f} s ago is not sent")
    return [UUID(str(uuid)) for uuid, _version, is_removed in pages if is_removed]


def _unsent_pages() -> list[tuple[Any, int, bool]]:
    """The oldest that `unsent` has; the ORM takes longer to write it than all else of it."""
    with connection.cursor() as cursor:
        cursor.execute(_UNSENT, [MAX_UNSENT + 1])
        return cursor.fetchall()


def health() -> dict[str, object]:
    """Which engine answers now and, when Elasticsearch is set, what it lacks and why it may not be
    the one: `unsent` counts changes, `lagSeconds` is the age of the oldest of them."""
    if not is_set():
        return {"engine": database().name, "elasticsearch": None}
    trouble = _trouble()
    oldest = unsent().first()
    return {
        "engine": database().name if trouble else ElasticsearchEngine.name,
        "elasticsearch": {
            "trouble": trouble,
            "unsent": unsent().count(),
            "lagSeconds": round((version_now() - oldest.version) / 1e6) if oldest else 0,
        },
    }


def _trouble() -> str | None:
    """In words that give away nothing of the server, as the health check is public; the log tells
    more."""
    try:
        hidden_but_unsent()
        query_breaker()(client().count)(index=elasticsearch().index)
    except BehindError as failure:
        return str(failure)
    except CircuitBreakerError:
        return "not asked for a while, as it did not answer"
    except NotFoundError:
        return "no index"
    except ApiError as failure:
        return f"answered with status {failure.meta.status}"
    except ConnectionTimeout:
        return "did not answer in time"
    except TransportError as failure:
        return (
            "its certificate is not trusted" if isinstance(failure, TlsError) else "no connection"
        )
    return None
