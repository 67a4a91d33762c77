"""Elasticsearch has what the rows have, in the newest version."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import connection as database_connection
from django.utils import timezone
from elasticsearch import ApiError, BadRequestError, Elasticsearch

from search import indexing
from search.declarations import AttachedFile
from search.engines.elasticsearch import feeding, indexes
from search.engines.elasticsearch.client import client
from search.engines.elasticsearch.connection import connection
from search.engines.elasticsearch.documents import TOMBSTONE
from search.models import PageVersion, version_now
from search.queries import Query, search
from tests.search.server_state import (
    engine_that_answers,
    in_index,
    only_index,
    trouble,
    unsent,
)

PutPage = Callable[..., UUID]
pytestmark = pytest.mark.usefixtures("elasticsearch")


def test_changes_are_sent_once_and_found(
    put_page: PutPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    uuid = put_page("Kokous", "Leikkipuistossa.")
    other = put_page("Muu", "Uimarannalla.")
    assert (feeding.feed(), feeding.feed()) == (2, 0)
    put_page("Kokous", "Leikkipuistossa.", uuid=uuid)  # nothing changed
    assert feeding.feed() == 0
    put_page("Uusi nimi", "Kirjastossa.", uuid=uuid)
    assert (unsent(), feeding.feed(), unsent()) == ({uuid}, 1, set())
    assert in_index() == {str(uuid): "uusi nimi", str(other): "muu"}
    only_index(monkeypatch)
    assert [hit.title for hit in search(Query("kirjastot")).hits] == ["Uusi nimi"]
    assert search(Query("uimarannat")).total == 1


def test_a_removed_page_is_hidden_before_the_server_hears_of_it(
    put_page: PutPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stays = put_page("Jää", "Leikkipuisto.")
    goes = put_page("Menee", "Leikkipuisto.")
    feeding.feed()
    indexing.remove([goes])
    only_index(monkeypatch)
    found = search(Query("leikkipuisto"))
    assert ([hit.uuid for hit in found.hits], found.total) == ([stays], 1)
    assert [facet.count for facet in found.facets["kind"]] == [1]
    assert in_index() == {str(stays): "jää", str(goes): "menee"}
    feeding.feed()
    assert in_index() == {str(stays): "jää", str(goes): None}
    assert search(Query("leikkipuisto")).total == 1
    assert search(Query("")).total == 1


def test_a_late_send_undoes_no_later_one(put_page: PutPage) -> None:
    uuid = put_page("Ensimmäinen", "Teksti.")
    feeding.feed()
    client().indices.put_settings(index=connection().index, settings={"gc_deletes": "1ms"})
    late = PageVersion.objects.get().version
    source = client().get(index=connection().index, id=str(uuid))["_source"]
    put_page("Toinen", "Teksti.", uuid=uuid)
    feeding.feed()
    with pytest.raises(ApiError, match="version_conflict"):
        send(uuid, late, source)
    assert in_index() == {str(uuid): "toinen"}

    indexing.remove([uuid])
    feeding.feed()
    client().indices.forcemerge(index=connection().index)
    with pytest.raises(ApiError, match="version_conflict"):
        send(uuid, late, source)
    assert in_index() == {str(uuid): None}

    put_page("Kolmas", "Teksti.", uuid=uuid)
    feeding.feed()
    assert in_index() == {str(uuid): "kolmas"}


def test_a_repeated_send_changes_nothing(put_page: PutPage) -> None:
    uuid = put_page("Kokous", "Teksti.")
    feeding.feed()
    before = client().get(index=connection().index, id=str(uuid))["_version"]
    PageVersion.objects.update(is_sent=False)
    assert feeding.feed() == 1
    assert client().get(index=connection().index, id=str(uuid))["_version"] == before
    assert in_index() == {str(uuid): "kokous"}


def send(uuid: UUID, version: int, source: dict[str, Any]) -> None:
    client().index(
        index=connection().index,
        id=str(uuid),
        document=source,
        version=version,
        version_type="external_gte",
        refresh=True,
    )


def test_the_index_takes_no_field_that_it_does_not_know(put_page: PutPage) -> None:
    feeding.feed()
    for extra in ({"salary": 1}, {"files": [{"salary": 1}]}):
        with pytest.raises(BadRequestError, match="salary"):
            client().index(index=connection().index, document=TOMBSTONE | extra)
    assert in_index() == {}


def test_an_index_that_was_deleted_is_noticed_and_filled_again(
    put_page: PutPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {
        str(put_page(f"Sivu {number}", "Leikkipuisto.")): f"sivu {number}" for number in (1, 2)
    }
    feeding.feed()
    client().indices.delete(index=indexes.aliased(client())[connection().index])
    assert search(Query("leikkipuisto")).total == 2
    assert engine_that_answers() == database_connection.vendor
    assert trouble() == "no index"
    feeding.feed_all()
    assert in_index() == pages
    assert engine_that_answers() == "elasticsearch"
    only_index(monkeypatch)
    assert search(Query("leikkipuisto")).total == 2


def test_an_index_that_goes_while_it_is_fed_is_not_made_by_the_server(
    put_page: PutPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    uuid = put_page("Kokous", "Leikkipuisto.")
    send = feeding._send

    def send_to_nothing(server: Elasticsearch, pages: Any, to: Any) -> set[UUID]:
        client().indices.delete(index=indexes.aliased(client())[connection().index])
        return send(server, pages, to)

    monkeypatch.setattr(feeding, "_send", send_to_nothing)
    assert feeding.feed() == 0
    assert not client().indices.exists(index=connection().index)
    monkeypatch.undo()
    assert unsent() == {uuid}
    assert feeding.feed() == 1
    assert in_index() == {str(uuid): "kokous"}


def test_an_index_of_an_older_shape_is_replaced(put_page: PutPage) -> None:
    uuid = put_page("Kokous", "Teksti.")
    feeding.feed()
    old = indexes.aliased(client())[connection().index]
    client().indices.put_mapping(index=old, meta={"shape": 0})
    feeding.feed()
    new = indexes.aliased(client())[connection().index]
    assert new != old
    assert in_index() == {str(uuid): "kokous"}
    assert not client().indices.exists(index=old)


def test_a_rebuild_takes_the_place_of_the_old_index_with_what_changed_meanwhile(
    put_page: PutPage,
) -> None:
    stays, changes, goes = (put_page(title, "Teksti.") for title in ("Jää", "Muuttuu", "Menee"))
    feeding.feed()
    old = indexes.aliased(client())[connection().index]
    # What nothing but a rebuild can take out.
    send(UUID(int=1), 1, TOMBSTONE)
    seen: list[dict[str, str | None]] = []

    def change(done: int) -> None:
        put_page("Muuttunut", "Teksti.", uuid=changes)
        indexing.remove([goes])
        new = put_page("Uusi", "Teksti.")
        feeding.feed()
        seen.append(in_index())
        put_page("Muuttunut kahdesti", "Teksti.", uuid=changes)
        seen.append({str(new): "uusi"})

    assert feeding.rebuild(change) == 3
    [during, new] = seen
    assert during == {
        str(UUID(int=1)): None,
        str(stays): "jää",
        str(changes): "muuttunut",
        str(goes): None,
        **new,
    }
    feeding.feed()
    assert in_index() == {
        str(stays): "jää",
        str(changes): "muuttunut kahdesti",
        str(goes): None,
        **new,
    }
    assert list(indexes.aliased(client())) == [connection().index]
    assert not client().indices.exists(index=old)


def test_a_send_during_the_swap_is_sent_again(
    put_page: PutPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that went to the old index alone, after the new one had read it, is not lost."""
    uuid = put_page("Vanha", "Teksti.")
    feeding.feed()
    put_page("Uusi", "Teksti.", uuid=uuid)
    before = feeding._send

    def send_then_swap(server: Elasticsearch, pages: Any, to: Any) -> set[UUID]:
        taken = before(server, pages, to)
        monkeypatch.setattr(feeding, "_send", before)
        PageVersion.objects.filter(uuid=uuid).update(version=1)  # as the rebuild had read it
        feeding.rebuild()
        PageVersion.objects.filter(uuid=uuid).update(version=pages[0].version)
        return taken

    monkeypatch.setattr(feeding, "_send", send_then_swap)
    assert feeding.feed() == 1
    assert unsent() == {uuid}
    feeding.feed()
    assert unsent() == set()
    [hit] = client().search(index=connection().index, version=True)["hits"]["hits"]
    assert hit["_version"] == PageVersion.objects.get().version


