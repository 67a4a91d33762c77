"""Bounded parts of the cache. A shared cache has a limit of its own at best: who asks much would
fill it up to there, and push out whatever else stands in it."""

from hashlib import sha256
from time import time
from typing import Any, NamedTuple

from django.core.cache import cache


class _Put(NamedTuple):
    name: str
    at: float
    value: Any


class Shelf:
    """So many places, each for one value at a time. A value may stand in either of two places that
    follow from its name, and takes that of the older one where both are taken."""

    def __init__(self, name: str, places: int) -> None:
        self.name = name
        self.places = places

    def get(self, name: str) -> Any:
        """The value; None when there is none, or another has taken its place."""
        return next((put.value for put in self._standing(name).values() if put.name == name), None)

    def put(self, name: str, value: Any, seconds: float) -> None:
        standing = self._standing(name)

        def preference(place: str) -> tuple[bool, float]:
            put = standing.get(place)
            return (put is None or put.name != name, put.at if put else 0)

        place = min(self._two_places(name), key=preference)
        cache.set(place, _Put(name, time(), value), seconds)

    def _standing(self, name: str) -> dict[str, _Put]:
        found: dict[str, _Put] = cache.get_many(self._two_places(name))
        return found

    def _two_places(self, name: str) -> list[str]:
        digest = sha256(name.encode()).digest()
        numbers = (int.from_bytes(half, "big") % self.places for half in (digest[:16], digest[16:]))
        return [f"{self.name}-{number}" for number in numbers]
