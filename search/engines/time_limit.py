"""The time that searches may take, so that no question of a stranger holds up those of others."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from search.engines import database
from search.engines.base import OutOfTimeError

DEFAULT = 1_000
"""Milliseconds of all that one request searches."""
SHARE_OF_PLENTY = 1 / 8


class TimeLimit:
    """How long one request may search, however often it does. What counts is the time of the
    processor where the database is in our own process, so that a busy machine gives the same
    answers; else that of the clock."""

    def __init__(self) -> None:
        given = getattr(settings, "KUMPPANUUS", {}).get("SEARCH_MILLISECONDS", DEFAULT)
        self.seconds: float = given / 1000
        self._clock = database().clock
        self._spent = 0.0
        self._started: float | None = None

    @property
    def left(self) -> float:
        running = 0.0 if self._started is None else self._clock() - self._started
        return self.seconds - self._spent - running

    @property
    def is_plenty(self) -> bool:
        """Whether so little is spent that what was not found may be looked for in other words."""
        return self.left > self.seconds * (1 - SHARE_OF_PLENTY)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Ends what the database is asked, when no time is left.

        Raises OutOfTimeError."""
        if self.left <= 0:
            raise OutOfTimeError
        self._started = self._clock()
        try:
            with database().within(self.left):
                yield
        finally:
            self._spent += self._clock() - self._started
            self._started = None
