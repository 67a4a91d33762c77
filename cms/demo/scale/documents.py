"""Generated documents: what they say and where they belong, the same for the same seed."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from cms.demo.scale import vocabulary

LONGEST = 270
SHORTEST = 120
"""Words of a document's text: 195 on average, beside 5 of its title."""
KINDS = {"news": 40, "meeting": 25, "event": 20, "statement": 15}
"""Codes of kinds with their share in hundred documents."""
STATES = {"as_planned": 90, "moved": 7, "cancelled": 3}
FIRST_DAY = dt.date(2014, 1, 1)
DAYS = 12 * 365
TOPICS = 3
"""At most, of one document."""


@dataclass(frozen=True)
class Document:
    uuid: UUID
    kind: str
    title: str
    paragraphs: Sequence[str]
    """Two or more."""
    date: dt.date
    region: str
    """Slug of the region; empty for news of the whole city."""
    topics: Sequence[str]
    """Slugs."""
    state: str


def documents(
    count: int, seed: int, regions: Sequence[str], topics: Sequence[str]
) -> Iterator[Document]:
    """So many documents over these regions and topics, of which the first are the commonest."""
    writer = _Writer(seed)
    for _number in range(count):
        yield writer.document(regions, topics)


class _Writer:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def document(self, regions: Sequence[str], topics: Sequence[str]) -> Document:
        kind = self._one_by_share(KINDS)
        return Document(
            uuid=UUID(int=self.chance.getrandbits(128), version=4),
            kind=kind,
            title=self._sentence(self.chance.randint(3, 7)).rstrip("."),
            paragraphs=list(self._paragraphs(self.chance.randint(SHORTEST, LONGEST))),
            date=FIRST_DAY + dt.timedelta(days=self.chance.randrange(DAYS)),
            region=self._commoner_first(["", *regions] if kind == "news" else regions),
            topics=sorted(
                {self._commoner_first(topics) for _ in range(self.chance.randint(0, TOPICS))}
            ),
            state=self._one_by_share(STATES) if kind in ("meeting", "event") else "",
        )

    def _paragraphs(self, length: int) -> Iterator[str]:
        while length > 0:
            words = min(self.chance.randint(30, 60), length)
            length -= words
            yield " ".join(self._sentences(words))

    def _sentences(self, length: int) -> Iterator[str]:
        while length > 0:
            words = min(self.chance.randint(5, 14), length)
            length -= words
            yield self._sentence(words)

    def _sentence(self, length: int) -> str:
        words = self.chance.choices(vocabulary.words(), cum_weights=vocabulary.weights(), k=length)
        return f"{' '.join(words).capitalize()}."

    def _one_by_share(self, shares: dict[str, int]) -> str:
        return self.chance.choices(list(shares), list(shares.values()))[0]

    def _commoner_first(self, values: Sequence[str]) -> str:
        """By Zipf's law again, so that a facet's counts differ."""
        return self.chance.choices(values, [1 / rank for rank in range(2, len(values) + 2)])[0]
