"""Pieces of a text around the words that were asked for, from the stored analysis."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from search.analysis.packing import PackedTokens
from search.engines.base import Clause

MOST_FRAGMENTS = 3
FRAGMENT_LENGTH = 160
"""Characters, of which the marked words stand about a quarter from the beginning."""
_BEFORE = 40


@dataclass(frozen=True)
class Fragment:
    """Plain text, not yet safe for HTML, with the spans of the words that were asked for."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def segments(self) -> list[tuple[str, bool]]:
        """The text in order, cut so that each piece is marked or not: [("Uusi ", False), …]."""
        pieces = []
        place = 0
        for start, end in self.marks:
            pieces += [(self.text[place:start], False), (self.text[start:end], True)]
            place = end
        pieces.append((self.text[place:], False))
        return [(text, is_marked) for text, is_marked in pieces if text]


@dataclass(frozen=True)
class Mark:
    """A word of a text that meets a clause, given by the clause's place in the query."""

    start: int
    end: int
    clause: int


class Marker:
    """Finds the words that meet the clauses which are not excluded, in one text after another."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._terms: dict[str, int] = {}
        self._beginnings: dict[str, int] = {}
        for number, clause in enumerate(clauses):
            if not clause.is_excluded:
                demanded = self._beginnings if clause.is_prefix else self._terms
                for term in chain(*clause.places):
                    demanded.setdefault(term, number)
        self._met: dict[str, int | None] = {"": None}

    def marks(self, tokens: PackedTokens) -> list[Mark]:
        """In the order of the text."""
        found = []
        end = 0
        for gap, length, lemmas, parts in zip(
            tokens["gaps"], tokens["lengths"], tokens["lemmas"], tokens["parts"], strict=True
        ):
            start = end + gap
            end = start + length
            for terms in (lemmas, parts):
                if terms not in self._met:
                    self._met[terms] = self._clause(terms)
                if (clause := self._met[terms]) is not None:
                    found.append(Mark(start, end, clause))
                    break
        return found

    def _clause(self, terms: str) -> int | None:
        """The clause that terms parted by spaces meet."""
        for term in terms.split():
            if term in self._terms:
                return self._terms[term]
            for beginning, clause in self._beginnings.items():
                if term.startswith(beginning):
                    return clause
        return None


def fragments(text: str, found: Sequence[Mark]) -> list[Fragment]:
    """The pieces that show the most clauses, in the order of the text; its beginning if none."""
    if not found:
        return [_fragment(text, 0, ())] if text.strip() else []
    return [_fragment(text, window[0].start - _BEFORE, found) for window in _best_windows(found)]


def _best_windows(found: Sequence[Mark]) -> list[Sequence[Mark]]:
    left = list(found)
    best: list[Sequence[Mark]] = []
    while left and len(best) < MOST_FRAGMENTS:
        window = max(_windows(left), key=lambda marks: (len({m.clause for m in marks}), len(marks)))
        best.append(window)
        shown = range(window[0].start - FRAGMENT_LENGTH, window[0].start + FRAGMENT_LENGTH)
        left = [mark for mark in left if mark.start not in shown]
    return sorted(best, key=lambda window: window[0].start)


def _windows(found: Sequence[Mark]) -> Iterator[Sequence[Mark]]:
    last = 0
    for first, mark in enumerate(found):
        while last < len(found) and found[last].end <= mark.start + FRAGMENT_LENGTH - _BEFORE:
            last += 1
        yield found[first : max(last, first + 1)]


def _fragment(text: str, start: int, found: Sequence[Mark]) -> Fragment:
    """About FRAGMENT_LENGTH characters from near the start, cut between words and at newlines'
    places made into spaces; what is cut off is shown by an ellipsis."""
    start = _word_border(text, max(start, 0))
    end = _word_border(text, min(start + FRAGMENT_LENGTH, len(text)))
    if end <= start:  # one word longer than a fragment
        end = min(start + FRAGMENT_LENGTH, len(text))
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    before = "… " if text[:start].strip() else ""
    after = " …" if text[start + len(piece) :].strip() else ""
    shift = len(before) - start
    return Fragment(
        before + "".join(" " if sign.isspace() else sign for sign in piece) + after,
        tuple(
            (mark.start + shift, mark.end + shift)
            for mark in found
            if start <= mark.start and mark.end <= start + len(piece)
        ),
    )


def _word_border(text: str, place: int) -> int:
    """The place itself if no word is cut there, else the beginning of the word that would be."""
    if place in (0, len(text)):
        return place
    while place > 0 and not text[place - 1].isspace() and not text[place].isspace():
        place -= 1
    return place
