"""Searches are counted in memory, as a search takes no write lock, and written by a thread.

Only processes that serve people count: they say so by `begin`. A process that is killed loses what
it counted in the last WRITE_AFTER seconds; one that is stopped writes it first.
"""

import atexit
import logging
import threading
from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple

from django.db import connections, transaction
from django.db.models import F
from django.utils import timezone

from search.counting.query_counts import QueryCount, countable

logger = logging.getLogger(__name__)

WRITE_AFTER = 10.0
"""Seconds from a search to the moment when it and those after it are written."""
MAX_WAITING = 1_000
"""Different queries of a process that wait to be written; more are not counted."""
MAX_PER_DAY = 20_000
"""Different queries of a day; more are not counted, so that a flood of them fills no disk."""


class _Key(NamedTuple):
    day: str
    """In ISO 8601."""
    site: str
    language: str
    text: str


class _Count(NamedTuple):
    searches: int
    pages: int
    """Found the last time."""


class Counter:
    """The counts of one process that are not written yet."""

    def __init__(self, write_after: float = WRITE_AFTER) -> None:
        self.write_after = write_after
        self._counts: dict[_Key, _Count] = {}
        self._timer: threading.Timer | None = None
        self._changing = threading.Lock()
        self._writing = threading.Lock()

    def count(self, text: str, language: str, pages: int, site: str = "") -> None:
        """Counts a search that found so many pages, unless its words may be somebody's data."""
        words = countable(text)
        if words is None:
            return
        key = _Key(timezone.localdate().isoformat(), site, language, words)
        with self._changing:
            self._add({key: _Count(1, pages)})
            self._write_later()

    def write(self) -> None:
        """Writes what was counted. What cannot be written waits for the next time."""
        with self._writing:
            with self._changing:
                counts, self._counts = self._counts, {}
            if not counts:
                return
            try:
                _write(counts)
            except Exception:
                logger.exception("%d counts of searches could not be written", len(counts))
                with self._changing:
                    newer, self._counts = self._counts, counts
                    self._add(newer)
                    self._write_later()

    def close(self) -> None:
        """Writes what is left, as the process ends."""
        with self._changing:
            if self._timer:
                self._timer.cancel()
        self.write()

    def _add(self, counts: Mapping[_Key, _Count]) -> None:
        for key, count in counts.items():
            before = self._counts.get(key)
            if before or len(self._counts) < MAX_WAITING:
                searches = count.searches + (before.searches if before else 0)
                self._counts[key] = _Count(searches, count.pages)

    def _write_later(self) -> None:
        if self._timer is None:
            self._timer = threading.Timer(self.write_after, self._write_in_thread)
            self._timer.daemon = True
            self._timer.start()

    def _write_in_thread(self) -> None:
        with self._changing:
            self._timer = None
        try:
            self.write()
        finally:
            connections.close_all()


@transaction.atomic
def _write(counts: Mapping[_Key, _Count]) -> None:
    # Always in the same order: two processes that write the same rows wait, and do not lock up.
    for day, keys in groupby(sorted(counts), key=lambda key: key.day):
        rows = [QueryCount(**key._asdict()) for key in keys]
        room = max(MAX_PER_DAY - QueryCount.objects.filter(day=day).count(), 0)
        QueryCount.objects.bulk_create(rows[:room], ignore_conflicts=True)
    for key in sorted(counts):
        QueryCount.objects.filter(**key._asdict()).update(
            searches=F("searches") + counts[key].searches, pages=counts[key].pages
        )


_counter: Counter | None = None


def begin() -> None:
    """Has this process count the searches that it answers."""
    global _counter
    if _counter is None:
        _counter = Counter()
        atexit.register(_counter.close)


def count(text: str, language: str, pages: int, site: str = "") -> None:
    """Counts a search that a person made, where searches are counted."""
    if _counter:
        _counter.count(text, language, pages, site)
