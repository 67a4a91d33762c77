"""A query put right: words that no text has are replaced by the likeliest that some text has."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice, product
from math import inf, log

from django.db import connection

from search.analysis.edit_distance import DIACRITIC_COST, LONG_WORD, cost, max_edits, typed_keys
from search.analysis.tokens import words
from search.values import Clause

MAX_SUGGESTIONS = 5
"""Words that are tried for one that is not found, and queries that are made of them."""
MAX_DIACRITICS_COST = 5 * DIACRITIC_COST
"""What missing dots may cost beside the edits."""
RARITY = 0.04
"""How much a rare word is thought less of: the cost of having 2.7 times fewer rows."""

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
    """The text with each word that is not found replaced by one that the site has, or any if none
    is asked, the likeliest first; nothing if all are found, or if there is nothing to replace one
    with. To be shown only if it finds anything: else it may have words of expired texts."""
    asked = chain.from_iterable(_words(clause, text) for clause in clauses)
    wrong = [word for word in asked if not is_found(word)]
    if not wrong:
        return
    end = clauses[-1].end + clauses[-1].is_quoted  # with the mark that closes it
    choices = [nearest(text[clause.start : clause.end].lower(), site) for clause in wrong]
    for better_words in islice(product(*choices), MAX_SUGGESTIONS):
        better = text[:end]
        # from the end, so that the places before stay true
        for clause, word in reversed(list(zip(wrong, better_words, strict=True))):
            better = better[: clause.start] + word + better[clause.end :]
        yield better


def nearest(word: str, site: str = "") -> list[str]:
    """Forms that may have been meant, the likeliest first; what only expired texts have too."""
    costs: dict[str, float] = {}
    for form, rows in similar(word, site):
        unlikely = cost(word, form, max_edits(len(form)) + MAX_DIACRITICS_COST) - RARITY * log(rows)
        if form != word and unlikely < inf:
            costs[form] = min(unlikely, costs.get(form, inf))
    return sorted(costs, key=lambda form: (costs[form], form))[:MAX_SUGGESTIONS]


def similar(word: str, site: str = "") -> list[tuple[str, int]]:
    """The forms of the site that may have been meant, and some others, with their numbers of rows;
    of any site if none is asked."""
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
    """The words of a clause that may be put right, each as a clause."""
    if clause.is_prefix or clause.is_excluded:
        return
    typed = words(text[clause.start : clause.end])
    for (word, start, end), place in zip(typed, clause.places, strict=False):
        if word.replace("-", "").isalpha():
            yield Clause((place,), clause.start + start, clause.start + end)
