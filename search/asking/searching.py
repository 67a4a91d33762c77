"""The search as other rooms ask it: words and choices in, one ranked list with its facets out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from search import engines
from search.analysis import active_backend
from search.analysis.sentences import sentences
from search.asking.completions import completions, inflected
from search.asking.corrections import corrected
from search.asking.expansion import expanded
from search.asking.highlights import Fragment, Mark, Marker, fragments
from search.asking.parsing import (
    MAX_QUERY_LENGTH,
    LeftOut,
    Parsed,
    merged,
    parse,
    without_exclusions,
    without_hyphens,
)
from search.counting.counter import count
from search.engines import database, find
from search.engines.time_limit import TimeLimit
from search.models import SearchDocument
from search.rows.indexing import stale_rows
from search.rows.row_values import title_key
from search.values import FACETS, Clause, Found, FoundRow, Order, Request

MAX_HITS = 100
"""Hits of one call."""
_LAST_OFFSET = 10**9
_NO_YEAR = date.max.year + 1
"""Stands for any number that is no year, as a database takes none without end."""


@dataclass(frozen=True)
class Query:
    """A person's query: its text and the filters chosen.

    Values within a facet are combined with OR, facets with AND.
    """

    text: str = ""
    kinds: Sequence[str] = ()
    regions: Sequence[str] = ()
    years: Sequence[int] = ()
    topics: Sequence[str] = ()
    languages: Sequence[str] = ()
    """ISO 639-1 codes of pages; none means all."""
    site: str = ""
    """Key of the site that is asked; none means all that there are."""
    since: date | None = None
    until: date | None = None
    """First and last day of the pages' dates."""
    order: Order = "relevance"

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is chosen."""
        return any((self.kinds, self.regions, self.years, self.topics, self.since, self.until))

    @property
    def with_all_words(self) -> str | None:
        """The text that also asks for the words which this one leaves out, if there are any."""
        text = without_exclusions(self.text)
        return text if text != self.text else None


@dataclass(frozen=True)
class Match:
    """The part or file page that matches best."""

    kind: str
    """agenda_item, another kind of part, or file."""
    title: str
    path: str
    """The page's address with the item's anchor, or the file's with #page=."""


@dataclass(frozen=True)
class Hit:
    """A published page that matches; one hit however many of its parts and files match."""

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
    left_out: Sequence[LeftOut] = ()
    """What of the query was not looked for."""


def search(
    query: Query,
    *,
    offset: int = 0,
    limit: int = 20,
    at: datetime | None = None,
    within: TimeLimit | None = None,
    is_counted: bool = True,
) -> Results:
    """Pages in which every word stands, in the query's order; without words every page, newest
    first. `at` (now) is when the pages are to be visible. What one request searches several times
    is `within` one time limit. What no person asks just now is not counted among the searches.

    Raises OutOfTimeError."""
    # What is longer is a piece of somebody's text: to read it through would take long.
    query = replace(query, text=query.text[:MAX_QUERY_LENGTH])
    parsed = parse(query.text, query.languages)
    if query.text.strip() and not parsed.clauses:  # nothing to look for
        return Results(left_out=parsed.left_out)
    time = within or TimeLimit()
    with time.kept():
        asked = Request(
            at=at or timezone.now(),
            clauses=_clauses(parsed, query.site),
            facets={
                "kind": query.kinds,
                "region": query.regions,
                "year": [min(max(year, 0), _NO_YEAR) for year in query.years],
                "topic": query.topics,
            },
            site=query.site,
            languages=query.languages,
            since=query.since,
            until=query.until,
            title_key=title_key(query.text),
            order=query.order,
            offset=min(max(offset, 0), _LAST_OFFSET),
            limit=min(max(limit, 0), MAX_HITS),
            seconds=time.left,
        )
        found, answered, better = _find(query, parsed, asked, time)
    if is_counted and not offset and not query.is_narrowed:  # else the same person asks further
        language = query.languages[0] if len(query.languages) == 1 else ""
        count(query.text, language, 0 if better else found.total, query.site)
    return _results(answered, found, better, parsed.left_out)


