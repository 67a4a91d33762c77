"""Compound words, for those who show them."""

from itertools import accumulate

from search.analysis import analyzer


def compound_parts(word: str, language: str) -> tuple[str, ...]:
    """The parts of which a compound is written, which together are the word, whatever its letters:
    *Kumppanuuspöydille* gives *Kumppanuus* and *pöydille*. The word alone in languages whose
    compounds are not known."""
    lengths = [len(part) for part in analyzer(language).compound_parts(word.lower())]
    ends = accumulate(lengths)
    return tuple(word[end - length : end] for end, length in zip(ends, lengths, strict=True))
