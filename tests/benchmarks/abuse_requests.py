"""The costliest requests that we know of, each as large as the limits let it be."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from django.db.models import F
from django.urls import reverse
from django.utils.translation import override
from graphql import GraphQLError, get_named_type, is_leaf_type, is_required_argument

from cms.languages import content_languages
from participation_api.door.documents import checked
from participation_api.fields.arguments import MAX_ROWS, cursor
from participation_api.limits.costs import MAX_ROOT_FIELDS, refusals
from participation_api.limits.validation import parse_within_limits
from participation_api.schema import schema
from search.models import VocabularyWord
from search.queries import MAX_CLAUSES, MAX_PREFIXES, MIN_PREFIX

FAR = 9_000
TABLES = ("pohjoinen", "itainen", "etelainen", "keskusta")
CHOSEN = {
    "events": 'topic: "x", upcoming: false',
    "meetings": 'topic: "x", upcoming: false',
    "news": 'topic: "x", from: "2000-01-01"',
    "statements": "status: OVERDUE",
}
"""Choices that little or nothing is left of."""
CHOICES: dict[str, dict[str, Any]] = {
    "worst mix, all choices": {
        "kind": ["news", "meeting", "event", "statement"],
        "year": list(range(2000, 2031)),
        "since": "2000-01-01",
        "until": "2030-01-01",
    },
    "worst mix by date": {"order": "date"},
    "worst mix, far page": {"page": 400},
    "worst mix, page beyond the last": {"page": 999_999_999},
}


class Pieces:
    """Words that the stored content has."""

    @cached_property
    def common(self) -> list[str]:
        words = VocabularyWord.objects.filter(form=F("term")).order_by("-rows", "form")
        return list(dict.fromkeys(words.values_list("form", flat=True)[: 4 * MAX_CLAUSES]))

    @cached_property
    def rare(self) -> list[str]:
        words = VocabularyWord.objects.filter(rows=1).exclude(term="").order_by("form")
        return list(words.values_list("form", flat=True)[: 100 * MAX_CLAUSES : 100])

    @cached_property
    def begun(self) -> list[str]:
        """The commonest beginnings."""
        counts: Counter[str] = Counter()
        for form, rows in VocabularyWord.objects.values_list("form", "rows").iterator():
            if form.isalpha():
                counts[form[:MIN_PREFIX]] += rows
        return [f"{beginning}*" for beginning, _rows in counts.most_common(20)]

    def texts(self) -> dict[str, str]:
        common, rare, begun = self.common, self.rare, self.begun
        phrases = [f'"{one} {other}"' for one, other in pairwise(common)]
        typos = [f"{word[:3]}q{word[3:]}" for word in common if len(word) > 5]
        first = " ".join(begun[:MAX_PREFIXES])
        return {
            "nothing": "",
            "a common word": common[0],
            "common words": _many(common),
            "rare words": _many(rare),
            "one letter": _many([f"{letter}*" for letter in "kaeiop"]),
            "one letter 32 times": _many(["k*"] * MAX_CLAUSES),
            "beginnings": first,
            "many beginnings": _many(begun),
            "beginnings and common words": f"{first} {_many(common[:20])}",
            "beginnings left out": _many([common[0], *(f"-{one}" for one in begun)]),
            "beginnings, a word left out, a hyphen": (
                f"{first} -{common[0]} {common[1]}-{common[2]}"
            ),
            "phrases": _many(phrases),
            "one long phrase": f'"{_many(common)}"',
            "common words left out": _many([f"-{word}" for word in common]),
            "typing errors": _many(typos),
            "few typing errors": " ".join(typos[:8]),
            "common words and a typing error": f"{_many(common[:10])} {typos[0]}",
            "dates": _many([f"{day}.{month}.2023" for month in (1, 2) for day in range(1, 28)]),
            "a common word again and again": " ".join([common[0]] * 600),
            "unknown long words": _many([f"{'kö' * 28}{number}" for number in range(MAX_CLAUSES)]),
            "long compounds": _many([f"{'kaupunki' * 6}{word}" for word in common]),
            "hyphens": _many([f"{one}-{other}" for one, other in zip(common, rare, strict=False)]),
            "letters and marks": "a-b:c'" * 300,
        }

    def chance_pieces(self, chance: random.Random) -> Iterator[str]:
        for _number in range(chance.randint(1, 6)):
            word, other = chance.choice(self.common), chance.choice(self.common[:10])
            yield chance.choice(
                [
                    word,
                    chance.choice(self.rare),
                    chance.choice(self.begun),
                    f"-{chance.choice(self.begun)}",
                    f'"{other} {word}"',
                    f"-{word}",
                    f"{word}-{other}",
                    f"{word[:2]}q{word[2:]}",
                ]
            )


def _many(pieces: list[str]) -> str:
    return " ".join(pieces[:MAX_CLAUSES])


def addresses(pieces: Pieces) -> Iterator[tuple[str, str]]:
    letters = {"a letter": "k", "two letters": pieces.begun[0][:-1], "nothing known": "qqqq"}
    for code in content_languages():
        with override(code):
            for name, text in letters.items():
                address = f"{reverse('kumppanuus:suggestions')}?{urlencode({'q': text})}"
                yield f"suggestions of {name} in {code}", address
    texts = pieces.texts()
    for name in ("beginnings", "phrases"):
        asked = urlencode({"q": texts[name], "count": 20})
        yield f"frame of a search: {name}", f"/embed/pohjoinen/search/?{asked}"


def documents(texts: dict[str, str]) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Names, queries and variables."""
    hits = "title fragments { text segments { text isMarked } } match { title url }"
    for name, text in texts.items():
        given = {"q": text}
        yield from _largest(
            f"searches: {name}",
            lambda n: f"s{n}: search(query: $q, first: {n}) {{ totalCount }}",
            given,
        )
        yield from _largest(
            f"searches with hits: {name}",
            lambda n: f"s{n}: search(query: $q, first: {MAX_ROWS - n}) {{ nodes {{ {hits} }} }}",
            given,
        )
    for letters in ("k", "ka", "kaupunki kau"):
        yield from _largest(
            f"suggestions of {letters}",
            lambda n: f"s{n}: suggest(prefix: $q, first: {n + 1})",
            {"q": letters},
        )
    yield from _largest(
        "statistics", lambda n: f"s{n}: statistics(year: {2000 + n}) {{ {_all('Statistics')} }}"
    )
    yield from _largest(
        "statistics of all time",
        lambda n: (
            f's{n}: statistics(region: "{"pohjoinen" if n % 2 else "itainen"}",'
            f" year: {2023 - n // 2}) {{ {_all('Statistics')} }}"
        ),
    )
    for root in ("meetings", "statements", "events", "news", "publications"):
        node = get_named_type(_query(root).type).fields["nodes"].type
        wide = _all(get_named_type(node).name, depth=2)
        for first in (MAX_ROWS, 20, 5):
            yield from _largest(
                f"{root}, {first} wide",
                lambda n, first=first, root=root, wide=wide: (
                    f'a{n}: {root}(first: {first}, after: "{cursor(n)}")'
                    f" {{ totalCount nodes {{ {wide} }} }}"
                ),
            )
        yield from _largest(
            f"{root}, far pages",
            lambda n, root=root: (
                f'a{n}: {root}(first: 100, after: "{cursor(FAR + n)}")'
                " { totalCount nodes { title url } }"
            ),
        )
        yield from _largest(
            f"{root}, last pages of a table",
            lambda n, root=root: (
                f'a{n}: {root}(region: "{TABLES[n % 4]}", first: 1, after: "{cursor(40_000 + n)}")'
                " { nodes { title } }"
            ),
        )
    yield from _largest(
        "statistics without a year",
        lambda n: f's{n}: statistics(region: "{TABLES[n % 4]}") {{ {_all("Statistics")} }}',
    )
    for root, choices in CHOSEN.items():
        yield from _largest(
            f"{root}, chosen",
            lambda n, root=root, choices=choices: (
                f"a{n}: {root}(first: {n + 1}, {choices}) {{ totalCount nodes {{ title }} }}"
            ),
        )
        yield from _largest(
            f"{root}, chosen and not counted",
            lambda n, root=root, choices=choices: (
                f"a{n}: {root}(first: {n + 1}, {choices}) {{ nodes {{ title }} }}"
            ),
        )
        yield from _largest(
            f"{root} of a table",
            lambda n, root=root: (
                f'a{n}: {root}(region: "{TABLES[0]}", first: {n + 1}) {{ totalCount }}'
            ),
        )
    yield from _largest("pages", lambda n: f'a{n}: page(path: "/{TABLES[0]}/{n}/") {{ title }}')
    lists = ["upcomingEvents", "latestNews", "latestMeetings", "latestStatements", "terms"]
    yield from _largest(
        "tables and their lists",
        lambda n: (
            f"a{n}: regions {{ {' '.join(f'{one} {{ title url }}' for one in lists[n % 5 :])}"
            f" {'title ' * n} }}"
        ),
    )
    yield from _largest(
        "changes",
        lambda n: f"a{n}: changes(first: {MAX_ROWS - n}) {{ nodes {{ id type }} cursor }}",
    )


