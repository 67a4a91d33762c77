"""Times of looking words up, on the database that the environment sets up:
`python -m tests.benchmarks.vocabulary_engine FILE`. FILE gets the figures.
"""

import json
import os
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from uuid import UUID

import django
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone

FORMS = int(os.environ.get("FORMS", "200000"))
"""Different words of the texts; fewer give a quick look, but other figures."""
WORDS = 200
"""Of a text."""
LOOKUPS = 300
_LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"


def main(path: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    os.environ.setdefault("TEST_DATABASE", f"{path}.sqlite3")
    django.setup()
    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    try:
        path.write_text(json.dumps(_measured()))
    finally:
        teardown_databases(databases, verbosity=0)


def _measured() -> dict[str, float]:
    """Median milliseconds by what is looked up."""
    from search.asking.completions import completions
    from search.asking.corrections import nearest
    from search.queries import TimeLimit

    forms = _forms()
    _write(forms)
    at = timezone.now()
    chance = random.Random(FORMS)
    typed = [_mistyped(chance.choice(forms), chance) for _ in range(LOOKUPS)]
    begun = [chance.choice(forms)[: chance.randint(1, 8)] for _ in range(LOOKUPS)]
    return {
        "correction": _milliseconds(nearest, typed),
        "completion": _milliseconds(
            lambda beginning: completions(beginning, 8, at, TimeLimit()), begun
        ),
    }


def _forms() -> list[str]:
    """Inflected compounds of two and three parts, in any order."""
    from cms.demo import data
    from cms.demo.scale.vocabulary import compound

    parts = data.read("scale")
    chance = random.Random(0)
    first, last, endings = (
        parts[name].split() for name in ("first_parts", "last_parts", "endings")
    )
    forms: dict[str, None] = {}
    while len(forms) < FORMS:
        form = compound(chance.choice(first), chance.choice(last), chance.choice(endings))
        forms[chance.choice([form, compound(chance.choice(first), form, "")])] = None
    return list(forms)


def _write(forms: Sequence[str]) -> None:
    from search.declarations import SearchShape
    from search.indexing import put

    put(
        SearchShape(UUID(int=start), "news", "fi", "", " ".join(forms[start : start + WORDS]), "/")
        for start in range(0, len(forms), WORDS)
    )
    if connection.vendor == "postgresql":  # which does so itself within a minute
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _mistyped(word: str, chance: random.Random) -> str:
    """With one letter left out, added, changed or swapped with the next."""
    place = chance.randrange(len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    other = chance.choice(_LETTERS)
    return chance.choice(
        [
            before + after,
            before + other + letter + after,
            before + other + after,
            before + after[0] + letter + after[1:],
        ]
    )


def _milliseconds(look_up: Callable[[str], object], words: Iterable[str]) -> float:
    times = []
    for word in words:
        started = perf_counter()
        look_up(word)
        times.append(perf_counter() - started)
    return median(times) * 1000


if __name__ == "__main__":
    main(Path(sys.argv[1]))
