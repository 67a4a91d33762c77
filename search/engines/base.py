"""What the search asks of an engine: write rows, and answer a request that is already analysed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from search.models import SearchDocument
from search.values import Found, Request


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
        self, terms: Iterable[str], at: datetime, site: str, languages: Sequence[str]
    ) -> set[str]:
        """Those of the terms by which a text of the site and in one of the languages, or of any if
        there are none, is found that is visible at the time."""
