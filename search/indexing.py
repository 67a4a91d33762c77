"""The rows as other rooms write them, in the transaction that publishes or hides a page."""

import logging
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from pybreaker import CircuitBreakerError

from search import analysis
from search.analysis.packing import pack
from search.declarations import SearchShape
from search.engines import database
from search.engines.elasticsearch.connection import FAILURES, is_set
from search.engines.elasticsearch.feeding import feed
from search.models import PageVersion, SearchDocument, SearchFacet
from search.rows import TEXTS, facet_values, row_values

logger = logging.getLogger(__name__)

ANALYSED = {*TEXTS, "language"}
"""What a change of calls for a new analysis."""


@transaction.atomic
def put(shapes: Iterable[SearchShape]) -> None:
    """Writes all rows of these pages in place of those they had; what is the same stays."""
    for shape in shapes:
        page = _locked(shape.uuid)
        if _put_rows(shape) | _put_facets(shape):
            page.mark_changed()


@transaction.atomic
def remove(uuids: Iterable[UUID]) -> None:
    """Takes these pages and their files out of the search."""
    for page in PageVersion.objects.select_for_update().filter(uuid__in=uuids, is_removed=False):
        _delete(SearchDocument.objects.filter(uuid=page.uuid))
        SearchFacet.objects.filter(uuid=page.uuid).delete()
        page.mark_changed(is_removed=True)


def all_uuids() -> set[UUID]:
    """The pages that have rows."""
    return set(SearchDocument.objects.filter(file_page=0).values_list("uuid", flat=True))


def is_current(shape: SearchShape) -> bool:
    """Whether the page's rows say what its shape says, by the analysis in use."""
    before = _rows_by_place(shape.uuid)
    for values in row_values(shape):
        row = before.pop((values["file_key"], values["file_page"]), None)
        if row is None or _changed(row, values) or not _is_fresh(row):
            return False
    facets = SearchFacet.objects.filter(uuid=shape.uuid).values_list("name", "value")
    return not before and set(facets) == facet_values(shape)


@transaction.atomic
def reanalyse_stale(limit: int = 100) -> int:
    """Analyses anew up to so many rows that another backend or version wrote; their number."""
    rows = list(stale_rows()[:limit])
    for row in rows:
        _analyse(row)
    SearchDocument.objects.bulk_update(
        rows, ["analysis", "analysis_backend", "analysis_version"], batch_size=100
    )
    database().write(rows)
    for uuid in {row.uuid for row in rows}:
        _locked(uuid).mark_changed()
    return len(rows)


def send_changes() -> None:
    """Sends what Elasticsearch lacks of the rows, a part at a time. When it cannot be had they
    wait, and it is spared for a while."""
    if not is_set():
        return
    try:
        feed()
    except CircuitBreakerError:
        return
    except FAILURES as failure:
        logger.warning("Elasticsearch took no changes, they wait: %r", failure)


def stale_rows() -> QuerySet[SearchDocument]:
    """Rows that another analysis wrote than the one in use."""
    backend, version = analysis.active_backend()
    return SearchDocument.objects.filter(
        ~Q(analysis_backend=backend) | ~Q(analysis_version=version)
    ).order_by("pk")


def _locked(uuid: UUID) -> PageVersion:
    """The page's version, held until the transaction ends: who writes the same page waits."""
    return PageVersion.objects.select_for_update().get_or_create(uuid=uuid)[0]


def _put_rows(shape: SearchShape) -> bool:
    """Whether any row changed."""
    before = _rows_by_place(shape.uuid)
    is_changed = False
    analysed = []
    for values in row_values(shape):
        row = before.pop((values["file_key"], values["file_page"]), None)
        changed = _changed(row, values)
        if row and not changed and _is_fresh(row):
            continue
        row = row or SearchDocument()
        for name in changed:
            setattr(row, name, values[name])
        if changed & ANALYSED or not _is_fresh(row):
            _analyse(row)
            analysed.append(row)
        row.save()
        is_changed = True
    _delete(SearchDocument.objects.filter(pk__in=[row.pk for row in before.values()]))
    database().write(analysed)
    return is_changed or bool(before)


def _rows_by_place(uuid: UUID) -> dict[tuple[object, object], SearchDocument]:
    """The page's rows by file and page of the file."""
    rows = SearchDocument.objects.filter(uuid=uuid).defer("analysis")
    return {(row.file_key, row.file_page): row for row in rows}


def _changed(row: SearchDocument | None, values: dict[str, object]) -> set[str]:
    """The names of the values that the row does not have yet."""
    if row is None:
        return set(values)
    return {name for name, value in values.items() if getattr(row, name) != value}


def _delete(rows: QuerySet[SearchDocument]) -> None:
    database().delete(list(rows.values_list("pk", flat=True)))
    rows.delete()


def _is_fresh(row: SearchDocument) -> bool:
    return (row.analysis_backend, row.analysis_version) == analysis.active_backend()


def _analyse(row: SearchDocument) -> None:
    row.analysis = {
        name: pack(analysis.analyze(getattr(row, name), row.language)) for name in TEXTS
    }
    row.analysis_backend, row.analysis_version = analysis.active_backend()


def _put_facets(shape: SearchShape) -> bool:
    """Whether any facet changed."""
    wanted = facet_values(shape)
    is_changed = False
    for facet in SearchFacet.objects.filter(uuid=shape.uuid):
        if (facet.name, facet.value) in wanted:
            wanted.remove((facet.name, facet.value))
        else:
            facet.delete()
            is_changed = True
    SearchFacet.objects.bulk_create(
        SearchFacet(uuid=shape.uuid, name=name, value=value) for name, value in sorted(wanted)
    )
    return is_changed or bool(wanted)
