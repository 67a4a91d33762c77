"""The connection to Elasticsearch as the settings give it, and the breaker that spares it."""

import ssl
from base64 import b64encode
from dataclasses import dataclass
from functools import cache

from circuitbreaker import CircuitBreaker, CircuitBreakerError
from django.conf import settings
from elastic_transport import NodeConfig, TransportError
from elastic_transport.client_utils import url_to_node_config
from elasticsearch import ApiError, BadRequestError, Elasticsearch, NotFoundError

FAILURES = (ApiError, TransportError, CircuitBreakerError)
"""What a call may raise when the server is down, hangs, is full or has lost its index."""


@dataclass(frozen=True)
class Connection:
    """The values of the ELASTICSEARCH setting; times are in seconds."""

    urls: tuple[str, ...] = ()
    """Of several nodes: the next one is asked when one does not answer."""
    user: str = ""
    password: str = ""
    api_key: str = ""
    ca: str = ""
    """Path of the certificates that the servers' are signed with; the system's without it."""
    index: str = "kumppanuus"
    """Name of the alias; indexes are named after it."""
    timeout: float = 0.8
    """Of a query, so that the database has answered within a second of it."""
    feed_timeout: float = 10
    most_failures: int = 1
    """Of calls one after another, after which none is made for a while: with more, a query that is
    put right after it found nothing could wait more than once."""
    pause: float = 15
    """How long none is made."""
    most_lag: float = 60
    """Age of a change that the server does not have yet, beyond which it is not asked."""

    @property
    def next_index(self) -> str:
        """Name of the alias of an index that is being built."""
        return f"{self.index}-next"


def connection() -> Connection:
    return Connection(**getattr(settings, "KUMPPANUUS", {}).get("ELASTICSEARCH", {}))


def is_set() -> bool:
    return bool(connection().urls)


def client() -> Elasticsearch:
    return _client(connection())


def query_breaker() -> CircuitBreaker:
    """Opens after failed queries, so that they do not each wait for a server that is down."""
    return _breaker(connection(), "queries")


def feed_breaker() -> CircuitBreaker:
    return _breaker(connection(), "feed")


@cache
def _client(to: Connection) -> Elasticsearch:
    return Elasticsearch(
        [_node(url, to) for url in to.urls],
        headers={"authorization": _basic(to)} if to.user else {},
        api_key=to.api_key or None,
        request_timeout=to.timeout,
        retry_on_timeout=False,
        max_retries=len(to.urls) - 1,
    )


def _basic(to: Connection) -> str:
    """The header of RFC 7617, written here as the client takes no letters but ASCII's."""
    return "Basic " + b64encode(f"{to.user}:{to.password}".encode()).decode()


def _node(url: str, to: Connection) -> NodeConfig:
    node = url_to_node_config(url, use_default_ports_for_scheme=True)
    if to.ca and node.scheme == "https":
        return node.replace(ssl_context=ssl.create_default_context(cafile=to.ca))
    return node


@cache
def _breaker(to: Connection, name: str) -> CircuitBreaker:
    return CircuitBreaker(
        failure_threshold=to.most_failures,
        recovery_timeout=to.pause,
        expected_exception=_is_failure,
        name=f"{name} of {to.index}",
    )


def _is_failure(_kind: type[Exception], error: Exception) -> bool:
    """Not when the server answers that the request is at fault, or that the index is gone."""
    return isinstance(error, FAILURES) and not isinstance(error, BadRequestError | NotFoundError)
