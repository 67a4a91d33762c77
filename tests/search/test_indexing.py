"""Rows follow what is published, in the transaction that publishes it."""

import json
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, date, datetime
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from search import analysis, indexing
from search.declarations import AttachedFile, Part, SearchShape
from search.engines import database
from search.models import PageVersion, SearchDocument, VocabularyWord
from search.queries import Query, health, search, suggest
from search.rows import consistency

PutPage = Callable[..., UUID]
FILE = AttachedFile("a1", "Raportti", "/documents/1/", ["Ensimmäinen sivu.", "Toinen sivu."])


def rows() -> list[tuple[str, int]]:
    return list(SearchDocument.objects.order_by("pk").values_list("title", "file_page"))


def versions() -> dict[str, int]:
    """Of the pages, by title."""
    found = dict(PageVersion.objects.values_list("uuid", "version"))
    pages = SearchDocument.objects.filter(file_page=0).values_list("title", "uuid")
    return {title: found[uuid] for title, uuid in pages}


def full_text_rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM kumppanuus_search_terms")
        [(count,)] = cursor.fetchall()
    return int(count)


def test_a_page_has_a_row_and_one_for_each_page_of_its_files(put_page: PutPage) -> None:
    until = datetime(2025, 1, 1, tzinfo=UTC)
    put_page(
        "Kokous",
        "Alku.",
        parts=[Part("agenda_item", "Avaus", "Avattiin.", "asia-1")],
        files=[FILE, AttachedFile("a1", "Sama toisella nimellä", "/documents/2/", ["Muu."])],
        regions=["pohjoinen"],
        date=date(2023, 2, 1),
        visible_until=until,
    )
    page, first, second = SearchDocument.objects.order_by("pk")
    assert page.body == "Alku.\nAvaus\nAvattiin."
    assert page.items == [
        {"kind": "agenda_item", "title": "Avaus", "anchor": "asia-1", "start": 6, "end": 21}
    ]
    assert [
        (row.file_title, row.file_page, row.file_path, row.body, row.year, row.visible_until)
        for row in (page, first, second)
    ] == [
        ("", 0, "", page.body, 2023, until),
        ("Raportti", 1, "/documents/1/", "Ensimmäinen sivu.", 2023, until),
        ("Raportti", 2, "/documents/1/", "Toinen sivu.", 2023, until),
    ]


def test_writing_again_replaces_what_changed_and_leaves_the_rest(put_page: PutPage) -> None:
    uuid = put_page("Kokous", "Leikkipuisto.", files=[FILE], regions=["itainen", "keskusta"])
    before = versions()
    keys = set(SearchDocument.objects.values_list("pk", flat=True))
    put_page("Kokous", "Leikkipuisto.", uuid=uuid, files=[FILE], regions=["itainen", "keskusta"])
    assert versions() == before

    put_page("Kokous", "Uimaranta.", uuid=uuid, files=[FILE], regions=["itainen", "keskusta"])
    after = versions()
    assert after["Kokous"] > before["Kokous"]
    assert (search(Query("leikkipuisto")).total, search(Query("uimarannat")).total) == (0, 1)

    put_page("Kokous", "Uimaranta.", uuid=uuid, regions=["pohjoinen"])
    assert rows() == [("Kokous", 0)]
    assert search(Query("toinen")).total == 0
    assert search(Query("", regions=["itainen"])).total == 0
    assert search(Query("", regions=["pohjoinen"])).total == 1
    assert set(SearchDocument.objects.values_list("pk", flat=True)) < keys
    assert full_text_rows() == 1


def test_a_page_that_only_moves_is_not_analysed_again(put_page: PutPage) -> None:
    uuid = put_page("Kokous", "Leikkipuisto.", files=[FILE])
    with patch("search.rows.indexing.analysis.analyze", side_effect=AssertionError):
        put_page("Kokous", "Leikkipuisto.", uuid=uuid, files=[FILE], path="/uusi/")
    assert search(Query("leikkipuisto")).hits[0].path == "/uusi/"


def test_a_removed_page_leaves_nothing(put_page: PutPage) -> None:
    put_page("Jää", "Kirjasto.")
    uuid = put_page("Menee", "Salaisuus.", files=[FILE], regions=["itainen"], topics=["liikenne"])
    indexing.remove([uuid, uuid4()])
    assert rows() == [("Jää", 0)]
    assert full_text_rows() == 1
    assert suggest(Query("salai")) == []
    assert indexing.all_uuids() == set(SearchDocument.objects.values_list("uuid", flat=True))


