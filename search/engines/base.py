"""What the search asks of an engine: write rows, and answer a request that is already analysed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol
from uuid import UUID

from search.engines.found_rows import FoundRow
from search.models import SearchDocument

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


@dataclass(frozen=True)
class Found:
    total: int
    """Pages that are found, whatever the offset and limit."""
    rows: list[FoundRow]
    """The one that stands for each page of this slice, best first; a page that was hidden since it
    was found has none."""
    facets: dict[str, list[tuple[str, int]]]
    """Values and numbers of pages, counted with the other facets' choices, most first."""


def most_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Values and numbers of pages, in the order of a facet."""
    return sorted(counts.items(), key=lambda count: (-count[1], count[0]))


class Engine(Protocol):
    name: str

    def write(self, rows: Iterable[SearchDocument]) -> None:
        """Makes the rows found as they now are, in the transaction of the caller."""

    def delete(self, row_ids: Iterable[int]) -> None: ...

    def unwritten(self) -> set[UUID]:
        """Pages of which the engine has lost a row."""

    def tidy(self) -> None:
        """Does what the engine needs to stay quick, once a day or so."""

    def find(self, request: Request) -> Found: ...

    def visible_terms(
        self, terms: Iterable[str], at: datetime, languages: Sequence[str]
    ) -> set[str]:
        """Those of the terms by which a text in one of the languages, or in any if there are none,
        is found that is visible at the time."""
