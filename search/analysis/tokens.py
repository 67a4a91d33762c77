"""Words of a text with their places, the same for every language and for queries."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_TERM = 64
"""Characters of a word that are looked at; what is longer is no word of any language."""

_LETTERS = r"[\w\u0300-\u036f\u00ad]+"
_WORD = re.compile(rf"§|\d+(?:[.,:]\d+)+|{_LETTERS}(?:[-‐‑–:'’]{_LETTERS})*")
_SAME = str.maketrans({"‐": "-", "‑": "-", "–": "-", "’": "'", "\u00ad": None})


@dataclass(frozen=True)
class Token:
    """A word of a text: where it stands and the terms by which it is found."""

    surface: str
    """As written, but in small letters, composed and without soft hyphens."""
    start: int
    end: int
    lemmas: tuple[str, ...]
    """Base forms of the whole word, the most plausible first."""
    parts: tuple[str, ...] = ()
    """Base forms of its compound parts and of the word it is derived from."""

    @property
    def dictionary_form(self) -> str:
        """The form to show a person: the word itself if it can be a base form."""
        return self.surface if self.surface in self.lemmas else self.lemmas[0]


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word in small letters, with the offsets of its start and end in the text."""
    for match in _WORD.finditer(text):
        word = unicodedata.normalize("NFC", match[0].translate(_SAME)).lower().strip("_")
        if word:
            yield word[:LONGEST_TERM], match.start(), match.end()