def test_rows_are_written_with_the_transaction_or_not_at_all(put_page: PutPage) -> None:
    uuid = put_page("Kokous", "Leikkipuisto.")
    with pytest.raises(RuntimeError), transaction.atomic():
        put_page("Kokous", "Uimaranta.", uuid=uuid)
        put_page("Toinen", "Uimaranta.")
        assert search(Query("uimaranta")).total == 2
        raise RuntimeError
    assert search(Query("uimaranta", languages=["fi"])).total == 0
    assert search(Query("leikkipuisto")).total == 1
    with pytest.raises(RuntimeError), transaction.atomic():
        indexing.remove([uuid])
        raise RuntimeError
    assert search(Query("leikkipuisto")).total == 1


def test_text_that_no_database_keeps_is_left_out(put_page: PutPage) -> None:
    put_page("Ko\0kous", "Leikki\ud800puisto.", path="/kokous/", extra_terms=["\udfff"])
    assert search(Query("leikkipuisto")).hits[0].title == "Kokous"


def test_rows_of_another_analysis_are_analysed_anew(put_page: PutPage) -> None:
    for number in range(3):
        put_page(f"Kokous {number}", "Leikkipuistojen.")
    SearchDocument.objects.filter(title__gt="Kokous 0").update(analysis_version="0", analysis={})
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kumppanuus_search_terms")
    assert health()["staleRows"] == 2
    assert (indexing.reanalyse_stale(1), indexing.reanalyse_stale(5)) == (1, 1)
    assert indexing.reanalyse_stale(5) == 0
    assert {hit.title for hit in search(Query("leikkipuisto")).hits} == {"Kokous 1", "Kokous 2"}
    name, version = analysis.active_backend()
    assert health() == {
        "engine": connection.vendor,
        "elasticsearch": None,
        "analysis": {"backend": name, "version": version},
        "pages": 3,
        "filePages": 0,
        "staleRows": 0,
    }


def test_a_highlight_analyses_no_text(put_page: PutPage) -> None:
    put_page("Kokous", "Leikkipuistossa.")
    with patch("search.rows.indexing.analysis.analyze", side_effect=AssertionError):
        assert search(Query("puisto")).hits[0].fragments[0].marks == ((0, 15),)


def test_a_row_that_waits_for_the_analysis_in_use_shows_its_sentences_too(
    put_page: PutPage,
) -> None:
    put_page("Kokous", "Aluksi kahvia. Leikkipuisto kunnostetaan. Lopuksi laulua.")
    [row] = SearchDocument.objects.all()
    assert row.sentences == {"starts": [0, 15, 42], "ends": [14, 41, 57]}
    SearchDocument.objects.update(sentences={}, analysis_version="1")
    for _ in range(2):
        [fragment] = search(Query("puisto")).hits[0].fragments
        assert fragment.text == "Leikkipuisto kunnostetaan."
        indexing.reanalyse_stale()
    assert SearchDocument.objects.get().sentences == row.sentences


def test_a_page_found_in_its_file_alone_is_counted_and_chosen_by_its_facets(
    put_page: PutPage,
) -> None:
    put_page("Kokous", files=[FILE], regions=["itainen"], topics=["puistot"])
    put_page("Toinen", "Ei mitään.", regions=["itainen"])
    found = search(Query("ensimmäinen", regions=["itainen"], topics=["puistot"]))
    assert [hit.title for hit in found.hits] == ["Kokous"]
    for facet, value in (("region", "itainen"), ("topic", "puistot")):
        assert [(each.value, each.count) for each in found.facets[facet]] == [(value, 1)]
    assert search(Query("ensimmäinen", regions=["pohjoinen"])).total == 0


def test_what_is_tidied_is_found_as_before(put_page: PutPage) -> None:
    kept = [put_page(f"Kokous {number}", "Leikkipuisto.") for number in range(3)]
    indexing.remove(kept[:1])
    indexing.optimise()
    assert {hit.uuid for hit in search(Query("puisto")).hits} == set(kept[1:])


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch, db: None) -> list[SearchShape]:
    """What the room that owns the pages would publish."""
    shapes: list[SearchShape] = []

    def all_shapes(only: Collection[UUID] | None) -> Iterator[SearchShape]:
        return (shape for shape in shapes if only is None or shape.uuid in only)

    monkeypatch.setattr(consistency, "_providers", [all_shapes])
    return shapes


