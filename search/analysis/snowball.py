"""Stems by Snowball: all that is known of Swedish and English, and of unknown Finnish words."""

import threading

import snowballstemmer

ALGORITHMS = {"fi": "finnish", "sv": "swedish", "en": "english"}

_local = threading.local()  # a stemmer keeps the word it is at, so each thread has its own


def stem(word: str, language: str) -> str:
    """The word's stem; the word itself in a language without an algorithm.

    But in Finnish it is marked with the language, by a character that no word of a text has: as a
    query is asked in all languages, the Swedish stem of *ihana* would meet the Finnish *ihan*.
    """
    if language not in ALGORITHMS:
        return word
    stemmers = _local.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = snowballstemmer.stemmer(ALGORITHMS[language])
    found = str(stemmers[language].stemWord(word)) or word
    return found if language == "fi" else f"{found}~{language}"
