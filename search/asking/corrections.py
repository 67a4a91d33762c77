"""Spelling correction: words that occur in no text are replaced by near ones of the vocabulary."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice, product
from math import inf, log

from django.db import connection

from search.analysis.edit_distance import DIACRITIC_COST, LONG_WORD, cost, max_edits, typed_keys
from search.analysis.tokens import words
from search.values import Clause

MAX_SUGGESTIONS = 5
"""Words that are tried for one that is not found, and queries that are made of them."""
MAX_WRONG = 8
"""Different words of a query that are put right; one with more is in no language of ours."""
MAX_DIACRITICS_COST = 5 * DIACRITIC_COST
"""Highest cost of missing diacritics, on top of that of the edits."""
RARITY = 0.04
"""Cost of a candidate being e times rarer (in rows)."""

MAX_CANDIDATES = 100
"""Forms that are compared to what is typed."""

# A short form shares no key unless it is near; of the longer that with the most keys is nearest.
_SIMILAR = """
SELECT word.form, word.rows FROM (
  SELECT form FROM kumppanuus_search_vocabularykey near WHERE key IN ({places}) {in_site}
  GROUP BY form ORDER BY LENGTH(form) >= %s, COUNT(*) DESC, form LIMIT %s
) near JOIN kumppanuus_search_vocabularyword word ON word.form = near.form {of_site}"""
_OF_SITE = "AND word.site = %s"
_IN_SITE = """AND EXISTS (
  SELECT 1 FROM kumppanuus_search_vocabularyword word
  WHERE word.form = near.form AND word.site = %s)"""


def corrected(
    text: str, clauses: Sequence[Clause], site: str, is_found: Callable[[Clause], bool]
) -> Iterator[str]:
    """Corrected queries, the likeliest first, by words that the site has (any, if none is given);
    none if every word is found, or if one has no candidate. Show one only if it has hits: the
    vocabulary may have words of expired texts."""
    places: dict[str, list[Clause]] = defaultdict(list)
    for asked in chain.from_iterable(_words(clause, text) for clause in clauses):
        places[text[asked.start : asked.end].lower()].append(asked)
    wrong = [typed for typed, (asked, *_) in places.items() if not is_found(asked)]
    if not wrong or len(wrong) > MAX_WRONG:
        return
    end = clauses[-1].end + clauses[-1].is_quoted  # with the mark that closes it
    choices = [nearest(typed, site) for typed in wrong]
    for better_words in islice(product(*choices), MAX_SUGGESTIONS):
        changes = [
            (place, word)
            for typed, word in zip(wrong, better_words, strict=True)
            for place in places[typed]
        ]
        better = text[:end]
        # from the end, so that the places before stay true
        for place, word in sorted(changes, key=lambda change: -change[0].start):
            better = better[: place.start] + word + better[place.end :]
        yield better


def nearest(word: str, site: str = "") -> list[str]:
    """Candidates for a misspelt word, ranked by edit cost and frequency; words that only expired
    texts have are among them."""
    costs: dict[str, float] = {}
    for form, rows in similar(word, site):
        unlikely = cost(word, form, max_edits(len(form)) + MAX_DIACRITICS_COST) - RARITY * log(rows)
        if form != word and unlikely < inf:
            costs[form] = min(unlikely, costs.get(form, inf))
    return sorted(costs, key=lambda form: (costs[form], form))[:MAX_SUGGESTIONS]


def similar(word: str, site: str = "") -> list[tuple[str, int]]:
    """Unranked candidates from the index of keys, a superset of the near ones, each with its
    document frequency (in rows of the site, or of any if none is given)."""
    keys = sorted(typed_keys(word))
    with connection.cursor() as cursor:
        places = ", ".join(["%s"] * len(keys))
        in_site, of_site, values = (_IN_SITE, _OF_SITE, [site]) if site else ("", "", [])
        cursor.execute(
            _SIMILAR.format(places=places, in_site=in_site, of_site=of_site),
            [*keys, *values, LONG_WORD, MAX_CANDIDATES, *values],
        )
        return cursor.fetchall()


def _words(clause: Clause, text: str) -> Iterator[Clause]:
    """The words of a clause that may be corrected, each as a clause of its own."""
    if clause.is_prefix or clause.is_excluded:
        return
    typed = words(text[clause.start : clause.end])
    for (word, start, end), place in zip(typed, clause.positions, strict=False):
        if word.replace("-", "").isalpha():
            yield Clause((place,), clause.start + start, clause.start + end)
