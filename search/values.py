"""The values of a query: its clauses and the request of an engine, and what the engine found."""

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
    """One demand of a query: a word, or words that stand in order."""

    places: tuple[tuple[str, ...], ...]
    """For each word, the terms of which any will do."""
    start: int
    end: int
    """Where it stands in the query's text."""
    is_phrase: bool = False
    is_prefix: bool = False
    """Whether its first term is only the beginning of what is looked for."""
    is_excluded: bool = False
    is_quoted: bool = False
    """Whether it is in quotation marks, so that these very words are meant."""
    since: date | None = None
    until: date | None = None
    """First and last day of a date that was typed. A row also meets the clause when its page's date
    is one of these days, so that what only tells of the day is not lost."""

    @property
    def is_word(self) -> bool:
        """Whether it is a word and nothing more was said of it."""
        return not (self.is_phrase or self.is_quoted or self.is_prefix or self.since)


@dataclass(frozen=True)
class Request:
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
    """A page whose title has exactly these words comes first, whatever its age."""
    order: Order = "relevance"
    """By relevance, pages with an exact title come first, then those dated on the days that were
    typed, then the most relevant by a score that grows with RECENCY; by date, the newest."""
    offset: int = 0
    limit: int = 20


RowKey = tuple[UUID, str, int]
"""Of a row: its page, its file and the page of the file, or nothing and 0 for its own row."""


class FoundRow(NamedTuple):
    """What a hit shows of a row, by the names of SearchDocument."""

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
    total: int
    """Pages that are found, whatever the offset and limit."""
    rows: list[FoundRow]
    """The one that stands for each page of this slice, best first; a page that was hidden since it
    was found has none."""
    facets: dict[str, list[tuple[str, int]]]
    """Values and numbers of pages, counted with the other facets' choices, most first."""
