"""The search as other rooms ask it: words and choices in, one ranked list with its facets out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from search.analysis import active_backend
from search.corrections import corrected
from search.engines import database, find
from search.engines.base import FACETS, Clause, Found, Request
from search.highlights import Fragment, Mark, Marker, fragments
from search.indexing import stale_rows
from search.models import SearchDocument
from search.parsing import parse, without_exclusions

MOST_HITS = 100
"""Hits of one call."""
_LAST_OFFSET = 10**9
_NO_YEAR = date.max.year + 1
"""Stands for any number that is no year, as a database takes none without end."""

__all__ = ["FacetCount", "Fragment", "Hit", "Match", "Results", "health", "search", "suggest"]


@dataclass(frozen=True)
class Match:
    """Where in the page the words stand."""

    kind: str
    """agenda_item, another kind of part, or file."""
    title: str
    path: str
    """The page's address with the item's anchor, or the file's with #page=."""


@dataclass(frozen=True)
class Hit:
    """A published page that is found, once however many of its items and files match."""

    uuid: UUID
    kind: str
    language: str
    title: str
    path: str
    regions: Sequence[str]
    topics: Sequence[str]
    date: date | None
    state: str
    fragments: list[Fragment]
    match: Match | None = None
    """The best item or file page, if the words stand in one."""


@dataclass(frozen=True)
class FacetCount:
    value: str
    count: int
    """Pages."""


@dataclass(frozen=True)
class Results:
    total: int = 0
    """Pages that are found, exactly."""
    hits: list[Hit] = field(default_factory=list)
    facets: dict[str, list[FacetCount]] = field(
        default_factory=lambda: {facet: [] for facet in FACETS}
    )
    """For kind, region, year and topic: the values to choose from, most pages first, each facet
    counted with the choices of the others and without its own."""
    did_you_mean: str | None = None
    """When nothing was found as typed: the query that these hits are of instead."""


def search(
    text: str,
    *,
    kinds: Iterable[str] = (),
    regions: Iterable[str] = (),
    years: Iterable[int] = (),
    topics: Iterable[str] = (),
    languages: Iterable[str] = (),
    offset: int = 0,
    limit: int = 20,
    at: datetime | None = None,
) -> Results:
    """Pages in which every word stands, best first; without words every page, newest first.

    Choices within a facet are alternatives, choices in different facets all hold. `languages`
    are ISO 639-1 codes of pages. `at` (now) is when the pages are to be visible.
    """
    languages = tuple(languages)
    request = Request(
        at=at or timezone.now(),
        clauses=parse(text, languages),
        facets={
            "kind": tuple(kinds),
            "region": tuple(regions),
            "year": tuple(min(max(year, 0), _NO_YEAR) for year in years),
            "topic": tuple(topics),
        },
        languages=languages,
        offset=min(max(offset, 0), _LAST_OFFSET),
        limit=min(max(limit, 0), MOST_HITS),
    )
    if text.strip() and not request.clauses:  # only marks and pictures: nothing to look for
        return Results()
    found = find(request)
    if found.total:
        return _results(request, found)
    for better in _instead(text, request):
        meant = replace(request, clauses=parse(better, languages))
        found = find(meant)
        if found.total:
            return _results(meant, found, better)
    return _results(request, found)


def suggest(prefix: str, limit: int = 8, at: datetime | None = None) -> list[str]:
    """Queries that what is being typed may become: its last word completed to a base form that a
    visible text has, commonest first."""
    clauses = parse(prefix)
    if not clauses or clauses[-1].end < len(prefix):
        return []
    start = clauses[-1].start
    words = database().completions(prefix[start:].lower(), limit, at or timezone.now())
    return [prefix[:start] + word for word in words]


def health() -> dict[str, object]:
    """What answers, and how many rows there are; stale ones wait for the worker to analyse them."""
    backend, version = active_backend()
    rows = SearchDocument.objects
    return {
        "engine": database().name,
        "analysis": {"backend": backend, "version": version},
        "pages": rows.filter(file_page=0).count(),
        "filePages": rows.filter(file_page__gt=0).count(),
        "staleRows": stale_rows().count(),
    }


def _instead(text: str, request: Request) -> Iterator[str]:
    """What may have been meant when nothing is found as typed. In Finnish a hyphen after a space
    also begins the last part of a compound: Kerro Pois! -kahvihetki."""
    if {clause.is_excluded for clause in request.clauses} == {True, False}:
        yield without_exclusions(text)
    better = corrected(text, request.clauses, lambda clause: _is_found(clause, request), database())
    if better is not None:
        yield better


def _is_found(clause: Clause, request: Request) -> bool:
    return find(replace(request, clauses=[clause], facets={}, limit=0)).total > 0


def _results(request: Request, found: Found, did_you_mean: str | None = None) -> Results:
    rows = _rows(found.row_ids, is_marked=bool(request.clauses))
    marker = Marker(request.clauses) if request.clauses else None
    return Results(
        total=found.total,
        hits=[_hit(rows[row_id], marker) for row_id in found.row_ids],
        facets={
            facet: [FacetCount(value, count) for value, count in found.facets.get(facet, [])]
            for facet in FACETS
        },
        did_you_mean=did_you_mean,
    )


def _rows(row_ids: Sequence[int], is_marked: bool) -> dict[int, SearchDocument]:
    """The rows by id; their analysis, the largest part of them, only where words are marked."""
    rows = SearchDocument.objects.all()
    return (rows if is_marked else rows.defer("analysis")).in_bulk(row_ids)


def _hit(row: SearchDocument, marker: Marker | None) -> Hit:
    found = marker.marks(row.analysis["body"]) if marker else []
    return Hit(
        uuid=row.uuid,
        kind=row.kind,
        language=row.language,
        title=row.title,
        path=row.path,
        regions=row.regions,
        topics=row.topics,
        date=row.date,
        state=row.state,
        fragments=fragments(row.body, found),
        match=_match(row, found),
    )


def _match(row: SearchDocument, found: Sequence[Mark]) -> Match | None:
    """The file page, or the item with the most of the words, unless the page's own text around
    the items has more of them."""
    if row.file_page:
        return Match("file", row.file_title, f"{row.file_path}#page={row.file_page}")
    outside = set(found)
    best: tuple[int, int] = (0, 0)
    match = None
    for item in row.items:
        inside = [mark for mark in found if item["start"] <= mark.start < item["end"]]
        outside.difference_update(inside)
        if (score := (len({mark.clause for mark in inside}), len(inside))) > best:
            best = score
            match = Match(item["kind"], item["title"], f"{row.path}#{item['anchor']}")
    return match if best[0] >= len({mark.clause for mark in outside}) else None
