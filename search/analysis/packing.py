"""Tokens as a row stores them: engines and highlights work from them, and analyse nothing."""

from collections.abc import Iterable
from typing import TypedDict

from search.analysis.tokens import Token


class PackedTokens(TypedDict):
    """Parallel lists, one place a word; terms of a word are parted by spaces, as none has one."""

    words: list[str]
    gaps: list[int]
    """Characters between the end of the word before and the start of this one."""
    lengths: list[int]
    lemmas: list[str]
    parts: list[str]


def pack(tokens: Iterable[Token]) -> PackedTokens:
    packed = PackedTokens(words=[], gaps=[], lengths=[], lemmas=[], parts=[])
    end = 0
    for token in tokens:
        packed["words"].append(token.surface)
        packed["gaps"].append(token.start - end)
        packed["lengths"].append(token.end - token.start)
        packed["lemmas"].append(" ".join(token.lemmas))
        packed["parts"].append(" ".join(token.parts))
        end = token.end
    return packed
