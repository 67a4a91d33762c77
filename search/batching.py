"""Batches of an iterable. (`itertools.batched` comes with Python 3.12.)"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things in order, in lists of `size`; the last may be shorter."""
    things = iter(things)
    return iter(lambda: list(islice(things, size)), [])