def _find(
    query: Query, parsed: Parsed, asked: Request, time: TimeLimit
) -> tuple[Found, Request, str | None]:
    """What is found; else what is found by a rewritten query, with that, as long as there is plenty
    of time."""
    found = find(asked)
    if found.total:
        return found, asked, None
    for better in _alternatives(query.text, parsed, asked):
        if not time.is_plenty:
            break
        meant = replace(
            asked,
            clauses=_clauses(parse(better, query.languages), query.site),
            title_key=title_key(better),
        )
        if (found_else := find(meant)).total:
            return found_else, meant, better
    return found, asked, None


def suggest(
    query: Query, limit: int = 8, at: datetime | None = None, within: TimeLimit | None = None
) -> list[str]:
    """Texts that the query's may become: its last word completed to a base form that a visible
    text has, commonest first.

    Raises OutOfTimeError."""
    text = query.text
    if len(text) > MAX_QUERY_LENGTH:
        return []
    clauses = parse(text, query.languages).clauses
    if not clauses or clauses[-1].end < len(text):
        return []
    start = clauses[-1].start
    time = within or TimeLimit()
    with time.kept():
        words = completions(
            text[start:].lower(), limit, at or timezone.now(), time, query.site, query.languages
        )
    return [text[:start] + word for word in words]


def health() -> dict[str, object]:
    """What answers, and how many rows there are; stale ones wait for the worker to analyse them."""
    backend, version = active_backend()
    rows = SearchDocument.objects
    return {
        **engines.health(),
        "analysis": {"backend": backend, "version": version},
        "pages": rows.filter(file_page=0).count(),
        "filePages": rows.filter(file_page__gt=0).count(),
        "staleRows": stale_rows().count(),
    }


def _clauses(parsed: Parsed, site: str) -> list[Clause]:
    """Those of the parsed text, each once, with synonyms, and with the lemmas of inflected forms
    that a prefix begins."""
    return [
        replace(
            clause,
            positions=((*clause.positions[0], *inflected(clause.positions[0][0], site)),),
        )
        if clause.is_prefix
        else clause
        for clause in expanded(merged(parsed.clauses))
    ]


def _alternatives(text: str, parsed: Parsed, request: Request) -> Iterator[str]:
    """Rewritten queries to try when there are no hits: without exclusions (in Finnish a hyphen
    after a space also begins the last part of a compound: Kerro Pois -kahvihetki), with hyphenated
    words split, then with spelling corrected."""
    excluded = [clause for clause in request.clauses if clause.is_excluded]
    if 0 < len(excluded) < len(request.clauses) and all(clause.is_word for clause in excluded):
        yield without_exclusions(text)
    if (parted := without_hyphens(text)) != text:
        yield parted
    # Each word is looked for by itself: a query of many common ones would count all their pages.
    yield from corrected(
        text,
        parsed.clauses,
        request.site,
        lambda clause: bool(
            database().visible_terms(
                clause.positions[0], request.at, request.site, request.languages
            )
        ),
    )


def _results(
    request: Request, found: Found, did_you_mean: str | None, left_out: Sequence[LeftOut]
) -> Results:
    marker = Marker(request.clauses) if request.clauses else None
    return Results(
        total=found.total,
        hits=[_hit(row, marker) for row in found.rows],
        facets={
            facet: [FacetCount(value, count) for value, count in found.facets[facet]]
            for facet in FACETS
        },
        did_you_mean=did_you_mean,
        left_out=left_out,
    )


def _hit(row: FoundRow, marker: Marker | None) -> Hit:
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
        # A row of an older version has none until the worker has analysed it.
        fragments=fragments(row.body, row.sentences or sentences(row.body), found),
        match=_match(row, found),
    )


def _match(row: FoundRow, found: Sequence[Mark]) -> Match | None:
    """The file page of a file row; else the part that matches the most clauses, unless the text
    outside the parts matches more."""
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
