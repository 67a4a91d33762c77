"""What is asked, with what is to be found, by the treebank's base forms alone.

Nothing here asks our analysis: a word that it does not know is asked for like any other. A document
is relevant with grade 2 for the word itself, and with grade 1 for a compound with it as a part.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from tests.benchmarks.corpus import Document, Word

SEED = 2023
QUERIES = {"citation": 480, "inflected": 320, "part": 320, "pair": 480}
"""By kind: 30, 20, 20 and 30 per cent."""
TYPOS = 500
PLACES = 500
FEWEST, MOST = 2, 60
"""Documents that are relevant to what is asked."""
LEAST_LETTERS = 5
"""Of a word that is typed wrong."""
_ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"

T = TypeVar("T")
Grades = Mapping[int, int]
"""Of the relevant documents, by their number."""


@dataclass(frozen=True)
class Query:
    kind: str
    text: str
    grades: Grades


@dataclass(frozen=True)
class Phrase:
    text: str
    """Two base forms."""
    documents: frozenset[int]
    """Where the two words stand side by side; one of them is enough."""


@dataclass(frozen=True)
class Typo:
    typed: str
    forms: frozenset[str]
    """Of the word that was meant."""
    documents: frozenset[int]
    """Where it stands."""


@dataclass
class _Entry:
    """A word of the treebank: its forms, and the documents it stands in."""

    forms: set[str] = field(default_factory=set)
    whole: set[int] = field(default_factory=set)
    part: set[int] = field(default_factory=set)

    @property
    def grades(self) -> Grades:
        return dict.fromkeys(self.part, 1) | dict.fromkeys(self.whole, 2)


class Questions:
    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        entries: dict[str, _Entry] = defaultdict(_Entry)
        lemmas: dict[str, Counter[str]] = defaultdict(Counter)
        for number, word in self._words():
            entries[word.lemma].whole.add(number)
            entries[word.lemma].forms.add(word.form)
            lemmas[word.form][word.lemma] += 1
        bases = {word.parts[-1] for _number, word in self._words()} | set(entries)
        for number, word in self._words():
            for part in word.spans:
                if part in bases:
                    entries[part].part.add(number)
                elif part in lemmas:  # the first part of viikon|loppu, which is a form of viikko
                    entries[lemmas[part].most_common(1)[0][0]].part.add(number)
        self._forms = {
            form
            for document in documents
            for sentence in document.sentences
            for word in sentence.words
            for form in (word.form, word.lemma)
        }
        self._asked = {
            word: entry for word, entry in sorted(entries.items()) if _is_asked(entry.grades)
        }
        self._whole = [word for word, entry in self._asked.items() if entry.whole]

    def queries(self) -> list[Query]:
        parts = [word for word, entry in self._asked.items() if entry.part - entry.whole]
        pairs = [
            Query("pair", f"{left.lemma} {right.lemma}", grades)
            for _number, left, right in self._pairs()
            if _is_asked(grades := self._grades(left.lemma, right.lemma))
        ]
        return [
            *(self._query("citation", word, word) for word in _some("citation", self._whole)),
            *(
                self._query(
                    "inflected", word, _chance(word).choice(sorted(self._asked[word].forms))
                )
                for word in _some("inflected", self._whole)
            ),
            *(self._query("part", word, word) for word in _some("part", parts)),
            *_some("pair", pairs),
        ]

    def phrases(self) -> list[Phrase]:
        """Neighbours that stand so in several documents, and somewhere not in their base forms."""
        documents: dict[tuple[str, str], set[int]] = defaultdict(set)
        inflected = set()
        for number, left, right in self._pairs():
            pair = left.lemma, right.lemma
            documents[pair].add(number)
            if left.is_inflected or right.is_inflected:
                inflected.add(pair)
        return [
            Phrase(f"{left} {right}", frozenset(documents[left, right]))
            for left, right in sorted(inflected)
            if _is_asked(documents[left, right])
        ]

    def places(self) -> list[Phrase]:
        """Single places where neither of two neighbours stands in its base form."""
        places = [
            Phrase(f"{left.lemma} {right.lemma}", frozenset([number]))
            for number, left, right in self._pairs()
            if left.is_inflected and right.is_inflected
        ]
        return _chance("places").sample(places, PLACES)

    def typos(self) -> list[Typo]:
        """Words with one letter changed, added, dropped or swapped with the next, where that is no
        word, and no other word of the texts is as near: what was meant can be said."""
        words = [word for word in self._whole if len(word) >= LEAST_LETTERS and word.isalpha()]
        chance = _chance("typos")
        typos: dict[str, Typo] = {}
        while len(typos) < TYPOS:
            word = chance.choice(words)
            entry = self._asked[word]
            typed = chance.choice(sorted(chance.choice(_edits(word))))
            forms = frozenset({word, *entry.forms})
            near = {typed}.union(*_edits(typed)) & self._forms
            if typed not in forms and near <= forms:
                typos[typed] = Typo(typed, forms, frozenset(entry.whole))
        return list(typos.values())

    def _query(self, kind: str, word: str, text: str) -> Query:
        return Query(kind, text, self._asked[word].grades)

    def _grades(self, left: str, right: str) -> Grades:
        first, second = self._asked[left].grades, self._asked[right].grades
        return {number: min(first[number], second[number]) for number in first if number in second}

    def _words(self) -> Iterator[tuple[int, Word]]:
        for number, document in enumerate(self._documents):
            for sentence in document.sentences:
                yield from ((number, word) for word in sentence.words if word.is_searched_for)

    def _pairs(self) -> Iterator[tuple[int, Word, Word]]:
        for number, document in enumerate(self._documents):
            for sentence in document.sentences:
                for left, right in pairwise(sentence.words):
                    if self._is_asked_for(left) and self._is_asked_for(right):
                        yield number, left, right

    def _is_asked_for(self, word: Word) -> bool:
        return word.is_searched_for and word.lemma in self._asked


def _is_asked(documents: Collection[int]) -> bool:
    return FEWEST <= len(documents) <= MOST


def _chance(purpose: str) -> random.Random:
    """Draws of its own for each purpose, so that one does not change with another."""
    return random.Random(f"{SEED} {purpose}")


def _some(kind: str, everything: Sequence[T]) -> list[T]:
    return _chance(kind).sample(everything, QUERIES[kind])


def _edits(word: str) -> list[set[str]]:
    """What one edit makes of the word: by dropping, swapping, changing and adding a letter."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    return [
        {left + right[1:] for left, right in cuts if right},
        {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1},
        {left + letter + right[1:] for left, right in cuts if right for letter in _ALPHABET},
        {left + letter + right for left, right in cuts for letter in _ALPHABET},
    ]
