from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection as database_connection

from search import indexing
from search.declarations import SearchShape
from search.engines.elasticsearch.client import client
from search.engines.elasticsearch.connection import connection
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.feeding import feed
from search.values import Found, Request
from tests.configured import configured

# On SQLite all writers take turns anyway, and a database in memory knows no waiting.
collect_ignore = [] if database_connection.vendor == "postgresql" else ["test_writers.py"]
PutPage = Callable[..., UUID]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests marked `every_engine` run on the database in use and on Elasticsearch."""
    if metafunc.definition.get_closest_marker("every_engine"):
        metafunc.parametrize("engine", ["database", "elasticsearch"], indirect=True)


@pytest.fixture(autouse=True)
def engine(request: pytest.FixtureRequest) -> None:
    if getattr(request, "param", "database") == "elasticsearch":
        request.getfixturevalue("only_elasticsearch_answers")


@pytest.fixture
def elasticsearch(elasticsearch_url: str, settings: Any) -> Iterator[None]:
    """Turns the engine on, with an index of this test's own."""
    # Patient, however busy the machine is.
    own = {"urls": (elasticsearch_url,), "index": f"test-{uuid4()}", "timeout": 20}
    settings.KUMPPANUUS = configured(ELASTICSEARCH=own)
    server, name = client(), connection().index
    yield
    for index in server.indices.get(index=f"{name}-*"):
        server.indices.delete(index=index)


@pytest.fixture
def only_elasticsearch_answers(elasticsearch: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was written is sent before it is searched, and no failure is made good."""

    def find(request: Request) -> Found:
        feed()
        return ElasticsearchEngine().find(request)

    monkeypatch.setattr("search.asking.searching.find", find)


@pytest.fixture
def put_page(db: None) -> PutPage:
    """Publishes a page as the content's room does; gives its UUID."""

    def put(title: str = "Kokous", body: str = "", **values: Any) -> UUID:
        shape = SearchShape(
            **{
                "uuid": uuid4(),
                "kind": "meeting",
                "language": "fi",
                "title": title,
                "body": body,
                "path": f"/{title.lower()}/",
                **values,
            }
        )
        indexing.put([shape])
        return shape.uuid

    return put
