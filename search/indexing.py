"""The rows as other rooms write them, in the transaction that publishes or hides a page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from search import analysis
from search.analysis.packing import pack
from search.declarations import AttachedFile, SearchShape
from search.engines import engine
from search.models import SearchDocument, SearchFacet

TEXTS = ("title", "body", "extra")
"""The fields of a row that are analysed."""
ANALYSED = {*TEXTS, "language"}
"""What a change of calls for a new analysis."""


@dataclass(frozen=True)
class Status:
    """How the search stands, for the health check and `search_status`."""

    engine: str
    analysis_backend: str
    analysis_version: str
    pages: int
    file_pages: int
    stale_rows: int
    """Rows that another analysis wrote, to be analysed anew by the worker."""


@transaction.atomic
def put(shapes: Iterable[SearchShape]) -> None:
    """Writes all rows of these pages in place of those they had; what is the same stays."""
    for shape in shapes:
        _put_rows(shape)
        _put_facets(shape)


@transaction.atomic
def remove(uuids: Iterable[UUID]) -> None:
    """Takes these pages and their files out of the search."""
    uuids = list(uuids)
    _delete(SearchDocument.objects.filter(uuid__in=uuids))
    SearchFacet.objects.filter(uuid__in=uuids).delete()


def all_uuids() -> set[UUID]:
    """The pages that have rows."""
    return set(SearchDocument.objects.filter(file_page=0).values_list("uuid", flat=True))


@transaction.atomic
def reanalyse_stale(limit: int = 100) -> int:
    """Analyses anew up to so many rows that another backend or version wrote; their number."""
    rows = list(_stale()[:limit])
    for row in rows:
        _analyse(row)
        row.version += 1
        row.is_sent = False
    SearchDocument.objects.bulk_update(
        rows, ["analysis", "analysis_backend", "analysis_version", "version", "is_sent"]
    )
    engine().write(rows)
    return len(rows)


def status() -> Status:
    backend, version = analysis.active_backend()
    rows = SearchDocument.objects
    return Status(
        engine=engine().name,
        analysis_backend=backend,
        analysis_version=version,
        pages=rows.filter(file_page=0).count(),
        file_pages=rows.filter(file_page__gt=0).count(),
        stale_rows=_stale().count(),
    )


def _stale() -> QuerySet[SearchDocument]:
    backend, version = analysis.active_backend()
    return SearchDocument.objects.filter(
        ~Q(analysis_backend=backend) | ~Q(analysis_version=version)
    ).order_by("pk")


def _put_rows(shape: SearchShape) -> None:
    before = {
        (row.file_key, row.file_page): row
        for row in SearchDocument.objects.filter(uuid=shape.uuid).defer("analysis")
    }
    analysed = []
    for values in _rows(shape):
        row = before.pop((values["file_key"], values["file_page"]), None)
        if row is None:
            row = SearchDocument(**values)
            changed = set(values)
        else:
            changed = {name for name, value in values.items() if getattr(row, name) != value}
            row.version += 1
            row.is_sent = False
            for name in changed:
                setattr(row, name, values[name])
        if changed & ANALYSED or not _is_fresh(row):
            _analyse(row)
            analysed.append(row)
        elif not changed:
            continue
        row.save()
    _delete(SearchDocument.objects.filter(pk__in=[row.pk for row in before.values()]))
    engine().write(analysed)


def _delete(rows: QuerySet[SearchDocument]) -> None:
    engine().delete(list(rows.values_list("pk", flat=True)))
    rows.delete()


def _rows(shape: SearchShape) -> Iterator[dict[str, object]]:
    """The values of the page's own row, and of one for each page of its files."""
    body, items = _body_and_items(shape)
    common: dict[str, object] = {
        "uuid": shape.uuid,
        "kind": shape.kind,
        "language": shape.language,
        "title": _text(shape.title),
        "path": shape.path,
        "regions": list(shape.regions),
        "topics": list(shape.topics),
        "date": shape.date,
        "year": shape.date and shape.date.year,
        "state": shape.state,
        "visible_until": shape.visible_until,
    }
    yield common | {
        "file_key": "",
        "file_page": 0,
        "body": body,
        "items": items,
        "extra": _text("\n".join(shape.extra_terms)),
    }
    for file in _each_once(shape.files):
        for number, text in enumerate(file.pages, start=1):
            yield common | {
                "file_key": file.key,
                "file_page": number,
                "file_title": _text(file.title),
                "file_path": file.path,
                "body": _text(text),
                "extra": _text(file.title),
            }


def _each_once(files: Iterable[AttachedFile]) -> Iterable[AttachedFile]:
    """A page may name the same file twice: the first name stays."""
    return {file.key: file for file in reversed(list(files))}.values()


def _text(text: str) -> str:
    return text.replace("\0", "")  # no database keeps one, and no word has one


def _body_and_items(shape: SearchShape) -> tuple[str, list[dict[str, object]]]:
    """The page's text with that of its parts, and where in it each part is."""
    body = _text(shape.body)
    items: list[dict[str, object]] = []
    for part in shape.parts:
        start = len(body) + 1 if body else 0
        text = "\n".join(filter(None, (_text(part.title), _text(part.text))))
        body = f"{body}\n{text}" if body else text
        items.append(
            {
                "kind": part.kind,
                "title": part.title,
                "anchor": part.anchor,
                "start": start,
                "end": len(body),
            }
        )
    return body, items


def _is_fresh(row: SearchDocument) -> bool:
    return (row.analysis_backend, row.analysis_version) == analysis.active_backend()


def _analyse(row: SearchDocument) -> None:
    row.analysis = {
        name: pack(analysis.analyze(getattr(row, name), row.language)) for name in TEXTS
    }
    row.analysis_backend, row.analysis_version = analysis.active_backend()


def _put_facets(shape: SearchShape) -> None:
    wanted = {
        *(("region", region) for region in shape.regions),
        *(("topic", topic) for topic in shape.topics),
    }
    present = SearchFacet.objects.filter(uuid=shape.uuid)
    for facet in present:
        if (facet.name, facet.value) in wanted:
            wanted.remove((facet.name, facet.value))
        else:
            facet.delete()
    SearchFacet.objects.bulk_create(
        SearchFacet(uuid=shape.uuid, name=name, value=value) for name, value in sorted(wanted)
    )
