"""The query parser: what a person types, as clauses. Nothing that is typed is an error."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, NamedTuple

from search.analysis import Token, analyze
from search.analysis.snowball import ALGORITHMS
from search.analysis.tokens import words
from search.asking.dates import CLOCK, WEEKDAY, WRITTEN, Days, read
from search.values import Clause

MAX_CLAUSES = 32
"""Words and phrases of a query that are looked at, and words of a phrase; the rest of a longer text
is not."""
MAX_QUERY_LENGTH = 2_000
"""Characters of a query that are looked at."""
MIN_PREFIX = 2
"""Characters before a `*`: nearly every page has many words of a certain first letter, and to
gather all of them takes long."""
MAX_PREFIXES = 3
"""Different words with a `*` of a query."""

Reason = Literal["short_prefix", "many_prefixes", "many_words"]


class LeftOut(NamedTuple):
    """A piece of what was typed that is not looked for."""

    text: str
    reason: Reason


class Parsed(NamedTuple):
    clauses: list[Clause]
    """As they were typed, equal ones too."""
    left_out: list[LeftOut]


class Burden(NamedTuple):
    """How much a query asks for."""

    words: int
    """Different ones, those of phrases too."""
    prefixes: int
    phrases: int


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


def parse(text: str, languages: Sequence[str] = ()) -> Parsed:
    """The clauses of a query: words, "phrases", dates, -excluded words and prefix* queries.

    Each word is analysed in all the languages, since the language of a query is not known.
    """
    clauses: list[Clause] = []
    left_out: list[LeftOut] = []
    prefixes: set[Clause] = set()
    for typed in _query_tokens(text):
        for clause in _clauses(typed, languages or ALGORITHMS):
            if len(clauses) == MAX_CLAUSES:
                rest = text[clause.start : MAX_QUERY_LENGTH].strip()
                return Parsed(clauses, [*left_out, LeftOut(rest, "many_words")])
            if clause.is_prefix and (reason := _against(clause, prefixes)):
                left_out.append(LeftOut(f"{text[clause.start : clause.end]}*", reason))
            else:
                clauses.append(clause)
    return Parsed(clauses, list(dict.fromkeys(left_out)))


def _against(prefix: Clause, others: set[Clause]) -> Reason | None:
    """Why it is not looked for beside the others, to which it is added else."""
    if len(prefix.positions[0][0]) < MIN_PREFIX:
        return "short_prefix"
    if len(others | {_anywhere(prefix)}) > MAX_PREFIXES:
        return "many_prefixes"
    others.add(_anywhere(prefix))
    return None


def merged(clauses: Iterable[Clause]) -> list[Clause]:
    """Each clause once, where it was typed first."""
    first: dict[Clause, Clause] = {}
    for clause in clauses:
        first.setdefault(_anywhere(clause), clause)
    return list(first.values())


def _anywhere(clause: Clause) -> Clause:
    """What equal clauses have in common."""
    return replace(clause, start=0, end=0)


def burden(text: str) -> Burden:
    """Told without analysis, which takes long itself."""
    single: set[str] = set()
    prefixes: set[str] = set()
    phrases: set[str] = set()
    for typed in _query_tokens(text):
        for word, _start, end in words(typed.text):
            is_prefix = typed.text[end : end + 1] == "*" and len(word) >= MIN_PREFIX
            (prefixes if is_prefix else single).add(word)
        if typed.is_quoted:
            phrases.add(typed.text.lower())
    return Burden(min(len(single), MAX_CLAUSES), min(len(prefixes), MAX_PREFIXES), len(phrases))


def without_exclusions(text: str) -> str:
    """The query with the minus signs removed, so that excluded words are required."""
    return re.sub(_MINUS, "", text)


def without_hyphens(text: str) -> str:
    """The query with hyphenated words split at the hyphens; dates stay."""
    return _HYPHEN.sub(" ", text)


def _query_tokens(text: str) -> Iterator[_QueryToken]:
    for match in _QUERY_TOKEN.finditer(text[:MAX_QUERY_LENGTH].translate(_QUOTATION_MARKS)):
        group = next(name for name in ("phrase", "days", "word") if match[name])
        yield _QueryToken(
            _first_words(match[group]),
            match.start(group),
            is_quoted=group == "phrase",
            is_excluded=match["minus"] is not None,
            days=read(match[group]) if group == "days" else None,
        )


def _first_words(text: str) -> str:
    """The text as far as it is looked at, with one word more, by which it is seen that it goes
    on."""
    ends = [end for _word, _start, end in words(text)]
    return text if len(ends) <= MAX_CLAUSES else text[: ends[MAX_CLAUSES]]


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
