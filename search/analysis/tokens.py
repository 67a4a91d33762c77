"""The tokenizer: words of a text with their offsets, alike for every language and for queries."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

MAX_TERM_LENGTH = 64
"""Characters of a word that are looked at; what is longer is no word of any language."""

_LETTERS = r"[\w\u0300-\u036f\u00ad]+"
_WORD = re.compile(rf"§(?::{_LETTERS})?|\d+(?:[.,:]\d+)+|{_LETTERS}(?:[-‐‑–:'’]{_LETTERS})*")
_SAME = str.maketrans({"‐": "-", "‑": "-", "–": "-", "’": "'", "\u00ad": None})


class Token(NamedTuple):
    """A word of a text: where it stands and the terms by which it is found."""

    surface: str
    """As written, but in small letters, composed and without soft hyphens."""
    start: int
    end: int
    lemmas: tuple[str, ...]
    """Base forms of the whole word, the most plausible first."""
    parts: tuple[str, ...] = ()
    """Base forms of its compound parts and of the word it is derived from."""


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word in small letters, with the offsets of its start and end in the text."""
    for match in _WORD.finditer(text):
        word = match[0]
        if not word.isalnum():
            word = unicodedata.normalize("NFC", word.translate(_SAME)).strip("_")
            if not (word[:1] == "§" or any(map(str.isalnum, word))):
                continue
        yield word[:MAX_TERM_LENGTH].lower(), match.start(), match.end()
