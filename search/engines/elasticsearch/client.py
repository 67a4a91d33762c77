"""The client of Elasticsearch, and the breaker that spares the server."""

import ssl
from base64 import b64encode
from functools import cache

from circuitbreaker import CircuitBreaker, CircuitBreakerError
from elastic_transport import NodeConfig, TransportError
from elastic_transport.client_utils import url_to_node_config
from elasticsearch import ApiError, BadRequestError, Elasticsearch, NotFoundError

from search.engines.elasticsearch.connection import Connection, connection

FAILURES = (ApiError, TransportError, CircuitBreakerError)
"""What a call may raise when the server is down, hangs, is full or has lost its index."""


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
