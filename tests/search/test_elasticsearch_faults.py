"""A server that is killed, hangs or loses its index: nothing is lost and nothing waits for it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from elasticsearch import ApiError

from cms.pages.models import NewsPage, RegionPage
from search import indexing
from search.declarations import SearchShape
from search.engines.elasticsearch import feeding, indexes
from search.engines.elasticsearch.client import FAILURES, client
from search.engines.elasticsearch.comparing import compare
from search.engines.elasticsearch.connection import connection
from search.models import SearchDocument
from search.queries import Query, health, search
from search.rows.consistency import differences
from tests.configured import configured
from tests.factories import add_meeting, add_news
from tests.servers.elasticsearch import Server

PUBLISHES = 500


@pytest.fixture
def server(elasticsearch_server: Server, settings: Any) -> Iterator[Server]:
    """It is asked again at once after each failure."""
    own = {"urls": (elasticsearch_server.url,), "index": f"test-{uuid4()}"}
    settings.KUMPPANUUS = configured(ELASTICSEARCH=own | {"pause": 1e-9, "feed_timeout": 30})
    yield elasticsearch_server


def titles_in_index() -> set[str]:
    answer = client().search(
        index=connection().index, size=2_000, query={"term": {"is_removed": False}}
    )
    return {hit["_source"]["title_key"] for hit in answer["hits"]["hits"]}


def titles_in_rows() -> set[str]:
    return set(SearchDocument.objects.filter(file_page=0).values_list("title_key", flat=True))


def test_a_server_that_is_killed_during_500_publishes_has_them_all_when_it_is_back(
    server: Server, pohjoinen: RegionPage
) -> None:
    meeting = add_meeting(pohjoinen, "Kokous", "Leikkipuisto.")
    indexing.send_changes()
    posts: list[NewsPage] = []
    for number in range(PUBLISHES):
        if number == PUBLISHES // 3:
            server.kill()
        if number == 2 * PUBLISHES // 3:
            server.start_again()
        if number % 5 < 3:
            posts.append(add_news(pohjoinen, f"Uutinen {number}"))
        elif number % 5 == 3:
            posts[-1].title = f"Muutettu {number}"
            posts[-1].save_revision().publish()
        else:
            posts.pop().unpublish()
        if number == PUBLISHES // 2:
            meeting.unpublish()
            assert search(Query("leikkipuisto")).total == 0
            assert health()["engine"] != "elasticsearch"
        if number % 10 == 0:
            indexing.send_changes()  # as the worker does each second
    feeding.feed_all()
    assert {post.title for post in posts} == {
        post.title for post in NewsPage.objects.published() if not post.alias_of_id
    }
    assert len(posts) == PUBLISHES // 5 * 2
    assert (differences().count, compare().count) == (0, 0)
    assert titles_in_index() == titles_in_rows()
    assert health()["engine"] == "elasticsearch"
    assert search(Query("muutettu")).total == sum("Muutettu" in post.title for post in posts)


def put(number: int) -> UUID:
    uuid = uuid4()
    shape = SearchShape(uuid, "news", "fi", f"Uutinen {number}", "Leikkipuisto.", "/u/")
    indexing.put([shape])
    return uuid


def test_a_server_that_is_killed_during_a_rebuild_goes_on_with_the_old_index(
    server: Server, db: None
) -> None:
    for number in range(3 * feeding.BATCH):
        put(number)
    feeding.feed_all()
    old = indexes.aliased(client())
    with pytest.raises(FAILURES):
        feeding.rebuild(lambda done: server.kill())
    assert search(Query("leikkipuisto")).total == 150
    assert health()["engine"] != "elasticsearch"
    server.start_again()
    assert indexes.aliased(client())[connection().index] == old[connection().index]
    assert search(Query("leikkipuisto")).total == 150
    assert health()["engine"] == "elasticsearch"
    put(150)
    feeding.feed_all()
    assert feeding.rebuild() == 151
    assert list(indexes.aliased(client())) == [connection().index]
    assert compare().count == 0


def test_a_server_that_hangs_is_given_up_and_has_all_when_it_answers_again(
    server: Server, db: None, settings: Any
) -> None:
    patient = settings.KUMPPANUUS["ELASTICSEARCH"]
    put(1)
    feeding.feed_all()
    settings.KUMPPANUUS = configured(ELASTICSEARCH=patient | {"timeout": 0.3, "feed_timeout": 0.5})
    server.pause()
    try:
        put(2)
        assert search(Query("leikkipuisto")).total == 2
        indexing.send_changes()
        told = health()
        assert told["engine"] != "elasticsearch"
        assert isinstance(told["elasticsearch"], dict)
        assert told["elasticsearch"]["trouble"] == "did not answer in time"
        assert told["elasticsearch"]["unsent"] == 1
    finally:
        server.resume()
    settings.KUMPPANUUS = configured(ELASTICSEARCH=patient | {"timeout": 5})
    feeding.feed_all()
    assert titles_in_index() == {"uutinen 1", "uutinen 2"}
    assert health()["engine"] == "elasticsearch"


def test_a_tombstone_outlives_the_memory_of_real_deletes(server: Server, db: None) -> None:
    stays, goes = put(1), put(2)
    feeding.feed_all()
    client().indices.put_settings(index=connection().index, settings={"gc_deletes": "1ms"})
    found = client().get(index=connection().index, id=str(goes))
    indexing.remove([goes])
    feeding.feed_all()
    server.stop()
    server.start_again()
    with pytest.raises(ApiError, match="version_conflict"):
        client().index(
            index=connection().index,
            id=str(goes),
            document=found["_source"],
            version=found["_version"],
            version_type="external_gte",
        )
    client().indices.refresh(index=connection().index)
    assert titles_in_index() == {"uutinen 1"}
    assert [hit.uuid for hit in search(Query("leikkipuisto")).hits] == [stays]
