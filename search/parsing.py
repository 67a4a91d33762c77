"""A person's words made into the demands of a query. Nothing that is typed is an error."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.analysis import Token, analyze
from search.analysis.snowball import ALGORITHMS
from search.engines.base import Clause

MOST_CLAUSES = 32
"""Words and phrases of a query that are looked at; the rest of a longer text is not."""
LONGEST_TEXT = 2_000
"""Characters of a query that are looked at."""

_MINUS = r"(?<!\S)[-–]"
_DEMAND = re.compile(rf'(?P<minus>{_MINUS})?(?:"(?P<phrase>[^"]+)"|(?P<word>[^\s"]+))')


@dataclass(frozen=True)
class _Demand:
    text: str
    start: int
    is_phrase: bool
    is_excluded: bool


def parse(text: str, languages: Sequence[str] = ()) -> list[Clause]:
    """The clauses of a query: words, "words in order", -excluded, and beginn* of a word.

    Each word is analysed in all the languages, as nobody says in which one they ask.
    """
    clauses: list[Clause] = []
    for demand in _demands(text[:LONGEST_TEXT]):
        readings = [analyze(demand.text, language) for language in languages or ALGORITHMS]
        places = [_place(tokens) for tokens in zip(*readings, strict=True)]
        if demand.is_phrase and len(places) > 1:
            clauses.append(
                Clause(
                    tuple(places),
                    demand.start,
                    demand.start + len(demand.text),
                    is_phrase=True,
                    is_excluded=demand.is_excluded,
                )
            )
            continue
        for token, place in zip(readings[0], places, strict=True):
            is_prefix = demand.text[token.end : token.end + 1] == "*"
            clauses.append(
                Clause(
                    ((token.surface,),) if is_prefix else (place,),
                    demand.start + token.start,
                    demand.start + token.end,
                    is_prefix=is_prefix,
                    is_excluded=demand.is_excluded,
                )
            )
    return clauses[:MOST_CLAUSES]


def without_exclusions(text: str) -> str:
    """The query with its excluded words asked for."""
    return re.sub(_MINUS, "", text)


def _demands(text: str) -> Iterator[_Demand]:
    for match in _DEMAND.finditer(text):
        group = "phrase" if match["phrase"] else "word"
        yield _Demand(
            match[group], match.start(group), group == "phrase", match["minus"] is not None
        )


def _place(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The base forms of one word in all the languages, each once."""
    return tuple(dict.fromkeys(lemma for token in tokens for lemma in token.lemmas))
