"""The query parser: what a person types, as clauses. Nothing that is typed is an error."""

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
_QUERY_TOKEN = re.compile(
    rf'(?P<minus>{_MINUS})?\(*(?:"(?P<phrase>[^"]+)"'
    rf'|{WEEKDAY}?(?P<days>{WRITTEN}){CLOCK}?|(?P<word>[^\s"]+))',
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _QueryToken:
    """A piece of the query's text before analysis: a word, a quoted phrase or a date."""

    text: str
    start: int
    is_quoted: bool
    is_excluded: bool
    days: Days | None
    """The range that a date stands for; None if it is no date."""


def parse(text: str, languages: Sequence[str] = ()) -> list[Clause]:
    """The clauses of a query: words, "phrases", dates, -excluded words and prefix* queries.

    Each word is analysed in all the languages, since the language of a query is not known.
    """
    tokens = _query_tokens(text[:MAX_QUERY_LENGTH].translate(_QUOTATION_MARKS))
    clauses = chain.from_iterable(_clauses(typed, languages or ALGORITHMS) for typed in tokens)
    return list(islice(clauses, MAX_CLAUSES))


def without_exclusions(text: str) -> str:
    """The query with the minus signs removed, so that excluded words are required."""
    return re.sub(_MINUS, "", text)


def without_hyphens(text: str) -> str:
    """The query with hyphenated words split at the hyphens; dates stay."""
    return _HYPHEN.sub(" ", text)


def _query_tokens(text: str) -> Iterator[_QueryToken]:
    for match in _QUERY_TOKEN.finditer(text):
        group = next(name for name in ("phrase", "days", "word") if match[name])
        yield _QueryToken(
            match[group],
            match.start(group),
            is_quoted=group == "phrase",
            is_excluded=match["minus"] is not None,
            days=read(match[group]) if group == "days" else None,
        )


def _clauses(typed: _QueryToken, languages: Iterable[str]) -> Iterator[Clause]:
    readings = [analyze(typed.text, language) for language in languages]
    positions = tuple(_alternatives(tokens) for tokens in zip(*readings, strict=True))
    start = typed.start
    clause = partial(Clause, is_excluded=typed.is_excluded, is_quoted=typed.is_quoted)
    whole = partial(clause, start=start, end=start + len(typed.text))
    if days := typed.days:
        if days.figures:
            positions = (days.figures,)
        yield whole(positions, is_phrase=len(positions) > 1, since=days.since, until=days.until)
    elif typed.is_quoted and len(positions) > 1:
        yield whole(positions[:MAX_CLAUSES], is_phrase=True)
    else:
        for token, alternatives in zip(readings[0], positions, strict=True):
            is_prefix = typed.text[token.end : token.end + 1] == "*"
            terms = (token.surface,) if is_prefix else alternatives
            yield clause((terms,), start + token.start, start + token.end, is_prefix=is_prefix)


def _alternatives(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The lemmas of one word in all the languages, each once."""
    return tuple(dict.fromkeys(lemma for token in tokens for lemma in token.lemmas))
