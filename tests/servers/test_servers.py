"""The servers that the tests of the search engine stand on do what those tests take for granted."""

import ssl
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from elasticsearch import (
    AuthenticationException,
    ConflictError,
    ConnectionError,
    ConnectionTimeout,
    Elasticsearch,
)
from elasticsearch.helpers import BulkIndexError, bulk

from tests.servers.elasticsearch import Server
from tests.servers.nginx import Door

STRICT = {
    "dynamic": "strict",
    "properties": {
        "words": {"type": "text", "analyzer": "whitespace"},
        "kind": {"type": "keyword"},
        "files": {
            "type": "nested",
            "properties": {"words": {"type": "text", "analyzer": "whitespace"}},
        },
    },
}


def external(version: int) -> dict[str, Any]:
    return {"version": version, "version_type": "external"}


@pytest.fixture
def client(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(elasticsearch_url) as client:
        yield client


@pytest.fixture
def index(client: Elasticsearch) -> Iterator[str]:
    name = f"servers-{uuid4().hex}"
    client.indices.create(
        index=name, mappings=STRICT, settings={"number_of_replicas": 0, "gc_deletes": "1ms"}
    )
    yield name
    client.indices.delete(index=name)


def put(client: Elasticsearch, index: str, **documents: dict[str, Any]) -> None:
    for key, document in documents.items():
        client.index(index=index, id=key, document=document, refresh=True)


def found(client: Elasticsearch, index: str, query: dict[str, Any]) -> list[str]:
    return [hit["_id"] for hit in client.search(index=index, query=query)["hits"]["hits"]]


def test_finnish_analyzer_is_the_stock_one(client):
    answer = client.indices.analyze(analyzer="finnish", text="Puistoissa ja leikkipuistossa")
    assert [token["token"] for token in answer["tokens"]] == ["puisto", "leikkipuisto"]


def test_whitespace_analyzer_keeps_terms_whole(client):
    answer = client.indices.analyze(analyzer="whitespace", text="oma_sana a-b § 91")
    assert [token["token"] for token in answer["tokens"]] == ["oma_sana", "a-b", "§", "91"]


def test_late_send_loses_to_a_newer_one(client, index):
    client.index(index=index, id="a", document={"words": "uusi"}, **external(2))
    with pytest.raises(ConflictError):
        client.index(index=index, id="a", document={"words": "vanha"}, **external(1))
    assert client.get(index=index, id="a")["_source"] == {"words": "uusi"}


def test_phrases_intervals_and_nested_pages_are_found(client, index):
    put(
        client,
        index,
        a={"words": "puisto ja tie", "files": [{"words": "yksi"}, {"words": "kaksi"}]},
        b={"words": "tie ja puisto", "files": [{"words": "yksi kaksi"}]},
    )
    intervals = {"match": {"query": "puisto tie", "ordered": True}}
    both = {"match": {"files.words": {"query": "yksi kaksi", "operator": "and"}}}
    assert found(client, index, {"match_phrase": {"words": "ja tie"}}) == ["a"]
    assert found(client, index, {"intervals": {"words": intervals}}) == ["a"]
    assert found(client, index, {"nested": {"path": "files", "query": both}}) == ["b"]


def test_function_score_orders_and_terms_are_counted(client, index):
    put(
        client,
        index,
        a={"words": "tie", "kind": "news"},
        b={"words": "tie", "kind": "meeting"},
        c={"words": "tie", "kind": "meeting"},
    )
    news_first = {
        "query": {"match": {"words": "tie"}},
        "functions": [{"filter": {"term": {"kind": "news"}}, "weight": 5}],
    }
    assert found(client, index, {"function_score": news_first})[0] == "a"
    answer = client.search(index=index, size=0, aggs={"kinds": {"terms": {"field": "kind"}}})
    counts = {row["key"]: row["doc_count"] for row in answer["aggregations"]["kinds"]["buckets"]}
    assert counts == {"meeting": 2, "news": 1}


def test_bulk_goes_to_an_alias_only_when_told_so(client, index):
    alias = f"{index}-alias"
    action = {"_index": alias, "_id": "a", "words": "tie"}
    with pytest.raises(BulkIndexError):
        bulk(client, [action], require_alias=True)
    assert not client.indices.exists(index=alias)
    client.indices.put_alias(index=index, name=alias)
    assert bulk(client, [action], require_alias=True, refresh=True) == (1, [])
    assert found(client, index, {"match_all": {}}) == ["a"]


def test_pages_are_walked_at_one_point_in_time(client, index):
    put(client, index, **{key: {"words": "tie"} for key in "abc"})
    moment = client.open_point_in_time(index=index, keep_alive="1m")["id"]
    put(client, index, d={"words": "tie"})
    answer = client.search(pit={"id": moment}, size=10)
    client.close_point_in_time(id=moment)
    assert sorted(hit["_id"] for hit in answer["hits"]["hits"]) == ["a", "b", "c"]


def test_version_of_a_deleted_document_is_forgotten(client, index):
    client.index(index=index, id="a", document={"words": "tie"}, **external(5))
    client.delete(index=index, id="a", **external(6))
    client.indices.refresh(index=index)

    for _ in range(1000):
        try:
            client.index(index=index, id="a", document={"words": "vanha"}, **external(1))
            break
        except ConflictError:
            client.indices.refresh(index=index)
    assert client.get(index=index, id="a")["_version"] == 1


def test_full_index_refuses_each_document_and_still_answers(client, index):
    put(client, index, a={"words": "tie"})
    action = {"_index": index, "_id": "b", "words": "tie"}
    full = "index.blocks.read_only_allow_delete"
    client.indices.put_settings(index=index, settings={full: True})
    with pytest.raises(BulkIndexError) as refusal:
        bulk(client, [action])
    assert [row["index"]["status"] for row in refusal.value.errors] == [429]
    assert found(client, index, {"match_all": {}}) == ["a"]
    client.indices.put_settings(index=index, settings={full: None})
    assert bulk(client, [action]) == (1, [])


def test_killed_server_comes_back_with_its_data(elasticsearch_server: Server):
    server = elasticsearch_server
    with Elasticsearch(server.url, max_retries=0) as client:
        client.index(index="a", id="1", document={"words": "tie"})
        server.kill()
        with pytest.raises(ConnectionError):
            client.count(index="a")
        server.start_again()
        assert client.get(index="a", id="1")["_source"] == {"words": "tie"}


def test_paused_server_hangs_and_resumes(elasticsearch_server: Server):
    server = elasticsearch_server
    with Elasticsearch(server.url, max_retries=0, request_timeout=0.3) as client:
        server.pause()
        with pytest.raises(ConnectionTimeout):
            client.cluster.health()
        server.resume()
        assert client.options(request_timeout=30).cluster.health()["number_of_nodes"] == 1


def test_door_asks_for_the_password_and_is_trusted_by_its_authority(elasticsearch_door: Door):
    door = elasticsearch_door
    person = (door.user, door.password)
    with Elasticsearch(door.url, ca_certs=str(door.ca), basic_auth=person) as client:
        assert client.cluster.health()["number_of_nodes"] >= 1
    with (
        Elasticsearch(door.url, ca_certs=str(door.ca), basic_auth=(door.user, "arvaus")) as client,
        pytest.raises(AuthenticationException),
    ):
        client.cluster.health()
    with (
        Elasticsearch(door.url, ssl_context=ssl.create_default_context(), max_retries=0) as client,
        pytest.raises(ConnectionError),
    ):
        client.cluster.health()
