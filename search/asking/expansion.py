"""Query expansion by the groups of synonyms, when a query is asked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from django.db import connection

from search.synonyms import lemmas_of, split
from search.values import Clause


def expanded(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, with the lemmas of synonyms added as alternatives to plain words: not to those
    excluded, quoted or with a prefix. Takes one SQL statement."""
    if not any(map(_is_expanded, clauses)):
        return list(clauses)
    synonyms = _synonyms(*_groups())
    return [
        replace(clause, positions=(_with_synonyms(clause.positions[0], synonyms),))
        if _is_expanded(clause)
        else clause
        for clause in clauses
    ]


def _groups() -> list[str]:
    """At each query, so in SQL: the ORM would take longer to write it than all else of this."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM kumppanuus_search_synonymgroup ORDER BY words")
        return [words for (words,) in cursor.fetchall()]


def _is_expanded(clause: Clause) -> bool:
    return clause.is_word and not clause.is_excluded


def _with_synonyms(place: Sequence[str], synonyms: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain(place, *(synonyms.get(term, ()) for term in place))))


@lru_cache(maxsize=2)
def _synonyms(*groups: str) -> Mapping[str, Sequence[str]]:
    """For each base form of a word, those of all the words in its groups. The groups themselves
    are the key of the cache: what another process changes is seen at once."""
    synonyms: dict[str, list[str]] = defaultdict(list)
    for group in groups:
        terms = list(chain(*map(lemmas_of, split(group))))
        for term in terms:
            synonyms[term] += terms
    return synonyms
