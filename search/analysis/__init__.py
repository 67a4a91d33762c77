"""Words of a text and the terms by which each is found: in Finnish, Swedish and English by base
forms or stems, in other languages as they stand."""

from functools import cache

from search.analysis import voikko
from search.analysis.terms import WordAnalyzer
from search.analysis.tokens import Token, words

RULES = 4
"""Version of our own analysis rules: raise it when terms or sentences change, and stored rows are
analysed again."""


def analyze(text: str, language: str) -> list[Token]:
    """The words of a text in the order of the text, with offsets; `language` is a code such as
    *fi* or *en-gb*, of which only the language counts."""
    terms = analyzer(language).terms
    tokens = []
    for word, start, end in words(text):
        found = terms(word)
        tokens.append(Token(word, start, end, found.lemmas, found.parts))
    return tokens


def active_backend() -> tuple[str, str]:
    """Name and version of what analyses Finnish here; the version also counts our own rules."""
    backend = voikko.active()
    return backend.name, f"{backend.version}/{RULES}"


@cache
def analyzer(language: str) -> WordAnalyzer:
    language = language.partition("-")[0]
    return WordAnalyzer(language, voikko.active() if language == "fi" else None)
