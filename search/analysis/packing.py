"""The stored form of an analysed field, which indexing and highlighting read without analysing."""

from collections.abc import Iterable
from typing import Literal, TypedDict

from search.analysis.tokens import Token

BORDER = "|"
"""Also one that JSON writes as it is."""
Stream = Literal["words", "lemmas", "parts"]
STREAMS: tuple[Stream, ...] = ("words", "lemmas", "parts")


class PackedTokens(TypedDict):
    """Parallel streams with one entry for each token. Text streams are strings (quicker to load
    than lists): BORDER separates tokens, and a space the terms of one token."""

    words: str
    lemmas: str
    parts: str
    gaps: list[int]
    """Characters between the end of the word before and the start of this one."""
    lengths: list[int]


def pack(tokens: Iterable[Token]) -> PackedTokens:
    tokens = list(tokens)
    ends = [0, *(token.end for token in tokens)]
    return PackedTokens(
        words=BORDER.join(token.surface for token in tokens),
        lemmas=BORDER.join(" ".join(token.lemmas) for token in tokens),
        parts=BORDER.join(" ".join(token.parts) for token in tokens),
        gaps=[token.start - end for token, end in zip(tokens, ends, strict=False)],
        lengths=[token.end - token.start for token in tokens],
    )


def by_word(packed: PackedTokens, stream: Stream) -> list[str]:
    """The entries of a text stream, one for each token; its terms are separated by spaces."""
    return packed[stream].split(BORDER) if packed["gaps"] else []
