"""Weighted edit distance, and an index of keys that finds the forms within it.

The keys follow the pigeonhole principle: of a form cut into pieces, k edits leave all but k pieces
unchanged. Each choice of all but k pieces, with their positions and the form's length, is a key of
the form. A typed word has the keys of each form that it may be a misspelling of, its pieces shifted
by the letters inserted or deleted before them. Diacritics are ignored in keys: ä is as a.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import inf
from zlib import crc32

MIN_LETTERS = 4
"""Of a form in which a letter may be wrong, and not only the dots of it."""
LONG_WORD = 8
"""Letters of a form in which two may be wrong."""
MAX_EDITS = 2
PIECES = 5
"""Of a long word; of a shorter one in which a letter may be wrong each letter is a piece."""
DIACRITIC_COST = 0.1
"""What a letter with another mark, or without it, costs, where another letter costs 1."""
SLIP_COST = 0.7
"""What it costs to leave a letter out, to swap two, or to double one: of all the words that one
edit may make of a form, these are few, so that each is likelier."""

Pieces = Sequence[str]
"""Some pieces of a form, each behind the number of its place."""


def max_edits(length: int) -> int:
    """Edits that are allowed in a form of this length."""
    return MAX_EDITS if length >= LONG_WORD else 1 if length >= MIN_LETTERS else 0


def form_keys(form: str) -> set[int]:
    """The keys by which a form is found, at most ten."""
    letters = _plain(form)
    return {_key(len(letters), pieces) for pieces in _whole_pieces(letters)}


def typed_keys(word: str) -> set[int]:
    """The keys of all forms within the allowed distance. (A transposition across the border of two
    pieces is found only if it is the only edit.)"""
    letters = _plain(word)
    length = len(letters)
    keys = {
        _key(wanted, pieces)
        for wanted in range(max(1, length - MAX_EDITS), length + MAX_EDITS + 1)
        for pieces in _shifted_pieces(letters, wanted)
    }
    if max_edits(length):
        keys |= {_key(length, next(_whole_pieces(swapped))) for swapped in _swaps(letters)}
    return keys


def cost(typed: str, form: str, most: float) -> float:
    """The weighted edit distance from what is typed to the form; infinite if it exceeds `most`."""
    typed_plain, form_plain = [*map(_plain, typed)], [*map(_plain, form)]
    before: list[float] = []
    row = [SLIP_COST * place for place in range(len(form) + 1)]
    for i, letter in enumerate(typed):
        extra = SLIP_COST if i and letter == typed[i - 1] else 1
        two_before, before = before, row
        row = [before[0] + extra, *[inf] * len(form)]
        for j in range(max(0, i - MAX_EDITS), min(len(form), i + MAX_EDITS + 1)):
            other = form[j]
            change = (
                0.0
                if letter == other
                else DIACRITIC_COST
                if typed_plain[i] == form_plain[j]
                else 1.0
            )
            best = min(before[j] + change, before[j + 1] + extra, row[j] + SLIP_COST)
            if i and j and letter == form[j - 1] and typed[i - 1] == other:
                best = min(best, two_before[j - 1] + SLIP_COST)
            row[j + 1] = best
        if min(row) > most:
            return inf
    return row[-1]


def _plain(word: str) -> str:
    """The word without the marks of its letters."""
    if word.isascii():
        return word
    return "".join(
        letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)
    )


def _key(length: int, pieces: Pieces) -> int:
    return crc32(f"{length} {' '.join(pieces)}".encode())


def _whole_pieces(letters: str) -> Iterator[Pieces]:
    """Each choice of pieces of a form that the allowed edits may leave unchanged."""
    pieces = [f"{place}{letters[start:end]}" for place, start, end in _borders(len(letters))]
    return combinations(pieces, len(pieces) - max_edits(len(letters)))


def _shifted_pieces(letters: str, wanted: int) -> Iterator[Pieces]:
    """The same for all forms of the wanted length that the letters may be a misspelling of."""
    borders = _borders(wanted)
    edits = max_edits(wanted)
    for edited in combinations(range(len(borders)), edits):
        for shifts in _shifts(edits, len(letters) - wanted):
            pieces = []
            passed = 0
            for place, start, end in borders:
                if place in edited:
                    passed += 1
                else:
                    shift = shifts[passed]
                    pieces.append(f"{place}{letters[start + shift : end + shift]}")
            yield pieces


def _borders(length: int) -> list[tuple[int, int, int]]:
    """Place, start and end of each piece. The later are the longer: many forms end alike."""
    count = (1, length, PIECES)[max_edits(length)]
    return [(n, length * n // count, length * (n + 1) // count) for n in range(count)]


def _shifts(edits: int, longer: int) -> list[tuple[int, ...]]:
    """The places that letters may be shifted by, before, between and after so many edited pieces,
    when what is typed is so much longer than the form."""
    if abs(longer) > edits:
        return []
    if edits < 2:
        return [(0, longer)]
    return [(0, first, longer) for first in range(-2, 3) if abs(first) + abs(longer - first) <= 2]


def _swaps(letters: str) -> Iterator[str]:
    """The letters with each two neighbours swapped."""
    for place in range(len(letters) - 1):
        first, second = letters[place], letters[place + 1]
        yield letters[:place] + second + first + letters[place + 2 :]
