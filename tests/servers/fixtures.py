"""Real servers for the tests that ask for them."""

import os
from collections.abc import Iterator

import pytest

from tests.servers import elasticsearch, nginx

VERSION = os.environ.get("ELASTICSEARCH_VERSION", elasticsearch.VERSIONS[0])


def start_elasticsearch() -> elasticsearch.Server:
    try:
        return elasticsearch.start(VERSION, is_short_lived=True)
    except elasticsearch.AssemblyError as problem:
        pytest.skip(str(problem))


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """Address of an Elasticsearch that all tests share: that of ELASTICSEARCH_URL, or one started
    here, of ELASTICSEARCH_VERSION. A test takes index names of its own and removes them."""
    given = os.environ.get("ELASTICSEARCH_URL")
    if given:
        yield given.rstrip("/")
        return
    with start_elasticsearch() as server:
        yield server.url


@pytest.fixture
def elasticsearch_server() -> Iterator[elasticsearch.Server]:
    """An empty server of the test's own, to kill, stall and start again."""
    with start_elasticsearch() as server:
        yield server


@pytest.fixture(scope="session")
def elasticsearch_door(elasticsearch_url: str) -> Iterator[nginx.Door]:
    """The shared Elasticsearch behind TLS and a password."""
    if not nginx.NGINX:
        pytest.skip("needs nginx: apt-get install nginx openssl")
    with nginx.guarding(elasticsearch_url) as door:
        yield door
