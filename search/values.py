"""The values that pass between asking and engines: clauses, the request, and the result."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, NamedTuple
from uuid import UUID

from search.analysis.sentences import Sentences

FACETS = ("kind", "region", "year", "topic")

Order = Literal["relevance", "date"]
RECENCY = 0.25
RECENCY_DAYS = 365
"""The score of a page is multiplied by 1 + RECENCY / (1 + age / RECENCY_DAYS), where the age is in
days from its date to the day of the request; a day to come is none, and without a date the factor
is 1."""


@dataclass(frozen=True)
class Clause:
    """One condition of a query: a term query (a word), or a phrase query (words in order)."""

    positions: tuple[tuple[str, ...], ...]
    """For each word of the clause, its alternative terms: a text matches with any one of them at
    that position. Only a phrase has several positions."""
    start: int
    end: int
    """Offsets in the query's text."""
    is_phrase: bool = False
    is_prefix: bool = False
    """Whether its first term is a prefix; any further ones are whole terms."""
    is_excluded: bool = False
    is_quoted: bool = False
    """Whether it was in quotation marks: no synonyms are added to it."""
    since: date | None = None
    until: date | None = None
    """First and last day of a date that was typed. A row matches when its page's date is in this
    range, or when its text has the terms."""

    @property
    def is_word(self) -> bool:
        """Whether it is a plain term query: no phrase, prefix, quotation or date."""
        return not (self.is_phrase or self.is_quoted or self.is_prefix or self.since)


@dataclass(frozen=True)
class Request:
    """A query as an engine is asked it: analysed, expanded and paged."""

    at: datetime
    """Only what is visible at this time is found."""
    clauses: Sequence[Clause] = ()
    """All of them hold for each hit; none at all finds every page, the newest first."""
    facets: dict[str, Sequence[str | int]] = field(default_factory=dict)
    """Chosen values by facet: a page has one of them in each facet; none means any."""
    site: str = ""
    """Only its pages are found; none means those of any site."""
    languages: Sequence[str] = ()
    since: date | None = None
    until: date | None = None
    """First and last day of the pages' dates."""
    title_key: str = ""
    """The normalised query: a page whose title_key equals it is ranked first, whatever its age."""
    order: Order = "relevance"
    """By relevance, pages with an exact title come first, then those dated on the days that were
    typed, then the most relevant by a score that grows with RECENCY; by date, the newest."""
    offset: int = 0
    limit: int = 20
    seconds: float = 1.0
    """That an engine outside the database may take."""


RowKey = tuple[UUID, str, int]
"""Identifies a row: the page's UUID, the file's key and the file's page number; "" and 0 for the
page's own row."""


class FoundRow(NamedTuple):
    """The stored fields of a row that a hit is built of, named as in SearchDocument."""

    id: int
    uuid: UUID
    file_key: str
    file_page: int
    kind: str
    language: str
    title: str
    path: str
    regions: list[str]
    topics: list[str]
    date: date | None
    state: str
    file_title: str
    file_path: str
    items: list[dict[str, Any]]
    sentences: Sentences
    body: str
    analysis: dict[str, Any]


@dataclass(frozen=True)
class Found:
    """The result of a request."""

    total: int
    """All matching pages, whatever the offset and limit."""
    rows: list[FoundRow]
    """The best row of each page of this slice, best first; a page that was hidden since it was
    found has none."""
    facets: dict[str, list[tuple[str, int]]]
    """By facet, values with numbers of pages, most first; filtered by the choices in the other
    facets but not by those in the facet itself."""
