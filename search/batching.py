"""Many things a few at a time. (`itertools.batched` comes with Python 3.12.)"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """All of them in order, so many in each list but the last."""
    things = iter(things)
    return iter(lambda: list(islice(things, size)), [])
