"""A person's words made into the demands of a query. Nothing that is typed is an error."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice

from search.analysis import Token, analyze
from search.analysis.snowball import ALGORITHMS
from search.asking.dates import CLOCK, WEEKDAY, WRITTEN, Days, read
from search.values import Clause

MAX_CLAUSES = 32
"""Words and phrases of a query that are looked at, and words of a phrase; the rest of a longer text
is not."""
MAX_QUERY_LENGTH = 2_000
"""Characters of a query that are looked at."""

_QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„«»", '"'))
"""As telephones and word processors write them."""
# After the mark of a name, as in Kerro Pois! -ilta, a hyphen begins the last part of a compound.
_MINUS = r"(?<!\S)(?<![!?]\s)[-–]"
_HYPHEN = re.compile(r"(?<=\w)[-–](?=[^\W\d])|(?<=[^\W\d])[-–](?=\w)")
_DEMAND = re.compile(
    rf'(?P<minus>{_MINUS})?\(*(?:"(?P<phrase>[^"]+)"'
    rf'|{WEEKDAY}?(?P<days>{WRITTEN}){CLOCK}?|(?P<word>[^\s"]+))',
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Demand:
    text: str
    start: int
    is_quoted: bool
    is_excluded: bool
    days: Days | None
    """What was meant, if it is a date."""


def parse(text: str, languages: Sequence[str] = ()) -> list[Clause]:
    """The clauses of a query: words, "words in order", dates, -excluded, and beginn* of a word.

    Each word is analysed in all the languages, as nobody says in which one they ask.
    """
    demands = _demands(text[:MAX_QUERY_LENGTH].translate(_QUOTATION_MARKS))
    clauses = chain.from_iterable(_clauses(each, languages or ALGORITHMS) for each in demands)
    return list(islice(clauses, MAX_CLAUSES))


def without_exclusions(text: str) -> str:
    """The query with its excluded words asked for."""
    return re.sub(_MINUS, "", text)


def without_hyphens(text: str) -> str:
    """The query with the words parted that a hyphen joins; dates stay."""
    return _HYPHEN.sub(" ", text)


def _demands(text: str) -> Iterator[_Demand]:
    for match in _DEMAND.finditer(text):
        group = next(name for name in ("phrase", "days", "word") if match[name])
        yield _Demand(
            match[group],
            match.start(group),
            is_quoted=group == "phrase",
            is_excluded=match["minus"] is not None,
            days=read(match[group]) if group == "days" else None,
        )


def _clauses(demand: _Demand, languages: Iterable[str]) -> Iterator[Clause]:
    readings = [analyze(demand.text, language) for language in languages]
    places = tuple(_place(tokens) for tokens in zip(*readings, strict=True))
    start = demand.start
    clause = partial(Clause, is_excluded=demand.is_excluded, is_quoted=demand.is_quoted)
    whole = partial(clause, start=start, end=start + len(demand.text))
    if days := demand.days:
        if days.figures:
            places = (days.figures,)
        yield whole(places, is_phrase=len(places) > 1, since=days.since, until=days.until)
    elif demand.is_quoted and len(places) > 1:
        yield whole(places[:MAX_CLAUSES], is_phrase=True)
    else:
        for token, place in zip(readings[0], places, strict=True):
            is_prefix = demand.text[token.end : token.end + 1] == "*"
            terms = (token.surface,) if is_prefix else place
            yield clause((terms,), start + token.start, start + token.end, is_prefix=is_prefix)


def _place(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The base forms of one word in all the languages, each once."""
    return tuple(dict.fromkeys(lemma for token in tokens for lemma in token.lemmas))
