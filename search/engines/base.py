"""The interface of an engine: index rows, and answer a request that is already analysed."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol
from uuid import UUID

from search.models import SearchDocument
from search.values import Found, Request


class OutOfTimeError(Exception):
    """A search was ended because it took too long."""


def most_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Facet values with their counts, the highest count first, then by value."""
    return sorted(counts.items(), key=lambda count: (-count[1], count[0]))


class Engine(Protocol):
    name: str

    def clock(self) -> float:
        """Seconds, from any time, by which the engine's work is measured."""

    def within(self, seconds: float) -> AbstractContextManager[None]:
        """Ends what the database is asked meanwhile, when so much time has gone.

        Raises OutOfTimeError."""

    def write(self, rows: Iterable[SearchDocument]) -> None:
        """Indexes the rows, in place of what was indexed of them, in the caller's transaction."""

    def delete(self, row_ids: Iterable[int]) -> None: ...

    def unwritten(self) -> set[UUID]:
        """Pages that have a row which is not in the index."""

    def optimise(self) -> None:
        """Merges index segments and updates planner statistics; run once a day or so."""

    def find(self, request: Request) -> Found: ...

    def visible_terms(
        self, terms: Iterable[str], at: datetime, site: str, languages: Sequence[str]
    ) -> set[str]:
        """The terms that match at least one row that is visible at the time and is of the site and
        in one of the languages (of any, if none are given)."""
