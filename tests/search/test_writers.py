"""Those who write rows at the same time take turns, on PostgreSQL."""

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections, transaction

from cms.pages.models import ContentVersion, PageChange
from cms.pages.publishing.recording import forget, record_pages
from search.declarations import SearchShape
from search.engines.elasticsearch import feeding
from search.models import PageVersion, SearchDocument
from search.rows import indexing
from tests.factories import add_news

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
DEADLINE = 30  # seconds


class Other:
    """Another process, which does its work in a thread."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work
        self._failures: list[BaseException] = []
        self._thread = threading.Thread(target=self._run)

    def start_and_wait_until_it_waits(self) -> None:
        self._thread.start()
        tries = threading.Event()
        while self._thread.is_alive():
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
                if cursor.fetchone():
                    return
            tries.wait(0.01)

    def end(self) -> None:
        self._thread.join(DEADLINE)
        assert not self._thread.is_alive()
        assert self._failures == []

    def _run(self) -> None:
        try:
            self._work()
        except BaseException as failure:
            self._failures.append(failure)
        finally:
            connections.close_all()


def shape(body: str, uuid: UUID | None = None) -> SearchShape:
    return SearchShape(uuid or uuid4(), "meeting", "fi", "Kokous", body, "/kokous/")


def bodies() -> list[str]:
    return sorted(SearchDocument.objects.values_list("body", flat=True))


def test_rows_are_analysed_anew_while_their_page_is_published(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = shape("Puisto.")
    indexing.put([before])
    SearchDocument.objects.update(analysis_version="older")
    other = Other(indexing.reanalyse_stale)
    put_rows = indexing._put_rows

    def late(shapes: Iterable[Any]) -> Any:
        other.start_and_wait_until_it_waits()
        return put_rows(shapes)

    monkeypatch.setattr(indexing, "_put_rows", late)
    indexing.put([shape("Ranta.", before.uuid)])
    other.end()
    assert bodies() == ["Ranta."]


def test_pages_are_published_in_several_batches_and_one_of_them_by_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(indexing, "BATCH", 1)
    first, second = shape("Puisto."), shape("Ranta.")
    indexing.put([first, second])
    other = Other(lambda: indexing.put([shape("Sauna.", second.uuid)]))

    def shapes() -> Iterator[SearchShape]:
        yield shape("Metsä.", first.uuid)
        other.start_and_wait_until_it_waits()
        yield shape("Järvi.", second.uuid)

    indexing.put(shapes())
    other.end()
    assert bodies() == ["Metsä.", "Sauna."]


def test_a_page_is_deleted_while_another_is_published() -> None:
    deleted = shape("Puisto.")
    indexing.put([deleted])
    ContentVersion.objects.get_or_create(pk=1)
    other = Other(lambda: forget([deleted.uuid]))
    with transaction.atomic():
        ContentVersion.wait_for_others()
        other.start_and_wait_until_it_waits()
        indexing.put([shape("Ranta.")])
        ContentVersion.rise()
    other.end()
    assert bodies() == ["Ranta."]


def test_pages_are_marked_as_sent_while_several_are_published() -> None:
    first, last = UUID(int=1), UUID(int=2)
    pages = [PageVersion.objects.create(uuid=uuid) for uuid in (last, first)]
    other = Other(lambda: feeding._mark_sent(pages))
    with transaction.atomic():
        PageVersion.objects.select_for_update().get(uuid=first)
        other.start_and_wait_until_it_waits()
        PageVersion.objects.select_for_update().get(uuid=last)
    other.end()
    assert not feeding.unsent().exists()


def test_a_change_with_a_lower_version_is_not_committed_after_one_with_a_higher(home) -> None:
    first, second = add_news(home, "Ensimmäinen"), add_news(home, "Toinen")
    before = ContentVersion.current()
    other = Other(lambda: record_pages([second]))
    with transaction.atomic():
        record_pages([first])
        other.start_and_wait_until_it_waits()
    other.end()
    told = PageChange.after(before, UUID(int=2**128 - 1)).values_list("version", "uuid")
    [(lower, earlier), (higher, later)] = told
    assert (earlier, later) == (first.uuid, second.uuid)
    assert before < lower < higher == ContentVersion.current()
