"""Writes the rows of pages, in the transaction that publishes or hides them."""

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import chain
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from search import analysis
from search.analysis.packing import pack
from search.analysis.sentences import sentences
from search.batching import batches
from search.declarations import SearchShape
from search.engines import database
from search.engines.elasticsearch.connection import is_set
from search.models import TEXTS, PageVersion, SearchDocument
from search.rows import vocabulary
from search.rows.row_values import row_values
from search.rows.vocabulary import Word, words_of

BATCH = 500
"""Pages that are written at once."""
ANALYSED = {*TEXTS, "language", "site"}
"""Fields that are analysed, and their words counted, again when they change."""


@transaction.atomic
def put(shapes: Iterable[SearchShape]) -> None:
    """Adds, updates and deletes rows of these pages; unchanged rows stay as they are."""
    wait_for_others()
    for some in batches(shapes, BATCH):
        by_uuid = {shape.uuid: shape for shape in some}
        pages = _locked(by_uuid)
        changed = _put_rows(by_uuid.values())
        PageVersion.mark_all_changed(page for page in pages if page.uuid in changed)


@transaction.atomic
def remove(uuids: Iterable[UUID]) -> None:
    """Deletes the rows of these pages and of their files."""
    wait_for_others()
    for some in batches(uuids, BATCH):
        versions = PageVersion.objects.select_for_update().filter(is_removed=False)
        pages = list(versions.filter(uuid__in=some).order_by("uuid"))
        found = [page.uuid for page in pages]
        words: Counter[Word] = Counter()
        _delete(SearchDocument.objects.filter(uuid__in=found), words)
        vocabulary.write(words)
        PageVersion.mark_all_changed(pages, is_removed=True)


def wait_for_others() -> None:
    """Takes the writers' lock until the transaction ends: one writer of rows at a time, so that two
    do not deadlock over pages or words, and neither overwrites the other with what it read before.
    (SQLite serialises writers itself.)"""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock('kumppanuus_search_pageversion'::regclass::bigint)"
            )


def all_uuids() -> set[UUID]:
    """The pages that have rows."""
    return set(SearchDocument.objects.filter(file_page=0).values_list("uuid", flat=True))


def is_current(shape: SearchShape) -> bool:
    """Whether the page's rows equal what its shape gives, with the analysis in use."""
    before = _rows_by_key([shape.uuid])
    for values in row_values(shape):
        row = before.pop(_row_key(values), None)
        if row is None or _changed(row, values) or not _is_fresh(row):
            return False
    return not before


@transaction.atomic
def reanalyse_stale(limit: int = 100) -> int:
    """Analyses again at most `limit` rows of another backend or version; gives their number."""
    wait_for_others()
    rows = list(stale_rows()[:limit])
    words: Counter[Word] = Counter()
    for row in rows:
        words.subtract(_words_of(row))
        _analyse(row)
        words.update(_words_of(row))
    SearchDocument.objects.bulk_update(
        rows, ["analysis", "sentences", "analysis_backend", "analysis_version"], batch_size=100
    )
    database().write(rows)
    vocabulary.write(words)
    PageVersion.mark_all_changed(_locked({row.uuid for row in rows}))
    return len(rows)


def send_changes() -> None:
    """Indexes a batch of unsent changes in Elasticsearch. If it fails, the changes stay unsent and
    the circuit breaker pauses further calls."""
    if is_set():
        from search.engines.elasticsearch.feeding import feed_if_it_answers

        feed_if_it_answers()


def optimise() -> None:
    """Optimises the database's index; the worker runs it once a day."""
    database().optimise()


def stale_rows() -> QuerySet[SearchDocument]:
    """Rows written by another analysis backend or version than the one in use."""
    backend, version = analysis.active_backend()
    return SearchDocument.objects.filter(
        ~Q(analysis_backend=backend) | ~Q(analysis_version=version)
    ).order_by("pk")


def _locked(uuids: Iterable[UUID]) -> list[PageVersion]:
    """The pages' versions, held until the transaction ends: who writes the same page waits."""
    uuids = sorted(uuids)  # always in the same order: two that write the same pages do not lock up
    PageVersion.objects.bulk_create(map(PageVersion, uuids), ignore_conflicts=True)
    return list(PageVersion.objects.select_for_update().filter(uuid__in=uuids).order_by("uuid"))


def _put_rows(shapes: Iterable[SearchShape]) -> set[UUID]:
    """The pages of which a row changed."""
    before = _rows_by_key([shape.uuid for shape in shapes])
    added: list[SearchDocument] = []
    kept: list[SearchDocument] = []
    analysed: list[SearchDocument] = []
    words: Counter[Word] = Counter()
    for values in chain.from_iterable(map(row_values, shapes)):
        row = before.pop(_row_key(values), None)
        changed = _changed(row, values)
        if row and not changed and _is_fresh(row):
            continue
        (kept if row else added).append(row := row or SearchDocument())
        is_stale = bool(changed & ANALYSED) or not _is_fresh(row)
        if is_stale:
            words.subtract(_words_of(row))
        for name in changed:
            setattr(row, name, values[name])
        if is_stale:
            _analyse(row)
            words.update(_words_of(row))
            analysed.append(row)
    SearchDocument.objects.bulk_create(added)
    for row in kept:
        row.save()
    _delete(SearchDocument.objects.filter(pk__in=[row.pk for row in before.values()]), words)
    database().write(analysed)
    vocabulary.write(words)
    return {row.uuid for row in (*added, *kept, *before.values())}


def _rows_by_key(uuids: Collection[UUID]) -> dict[tuple[object, ...], SearchDocument]:
    rows = SearchDocument.objects.filter(uuid__in=uuids).defer("analysis")
    return {(row.uuid, row.file_key, row.file_page): row for row in rows}


def _row_key(values: dict[str, object]) -> tuple[object, ...]:
    return values["uuid"], values["file_key"], values["file_page"]


def _changed(row: SearchDocument | None, values: dict[str, object]) -> set[str]:
    """The names of the values that the row does not have yet."""
    if row is None:
        return set(values)
    return {name for name, value in values.items() if getattr(row, name) != value}


def _delete(rows: QuerySet[SearchDocument], words: Counter[Word]) -> None:
    found = list(rows.only("site", "analysis"))
    for row in found:
        words.subtract(_words_of(row))
    database().delete(row.pk for row in found)
    rows.delete()


def _words_of(row: SearchDocument) -> set[Word]:
    return words_of(row.site, row.analysis)


def _is_fresh(row: SearchDocument) -> bool:
    return (row.analysis_backend, row.analysis_version) == analysis.active_backend()


def _analyse(row: SearchDocument) -> None:
    row.analysis = {
        name: pack(analysis.analyze(getattr(row, name), row.language)) for name in TEXTS
    }
    row.sentences = sentences(row.body)
    row.analysis_backend, row.analysis_version = analysis.active_backend()
