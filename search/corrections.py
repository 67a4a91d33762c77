"""A query put right: words that no text has are replaced by the likeliest that some text has."""

from collections.abc import Callable, Sequence

from search.engines.base import Clause, Engine

LEAST_LETTERS = 4
"""Of a word in which a letter is taken to be wrong, and not only the dots of it."""
LONG_WORD = 8
"""Letters of a word in which two may be wrong."""
_DOTS = {frozenset("aä"), frozenset("oö"), frozenset("aå")}
_DOT_COST = 0.1


def corrected(
    text: str, clauses: Sequence[Clause], is_found: Callable[[Clause], bool], engine: Engine
) -> str | None:
    """The text with each word that is not found replaced; None if there is nothing to replace, or
    nothing to replace it with."""
    asked = replaced = text[: clauses[-1].end] if clauses else ""
    for clause in reversed(clauses):  # from the end, so that the places before stay true
        word = text[clause.start : clause.end].lower()
        is_word = not (clause.is_phrase or clause.is_prefix or clause.is_excluded)
        if is_word and word.isalpha() and not is_found(clause):
            better = _nearest(word, engine)
            if better is None:
                return None
            replaced = replaced[: clause.start] + better + replaced[clause.end :]
    return replaced if replaced != asked else None


def _nearest(word: str, engine: Engine) -> str | None:
    most = 2 if len(word) >= LONG_WORD else 1 if len(word) >= LEAST_LETTERS else 0
    allowed = most + 5 * _DOT_COST
    costs = [
        (cost, -rows, form)
        for form, rows in engine.similar_words(word, most)
        if form != word and (cost := distance(word, form, allowed)) <= allowed
    ]
    return min(costs)[2] if costs else None


def distance(typed: str, form: str, most: float) -> float:
    """Letters to change, add, drop or swap with the next; a missing dot costs a tenth. What is
    beyond `most` is only known to be so."""
    before: list[float] = []
    row = [float(place) for place in range(len(form) + 1)]
    for i, letter in enumerate(typed):
        two_before, before = before, row
        row = [float(i + 1)]
        for j, other in enumerate(form):
            cost = 0.0 if letter == other else _DOT_COST if {letter, other} in _DOTS else 1.0
            best = min(before[j] + cost, before[j + 1] + 1, row[j] + 1)
            if i and j and letter == form[j - 1] and typed[i - 1] == other:
                best = min(best, two_before[j - 1] + 1)
            row.append(best)
        if min(row) > most:
            return min(row)
    return row[-1]
