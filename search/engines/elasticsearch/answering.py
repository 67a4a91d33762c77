"""Whether Elasticsearch may answer: when it has every change but few, and can be had."""

import logging
from typing import Any
from uuid import UUID

from circuitbreaker import CircuitBreakerError
from django.db import connection
from elastic_transport import ConnectionTimeout, TlsError, TransportError
from elasticsearch import ApiError, NotFoundError

from search.engines.elasticsearch.client import FAILURES, client, query_breaker
from search.engines.elasticsearch.connection import connection as elasticsearch
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.feeding import unsent
from search.models import version_now
from search.values import Found, Request

logger = logging.getLogger(__name__)

MAX_UNSENT = 1_000
"""Changes that Elasticsearch may lack and still be asked."""

_UNSENT = """
SELECT uuid, version, is_removed FROM kumppanuus_search_pageversion WHERE NOT is_sent
ORDER BY version LIMIT %s"""


class BehindError(Exception):
    """Elasticsearch lacks too many changes, or one for too long."""


def find(request: Request) -> Found | None:
    """None when the database has to answer."""
    try:
        return ElasticsearchEngine().find(request, hidden=hidden_but_unsent())
    except (*FAILURES, BehindError) as failure:
        if not isinstance(failure, CircuitBreakerError):
            logger.warning("The database answers instead of Elasticsearch: %r", failure)
    return None


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
    """What the server lacks, and why it may not be the one that answers."""
    oldest = unsent().first()
    return {
        "trouble": _trouble(),
        "unsent": unsent().count(),
        "lagSeconds": round((version_now() - oldest.version) / 1e6) if oldest else 0,
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