def test_a_rebuild_that_fails_leaves_the_old_index(
    put_page: PutPage, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    uuid = put_page("Kokous", "Teksti.")
    feeding.feed()
    old = indexes.aliased(client())
    monkeypatch.setattr(feeding, "document", lambda rows: {"salary": 1})
    with pytest.raises(CommandError, match="The index that answered, or else the rows, go on"):
        call_command("search_rebuild", "--index-only")
    assert indexes.aliased(client()) == old
    assert in_index() == {str(uuid): "kokous"}
    monkeypatch.undo()


def test_what_a_killed_rebuild_left_is_deleted_by_the_next(put_page: PutPage) -> None:
    put_page("Kokous", "Teksti.")
    feeding.feed()
    left = indexes.create_next(client())
    assert set(indexes.aliased(client())) == {connection().index, connection().next_index}
    assert feeding.rebuild() == 1
    assert list(indexes.aliased(client())) == [connection().index]
    assert not client().indices.exists(index=left)


def test_a_full_server_takes_what_it_missed_when_it_has_room(put_page: PutPage) -> None:
    first = put_page("Ensimmäinen", "Leikkipuisto.")
    feeding.feed()
    block = "index.blocks.read_only_allow_delete"  # as a server does whose disk is full
    client().indices.put_settings(index=connection().index, settings={block: True})
    second = put_page("Toinen", "Leikkipuisto.")
    assert feeding.feed() == 0
    assert unsent() == {second}
    assert in_index() == {str(first): "ensimmäinen"}
    client().indices.put_settings(index=connection().index, settings={block: None})
    assert feeding.feed() == 1
    assert in_index() == {str(first): "ensimmäinen", str(second): "toinen"}


def test_what_expires_is_hidden_when_asked(
    put_page: PutPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    until = timezone.now() + timedelta(hours=1)
    put_page("Kokous", "Leikkipuisto.", visible_until=until)
    feeding.feed()
    only_index(monkeypatch)
    assert search(Query("leikkipuisto"), at=until - timedelta(seconds=1)).total == 1
    assert search(Query("leikkipuisto"), at=until).total == 0


def test_a_check_without_an_index_says_how_to_have_one(
    put_page: PutPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.rows.consistency.published_shapes", lambda only=None: iter(()))
    put_page("Kokous")
    indexing.remove(indexing.all_uuids())
    with pytest.raises(CommandError, match="has no index: run search_check without --dry-run"):
        call_command("search_check", "--dry-run")
    call_command("search_check")
    call_command("search_check", "--dry-run")


def test_the_check_puts_the_index_right(
    put_page: PutPage,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("search.rows.consistency.published_shapes", lambda only=None: iter(()))
    right, missing, outdated, removed = (
        put_page(title, "Teksti.", files=[AttachedFile("a", "Liite", "/a/", ["Yksi."])])
        for title in ("Oikea", "Puuttuva", "Vanha", "Poistettu")
    )
    indexing.remove([removed])
    feeding.feed()
    found = client().get(index=connection().index, id=str(outdated))
    client().delete(index=connection().index, id=str(missing), refresh=True)
    later = version_now() + 10**9  # of a database that a backup has since replaced
    send(outdated, later, found["_source"] | {"title_key": "muu"})
    send(removed, later, found["_source"])
    send(UUID(int=7), later, found["_source"])
    monkeypatch.setattr("search.rows.consistency.differences", no_differences)

    with pytest.raises(CommandError, match="4 pages differ"):
        call_command("search_check", "--dry-run")
    told = set(capsys.readouterr().out.splitlines())
    assert told == {
        f"Elasticsearch, missing: {missing}",
        f"Elasticsearch, superfluous: {removed}",
        f"Elasticsearch, superfluous: {UUID(int=7)}",
        f"Elasticsearch, outdated: {outdated}",
    }
    call_command("search_status")
    status = json.loads(capsys.readouterr().out)
    assert status["differences"]["elasticsearch"] == {
        "missing": 1,
        "superfluous": 2,
        "outdated": 1,
    }
    call_command("search_check")
    assert capsys.readouterr().out.endswith("Put right: 4 pages.\n")
    assert in_index() == {
        str(right): "oikea",
        str(missing): "puuttuva",
        str(outdated): "vanha",
        str(removed): None,
        str(UUID(int=7)): None,
    }
    call_command("search_check")
    assert capsys.readouterr().out == "All agree.\n"


def no_differences() -> Any:
    from search.rows.consistency import Differences

    return Differences(set(), set(), set())
