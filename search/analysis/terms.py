"""The terms of a word: its lemmas, and those of its compound parts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from search.analysis.readings import Reading, plausible, read
from search.analysis.snowball import stem
from search.analysis.voikko import MAX_WORD_LENGTH, Voikko

CACHED_WORDS = 30_000
"""Enough for the words of a language that make up nine tenths of its texts, in some 30 MB."""
MIN_PART_LENGTH = 3
"""Characters of the shortest part that an unknown word is split into."""
_NUMBER = re.compile(r"\d[\d.,:]*\d")
_WITHIN_DATES = re.compile("[.:]")
"""Also within times; a decimal comma parts nothing."""
_IN_NEN = re.compile(r"(.{2,}i)(?:nen|s(?:t[aä]|ten|[ei][a-zäö]{0,5}))")
"""Any form of a name such as *Kilpiäinen*: in *Kilpiäisissä*."""
_INHABITANT = re.compile(r"(.{3,})l[aä]inen")
"""*liipolalainen*."""


@dataclass(frozen=True)
class Terms:
    lemmas: tuple[str, ...]
    parts: tuple[str, ...] = ()


def _terms(lemmas: Iterable[str], parts: Iterable[str] = ()) -> Terms:
    """Each term once, in order; a part that is a base form of the whole says nothing new."""
    whole = dict.fromkeys(filter(None, lemmas))
    return Terms(tuple(whole), tuple(dict.fromkeys(p for p in parts if p and p not in whole)))


class WordAnalyzer:
    """Terms of words in small letters, in one language. Safe to share between threads."""

    def __init__(self, language: str, voikko: Voikko | None = None) -> None:
        self.language = language
        self.voikko = voikko
        self.terms = lru_cache(CACHED_WORDS)(self._analyse)

    def _analyse(self, word: str) -> Terms:
        if _NUMBER.fullmatch(word):
            return _terms([word], _WITHIN_DATES.split(word))
        if "-" in word:
            return self._hyphenated(word)
        if readings := self._readings(word):
            return _terms((r.lemma for r in readings), (p for r in readings for p in r.parts))
        if ":" in word:  # an abbreviation's ending, as in LUVN:n
            return self.terms(word.partition(":")[0])
        return self._unknown(word)

    def compound_parts(self, word: str) -> tuple[str, ...]:
        """The parts of a word as they are written; the word alone where it has none, or where it is
        not known."""
        readings = self._readings(word)
        parts = readings[0].written if readings else ()
        return parts if "".join(parts) == word else (word,)

    def _readings(self, word: str) -> list[Reading]:
        if self.voikko is None or len(word) > MAX_WORD_LENGTH:
            return []
        return plausible(map(read, self.voikko.outputs(word)))

    def _hyphenated(self, word: str) -> Terms:
        """*linja-autossa* is found as linja-auto and linjaauto, *ison-britannian* as iso-britannia,
        and both by their parts; *laitok-sen*, parted at the end of a line, also as laitos."""
        first, _, rest = word.strip("-").partition("-")
        if not rest:
            return self.terms(first)
        rest = rest.lstrip("-")
        left, right = self.terms(first), self.terms(rest)
        whole = self._readings(word)
        at_line_end = [] if whole else self._joined(word)
        pieces = [] if whole else [left, right]
        # All hyphens stay or none: each way to join some would double the terms with each piece.
        hyphenated = [end for end in right.lemmas if end.count("-") == rest.count("-")]
        ends = [reading.lemma for reading in whole] or [f"{first}-{end}" for end in hyphenated]
        if first not in left.lemmas:
            ends.append(f"{left.lemmas[0]}-{right.lemmas[0]}")
        return _terms(
            [
                *(reading.lemma for reading in at_line_end),
                *(lemma for end in ends for lemma in (end, end.replace("-", ""))),
            ],
            [
                *(part for reading in (*whole, *at_line_end) for part in reading.parts),
                *(term for piece in pieces for term in (*piece.lemmas, *piece.parts)),
            ],
        )

    def _joined(self, word: str) -> list[Reading]:
        joined = word.replace("-", "")
        return self._readings(joined) if joined.isalpha() else []

    def _unknown(self, word: str) -> Terms:
        """The stem, and in Finnish the base forms that can be guessed."""
        lemmas = [stem(word, self.language), word]
        if self.voikko is None:
            return _terms(lemmas)
        if in_nen := _IN_NEN.fullmatch(word):
            lemmas.insert(0, f"{in_nen[1]}nen")
            if inhabitant := _INHABITANT.fullmatch(lemmas[0]):
                return _terms(lemmas, [stem(inhabitant[1], self.language), inhabitant[1]])
        if lemmas[0].endswith("ks"):  # of a name in -s: Kalymnoksella
            lemmas.append(lemmas[0].removesuffix("ks") + "s")
        return self._split(word, lemmas) or _terms(lemmas)

    def _split(self, word: str, lemmas: Sequence[str]) -> Terms | None:
        """The base form that a known beginning and a known end would give, the longest end first:
        *osallistuva|budjetoinnin*."""
        for border in range(MIN_PART_LENGTH, len(word) - MIN_PART_LENGTH + 1):
            right = self._readings(word[border:])
            left = [r for r in self._readings(word[:border]) if r.is_modifier] if right else []
            if left:
                return _terms(
                    [*(word[:border] + reading.lemma for reading in right), *lemmas],
                    [
                        term
                        for reading in (*left, *right)
                        for term in (reading.lemma, *reading.parts)
                    ],
                )
        return None
