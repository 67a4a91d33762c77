"""Highlighting: the sentences that match best, with matches marked, from stored token offsets."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from search.analysis.packing import BORDER, PackedTokens, by_word
from search.analysis.sentences import Sentences, sentence_around, word_border
from search.values import Clause

MAX_FRAGMENTS = 3
MAX_FRAGMENT_LENGTH = 240
"""Characters of the longest fragment; of a longer sentence it shows the piece with the most words
that were asked for, which begins so many characters before them:"""
_BEFORE = 40
_SPACE = re.compile(r"\s")
_ENDS = {BORDER, " "}
"""What stands on either side of a term."""


@dataclass(frozen=True)
class Fragment:
    """A snippet: plain text, not escaped for HTML, with the offsets of the matches in it."""

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
    """A word of a text that matches a clause; `clause` is its index in the query."""

    start: int
    end: int
    clause: int


class Marker:
    """Finds the matches of the clauses (excluded ones left out) in analysed texts."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        wanted = [each for each in enumerate(clauses) if not each[1].is_excluded]
        self._phrases = [
            (number, [set(place) for place in clause.positions])
            for number, clause in wanted
            if clause.is_phrase
        ]
        self._terms = [
            (term, clause.is_prefix and place == 0, number)
            for number, clause in wanted
            if not clause.is_phrase
            for place, term in enumerate(chain(*clause.positions))
        ]

    def marks(self, tokens: PackedTokens) -> list[Mark]:
        """In the order of the text."""
        met = dict(self._in_phrases(tokens))
        for stream in (tokens["parts"], tokens["lemmas"]):
            met.update(self._met(f"{BORDER}{stream}{BORDER}"))
        return [
            Mark(end - tokens["lengths"][place], end, met[place])
            for place, end in _ends(tokens, sorted(met))
        ]

    def _met(self, written: str) -> Iterator[tuple[int, int]]:
        """The place of each word that meets a clause, and the clause. The stream is searched as
        one text: word by word in Python it would take longer than all else of a query."""
        for term, is_beginning, clause in self._terms:
            place = counted = 0
            start = written.find(term)
            while start >= 0:
                end = start + len(term)
                if written[start - 1] in _ENDS and (is_beginning or written[end] in _ENDS):
                    place += written.count(BORDER, counted, start)
                    counted = start
                    yield place - 1, clause
                start = written.find(term, end)

    def _in_phrases(self, tokens: PackedTokens) -> Iterator[tuple[int, int]]:
        """The places of words that stand in a phrase, and its clause."""
        lemmas = by_word(tokens, "lemmas") if self._phrases else []
        for number, phrase in self._phrases:
            for first in range(len(lemmas) - len(phrase) + 1):
                if all(
                    not place.isdisjoint(lemmas[first + step].split())
                    for step, place in enumerate(phrase)
                ):
                    yield from ((first + step, number) for step in range(len(phrase)))


def _ends(tokens: PackedTokens, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Where the words at these places end in the text."""
    end = counted = 0
    for place in places:
        end += sum(tokens["gaps"][counted : place + 1])
        end += sum(tokens["lengths"][counted : place + 1])
        counted = place + 1
        yield place, end


def fragments(text: str, among: Sentences, found: Sequence[Mark]) -> list[Fragment]:
    """Snippets: the sentences that together match the most clauses, in the order of the text; the
    text's beginning if none does."""
    if not text.strip():
        return []
    whole = _Sentence(0, len(text), [])
    return [_fragment(text, each) for each in _best(_sentences(text, among, found)) or [whole]]


@dataclass(frozen=True)
class _Sentence:
    start: int
    end: int
    marks: Sequence[Mark]

    @cached_property
    def clauses(self) -> set[int]:
        return {mark.clause for mark in self.marks}


def _sentences(text: str, among: Sentences, found: Sequence[Mark]) -> Iterator[_Sentence]:
    """The sentences that have marks."""
    first = 0
    while first < len(found):
        start, end = sentence_around(text, among, found[first].start, found[first].end)
        after = first + 1
        while after < len(found) and found[after].start < end:
            after += 1
        yield _Sentence(start, end, found[first:after])
        first = after


def _best(sentences: Iterable[_Sentence]) -> list[_Sentence]:
    """Greedy choice: each next sentence adds the most clauses that are not yet shown."""
    best: list[_Sentence] = []
    shown: set[int] = set()
    left = list(sentences)
    while left and len(best) < MAX_FRAGMENTS:
        richest = max(
            left, key=lambda each: (len(each.clauses - shown), len(each.clauses), len(each.marks))
        )
        left.remove(richest)
        best.append(richest)
        shown |= richest.clauses
    return sorted(best, key=lambda each: each.start)


def _fragment(text: str, sentence: _Sentence) -> Fragment:
    """The sentence, or the best piece of a long one; what is cut off is shown by an ellipsis."""
    start, end = sentence.start, sentence.end
    if end - start > MAX_FRAGMENT_LENGTH:
        start = max(start, _best_start(text, sentence.marks))
        end = min(end, word_border(text, start + MAX_FRAGMENT_LENGTH))
    before = "… " if start > sentence.start else ""
    after = " …" if end < sentence.end else ""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    shift = len(before) - start
    return Fragment(
        before + _SPACE.sub(" ", piece.strip()) + after,
        tuple(
            (mark.start + shift, mark.end + shift)
            for mark in sentence.marks
            if start <= mark.start and mark.end <= end
        ),
    )


def _best_start(text: str, marks: Sequence[Mark]) -> int:
    """Where the piece of a long sentence begins that shows the most clauses."""
    if not marks:
        return 0
    first = max(_windows(marks), key=lambda window: (len({m.clause for m in window}), len(window)))
    return word_border(text, first[0].start - _BEFORE)


def _windows(marks: Sequence[Mark]) -> Iterator[Sequence[Mark]]:
    """From each mark on, those that a fragment has room for."""
    last = 0
    for first, mark in enumerate(marks):
        while (
            last < len(marks) and marks[last].end <= mark.start + MAX_FRAGMENT_LENGTH - 2 * _BEFORE
        ):
            last += 1
        yield marks[first : max(last, first + 1)]
