"""What a test of the engine on Elasticsearch asks of it."""

from uuid import UUID

import pytest

from search.engines.elasticsearch import feeding
from search.engines.elasticsearch.client import client
from search.engines.elasticsearch.connection import connection
from search.queries import health


def in_index(alias: str | None = None) -> dict[str, str | None]:
    """What the server holds: titles by page, None for a tombstone."""
    answer = client().search(index=alias or connection().index, size=1_000)
    return {hit["_id"]: hit["_source"].get("title_key") for hit in answer["hits"]["hits"]}


def unsent() -> set[UUID]:
    return set(feeding.unsent().values_list("uuid", flat=True))


def engine_that_answers() -> object:
    return health()["engine"]


def trouble() -> str | None:
    told = health()["elasticsearch"]
    assert isinstance(told, dict)
    return told["trouble"]


def only_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database engine is taken away: what is found, Elasticsearch found."""
    monkeypatch.setattr("search.engines.database", None)
