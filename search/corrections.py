"""A query put right: words that no text has are replaced by the likeliest that some text has."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import islice, product
from math import inf, log

from search import vocabulary
from search.engines.base import Clause
from search.similarity import DOTS, cost, most_edits

MOST_TRIES = 5
"""Words that are tried for one that is not found, and queries that are made of them."""
MOST_DOTS = 5 * DOTS
"""What missing dots may cost beside the edits."""
RARITY = 0.04
"""How much a rare word is thought less of: the cost of having 2.7 times fewer rows."""


def corrected(
    text: str, clauses: Sequence[Clause], is_found: Callable[[Clause], bool], at: datetime
) -> Iterator[str]:
    """The text with each word that is not found replaced, the likeliest first; nothing if all are
    found, or if there is nothing to replace one with."""
    wrong = [clause for clause in clauses if _is_word(clause, text) and not is_found(clause)]
    if not wrong:
        return
    end = clauses[-1].end
    choices = [nearest(text[clause.start : clause.end].lower(), at) for clause in wrong]
    for words in islice(product(*choices), MOST_TRIES):
        better = text[:end]
        # from the end, so that the places before stay true
        for clause, word in reversed(list(zip(wrong, words, strict=True))):
            better = better[: clause.start] + word + better[clause.end :]
        yield better


def nearest(word: str, at: datetime) -> list[str]:
    """Forms in visible texts that may have been meant, the likeliest first."""
    costs: dict[str, float] = {}
    terms: dict[str, str] = {}
    for form, term, rows in vocabulary.similar(word):
        unlikely = cost(word, form, most_edits(len(form)) + MOST_DOTS) - RARITY * log(rows)
        if form != word and unlikely < costs.get(form, inf):
            costs[form], terms[form] = unlikely, term or form
    best = sorted(costs, key=lambda form: (costs[form], form))[:MOST_TRIES]
    visible = vocabulary.visible_terms({terms[form] for form in best}, at)
    return [form for form in best if terms[form] in visible]


def _is_word(clause: Clause, text: str) -> bool:
    is_plain = not (clause.is_phrase or clause.is_prefix or clause.is_excluded)
    return is_plain and text[clause.start : clause.end].replace("-", "").isalpha()
