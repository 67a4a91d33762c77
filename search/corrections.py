"""A query put right: words that no text has are replaced by the likeliest that some text has."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice, product
from math import inf, log

from search.analysis.tokens import words
from search.engines.base import Clause
from search.similarity import DOTS, cost, most_edits
from search.vocabulary import similar

MOST_TRIES = 5
"""Words that are tried for one that is not found, and queries that are made of them."""
MOST_DOTS = 5 * DOTS
"""What missing dots may cost beside the edits."""
RARITY = 0.04
"""How much a rare word is thought less of: the cost of having 2.7 times fewer rows."""


def corrected(
    text: str, clauses: Sequence[Clause], is_found: Callable[[Clause], bool]
) -> Iterator[str]:
    """The text with each word that is not found replaced, the likeliest first; nothing if all are
    found, or if there is nothing to replace one with. To be shown only if it finds anything: else
    it may have words of expired texts."""
    asked = chain.from_iterable(_words(clause, text) for clause in clauses)
    wrong = [word for word in asked if not is_found(word)]
    if not wrong:
        return
    end = clauses[-1].end + clauses[-1].is_quoted  # with the mark that closes it
    choices = [nearest(text[clause.start : clause.end].lower()) for clause in wrong]
    for better_words in islice(product(*choices), MOST_TRIES):
        better = text[:end]
        # from the end, so that the places before stay true
        for clause, word in reversed(list(zip(wrong, better_words, strict=True))):
            better = better[: clause.start] + word + better[clause.end :]
        yield better


def nearest(word: str) -> list[str]:
    """Forms that may have been meant, the likeliest first; what only expired texts have too."""
    costs: dict[str, float] = {}
    for form, rows in similar(word):
        unlikely = cost(word, form, most_edits(len(form)) + MOST_DOTS) - RARITY * log(rows)
        if form != word and unlikely < inf:
            costs[form] = min(unlikely, costs.get(form, inf))
    return sorted(costs, key=lambda form: (costs[form], form))[:MOST_TRIES]


def _words(clause: Clause, text: str) -> Iterator[Clause]:
    """The words of a clause that may be put right, each as a clause."""
    if clause.is_prefix or clause.is_excluded:
        return
    typed = words(text[clause.start : clause.end])
    for (word, start, end), place in zip(typed, clause.places, strict=False):
        if word.replace("-", "").isalpha():
            yield Clause((place,), clause.start + start, clause.start + end)
