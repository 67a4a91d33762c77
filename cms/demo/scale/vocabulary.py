"""Words of generated texts: those of the demo content, then inflected compounds, by Zipf's law."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, product
from typing import Any

from cms.demo import data

SIZE = 150_000
"""Forms: far more than an analysis keeps in memory, as in real texts; most are rare."""
_BACK_VOWELS = re.compile("[aou]")
_TO_FRONT_VOWELS = str.maketrans("aou", "äöy")
_WORD = re.compile(r"[a-zåäö]+(?:-[a-zåäö]+)*")


@cache
def words() -> list[str]:
    """SIZE forms, commonest first; always the same."""
    common = (word for word, _count in Counter(_demo_words()).most_common())
    return list(dict.fromkeys([*common, *_compounds()]))[:SIZE]


@cache
def weights() -> list[float]:
    """The second word is half as common as the first, the third a third of it; summed up, as
    `random.choices` takes them."""
    return list(accumulate(1 / rank for rank in range(1, len(words()) + 1)))


def _demo_words() -> Iterator[str]:
    """The words of sentences in Finnish, not of codes and names."""
    for path in data.DATA_DIR.glob("*/*.toml"):
        for text in _texts(data.read(f"{path.parent.name}/{path.stem}")):
            if text.count(" ") > 3:
                yield from _WORD.findall(text.lower())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name != "translations":
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _compounds() -> list[str]:
    """Forms of every first part with every last part; those of common parts are the commoner."""
    parts = data.read("scale")
    chance = random.Random(0)
    ranked = [
        (chance.expovariate(1) * first_rank * last_rank, compound(first, last, ending))
        for (first_rank, first), (last_rank, last), ending in product(
            enumerate(parts["first_parts"].split(), start=1),
            enumerate(parts["last_parts"].split(), start=1),
            ["", *parts["endings"].split()],
        )
    ]
    return [word for _rank, word in sorted(ranked)]


def compound(first: str, last: str, ending: str) -> str:
    """With the hyphen that stands between two vowels of the same: *ilta-arkistossa*."""
    if not _BACK_VOWELS.search(last):
        ending = ending.translate(_TO_FRONT_VOWELS)
    hyphen = "-" if first[-1] == last[0] else ""
    return first + hyphen + last + ending.replace("V", last[-1])