def _query(name: str) -> Any:
    fields: Any = schema.graphql_schema.query_type
    return fields.fields[name]


def _all(type_name: str, depth: int = 1) -> str:
    """All fields of a type, and so of those below it."""
    of: Any = schema.graphql_schema.get_type(type_name)
    selected = []
    for name, field in getattr(of, "fields", {}).items():
        inner: Any = get_named_type(field.type)
        if any(is_required_argument(one) for one in field.args.values()):
            continue
        if is_leaf_type(inner):
            selected.append(name)
        elif depth and (below := _all(inner.name, depth - 1)):
            selected.append(f"{name} {{ {below} }}")
    return " ".join(selected)


def _largest(
    name: str, field: Callable[[int], str], variables: dict[str, str] | None = None
) -> Iterator[tuple[str, str, dict[str, str]]]:
    """The query of most such fields that is not refused, if one of them may be asked at all."""
    given = variables or {}
    declared = "($q: String!)" if given else ""
    for count in range(MAX_ROOT_FIELDS, 0, -1):
        query = f"query {declared} {{ {' '.join(map(field, range(count)))} }}"
        if _is_allowed(query, given):
            yield f"{count} {name}", query, given
            return


def _is_allowed(query: str, variables: dict[str, str]) -> bool:
    try:
        parse_within_limits(query)
    except GraphQLError:
        return False
    document, _errors = checked(query)
    return document is not None and not refusals(schema.graphql_schema, document, None, variables)