def shape(title: str, body: str, **values: Any) -> SearchShape:
    return SearchShape(uuid4(), "meeting", "fi", title, body, f"/{title.lower()}/", **values)


def test_a_rebuild_writes_all_pages_and_removes_the_others(
    published: list[SearchShape], put_page: PutPage, capsys: pytest.CaptureFixture[str]
) -> None:
    put_page("Poistettu", "Kirjasto.")
    published += [shape(f"Sivu {number}", "Leikkipuistot.") for number in range(60)]
    indexing.put(published[:1])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kumppanuus_search_terms")
    call_command("search_rebuild")
    assert capsys.readouterr().out.endswith("60 pages are found now.\n")
    assert indexing.all_uuids() == {page.uuid for page in published}
    assert (search(Query("leikkipuisto")).total, search(Query("kirjasto")).total) == (60, 0)


def test_a_check_tells_differences_and_repairs_them(
    published: list[SearchShape], put_page: PutPage, capsys: pytest.CaptureFixture[str]
) -> None:
    superfluous = put_page("Poistettu", "Kirjasto.")
    missing, outdated, moved, right = (
        shape("Puuttuva", "Leikkipuisto."),
        shape("Vanha", "Uimaranta.", files=[FILE]),
        shape("Siirretty", "Uimaranta.", regions=["itainen"]),
        shape("Oikea", "Uimaranta.", files=[FILE], regions=["itainen"]),
    )
    published += [missing, outdated, moved, right]
    indexing.put([outdated, moved, right])
    SearchDocument.objects.filter(uuid=outdated.uuid, file_page=2).update(body="Muu.")
    SearchDocument.objects.filter(uuid=moved.uuid).update(regions=[])
    with pytest.raises(CommandError, match="4 pages differ"):
        call_command("search_check", "--dry-run")
    old = sorted([outdated.uuid, moved.uuid])
    assert capsys.readouterr().out.splitlines() == [
        f"rows, missing: {missing.uuid}",
        f"rows, superfluous: {superfluous}",
        f"rows, outdated: {old[0]}",
        f"rows, outdated: {old[1]}",
    ]
    assert superfluous in indexing.all_uuids()
    call_command("search_check")
    assert capsys.readouterr().out.endswith("Put right: 4 pages.\n")
    assert indexing.all_uuids() == {page.uuid for page in published}
    assert search(Query("", regions=["itainen"])).total == 2
    call_command("search_check")
    assert capsys.readouterr().out == "All agree.\n"


def test_a_check_finds_what_the_index_in_the_database_has_lost(
    published: list[SearchShape], db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    lost, kept = shape("Kadonnut", "Leikkipuisto."), shape("Tallella", "Leikkipuisto.")
    published += [lost, kept]
    indexing.put(published)
    database().delete(SearchDocument.objects.filter(uuid=lost.uuid).values_list("pk", flat=True))
    assert [hit.title for hit in search(Query("leikkipuistot")).hits] == ["Tallella"]
    call_command("search_check")
    assert capsys.readouterr().out.splitlines()[0] == f"rows, outdated: {lost.uuid}"
    assert search(Query("leikkipuistot")).total == 2
    call_command("search_check")
    assert capsys.readouterr().out == "All agree.\n"


def test_a_rebuild_counts_the_words_anew(published: list[SearchShape], db: None) -> None:
    published.append(shape("Kokous", "Leikkipuisto."))
    indexing.put(published)
    VocabularyWord.objects.filter(form="leikkipuisto").update(rows=9)
    VocabularyWord.objects.create(form="leikkisalaisuus", term="leikkisalaisuus", rows=2)
    call_command("search_rebuild")
    assert suggest(Query("leikki")) == ["leikkipuisto"]
    assert {word.rows for word in VocabularyWord.objects.all()} == {1}


def test_a_rebuild_without_a_provider_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    monkeypatch.setattr(consistency, "_providers", [])
    with pytest.raises(ImproperlyConfigured, match="install the app that owns them"):
        call_command("search_rebuild")


def test_the_status_is_told(
    published: list[SearchShape], put_page: PutPage, capsys: pytest.CaptureFixture[str]
) -> None:
    put_page("Kokous", "Teksti.", files=[FILE])
    call_command("search_status")
    told = json.loads(capsys.readouterr().out)
    assert (told["engine"], told["pages"], told["filePages"]) == (connection.vendor, 1, 2)
    assert told["differences"] == {"rows": {"missing": 0, "superfluous": 1, "outdated": 0}}
