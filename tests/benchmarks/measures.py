"""How good answers are, as averages over what was asked."""

from collections.abc import Iterable, Mapping, Sequence
from math import log2
from statistics import mean

from tests.benchmarks.questions import Phrase, Query, Typo

DEPTH = 10
Answers = Mapping[str, Sequence[int]]
"""Documents found for what was asked, best first."""


def ndcg(queries: Iterable[Query], answers: Answers) -> float:
    """The gain of the first ten against the best possible order, by the grades."""
    return mean(
        _gain([query.grades.get(number, 0) for number in answers[query.text]])
        / _gain(sorted(query.grades.values(), reverse=True))
        for query in queries
    )


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:DEPTH]))


def recall(queries: Iterable[Query], answers: Answers) -> float:
    """The share of relevant documents that are found."""
    return mean(
        len(query.grades.keys() & answers[query.text]) / len(query.grades) for query in queries
    )


def precision(queries: Iterable[Query], answers: Answers) -> float:
    """The share of found documents that are relevant, over queries that find any."""
    return mean(
        len(query.grades.keys() & found) / len(found)
        for query in queries
        if (found := answers[query.text])
    )


def without_hits(queries: Iterable[Query], answers: Answers) -> float:
    return mean(not answers[query.text] for query in queries)


def found(phrases: Iterable[Phrase], answers: Answers) -> float:
    return mean(not phrase.documents.isdisjoint(answers[quoted(phrase)]) for phrase in phrases)


def quoted(phrase: Phrase) -> str:
    return f'"{phrase.text}"'


def put_right(
    typos: Iterable[Typo], corrections: Mapping[str, str | None], answers: Answers
) -> float:
    """The share of typos whose correction is a form of what was meant, or finds all of it."""
    return mean(
        correction is not None
        and (correction in typo.forms or typo.documents.issubset(answers[correction]))
        for typo in typos
        for correction in [corrections[typo.typed]]
    )


def alike(queries: Iterable[Query], answers: Sequence[Answers]) -> float:
    """The share of queries for which all engines find the same documents."""
    return mean(len({frozenset(each[query.text]) for each in answers}) == 1 for query in queries)
