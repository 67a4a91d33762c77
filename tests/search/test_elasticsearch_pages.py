"""Elasticsearch follows what happens to real pages, and never shows one that was hidden."""

import pytest
from wagtail.models import Collection

from cms.media.reading import read_pending_files
from cms.pages.models import RegionPage
from search.engines.elasticsearch.client import client
from search.engines.elasticsearch.comparing import compare
from search.engines.elasticsearch.connection import connection
from search.engines.elasticsearch.feeding import feed, feed_all, unsent
from search.queries import FacetCount, Match, Query, Results, search
from tests.factories import add_document, add_meeting, add_statement, index_of
from tests.factories.hidden import HIDING, hide

WAYS = [way for way in HIDING if "expired" not in way]
"""What expires is known to the server beforehand; see test_what_expires_is_hidden_when_asked."""


@pytest.fixture(autouse=True)
def no_database_engine(elasticsearch: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is found, Elasticsearch finds."""
    monkeypatch.setattr("search.engines.database", None)


def found(words: str) -> tuple[list[str], int, list[FacetCount]]:
    results: Results = search(Query(words))
    return [hit.title for hit in results.hits], results.total, results.facets["kind"]


def titles_in_index() -> list[str | None]:
    answer = client().search(index=connection().index, size=100)
    return sorted(hit["_source"].get("title_key", "") for hit in answer["hits"]["hits"])


@pytest.mark.parametrize("way", WAYS)
def test_a_hidden_page_is_not_found_before_and_after_the_server_hears_of_it(
    way: str, pohjoinen: RegionPage, itainen: RegionPage
) -> None:
    page = add_statement(pohjoinen, "Kätketty", summary="Leikkipuistoista.")
    add_statement(itainen, "Avoin", summary="Leikkipuistoista.")
    feed_all()
    assert sorted(found("leikkipuisto")[0]) == ["Avoin", "Kätketty"]
    hide(page, way)
    assert page.uuid in {version.uuid for version in unsent()}
    only_the_twin = (["Avoin"], 1, [FacetCount("statement", 1)])
    assert found("leikkipuisto") == only_the_twin
    feed_all()
    assert found("leikkipuisto") == only_the_twin
    assert "kätketty" not in titles_in_index()
    assert compare().count == 0


def test_a_deleted_page_is_not_found(pohjoinen: RegionPage) -> None:
    page = add_statement(pohjoinen, "Kätketty", summary="Leikkipuistoista.")
    feed_all()
    page.delete()
    assert found("leikkipuisto") == ([], 0, [])
    feed_all()
    assert found("leikkipuisto") == ([], 0, [])
    assert "kätketty" not in titles_in_index()


def test_a_page_is_found_where_it_moved_to(pohjoinen: RegionPage, itainen: RegionPage) -> None:
    page = add_statement(pohjoinen, "Lausunto", summary="Leikkipuistoista.")
    feed_all()
    page.move(index_of(itainen, "lausunnot"), "last-child")
    feed_all()
    [hit] = search(Query("leikkipuisto", regions=["itainen"])).hits
    assert hit.path == "/itainen/lausunnot/lausunto/"
    assert search(Query("leikkipuisto", regions=["pohjoinen"])).total == 0

    itainen.refresh_from_db()
    itainen.slug = "koillinen"
    itainen.save_revision().publish()
    feed_all()
    [hit] = search(Query("leikkipuisto", regions=["koillinen"])).hits
    assert hit.path == "/koillinen/lausunnot/lausunto/"


def test_the_text_of_a_file_is_found_once_it_is_read(pohjoinen: RegionPage) -> None:
    collection = Collection.get_first_root_node().add_child(name="Liitteet")
    document = add_document("Selvitys", "Hulevesien imeyttäminen", collection)
    attachment = {"type": "attachment", "value": {"document": document.pk, "title": ""}}
    add_meeting(pohjoinen, "Kokous", attachments=[attachment])
    feed_all()
    assert found("hulevesi")[1] == 0
    read_pending_files(limit=10)
    assert feed() > 0
    [hit] = search(Query("kokouksen hulevedet")).hits
    assert hit.match == Match("file", "Selvitys", f"{document.url}#page=1")
