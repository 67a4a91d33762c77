"""Stems by Snowball: all that is known of Swedish and English, and of unknown Finnish words."""

import threading

import snowballstemmer

ALGORITHMS = {"fi": "finnish", "sv": "swedish", "en": "english"}

_local = threading.local()  # a stemmer keeps the word it is at, so each thread has its own


def stem(word: str, language: str) -> str:
    """The word's stem; the word itself in a language without an algorithm."""
    if language not in ALGORITHMS:
        return word
    stemmers = _local.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = snowballstemmer.stemmer(ALGORITHMS[language])
    return str(stemmers[language].stemWord(word)) or word
