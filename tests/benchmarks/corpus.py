"""The Finnish treebank that search is measured on, as documents of a few sentences.

A treebank says of each word its base form with compound borders, so that it is known without any
analysis of ours which documents a word stands in.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SHARED_DIR = Path(os.environ.get("SHARED_DIR", Path(__file__).resolve().parents[3] / "shared"))
FILES = ("fi_tdt-ud-dev.conllu", "fi_tdt-ud-test.conllu")
SENTENCES = 4
"""Of a document."""
_SEARCHED = {"NOUN", "PROPN", "ADJ"}


@dataclass(frozen=True)
class Word:
    form: str
    """In small letters, as all of these."""
    lemma: str
    parts: tuple[str, ...]
    """Compound parts as the treebank writes them: the last is a base form; *viikon|loppu*."""
    is_searched_for: bool
    """Whether it is a noun, a name or an adjective."""

    @property
    def spans(self) -> set[str]:
        """What a compound is made of: each of its parts, and those that stand together."""
        count = len(self.parts)
        return {
            "".join(self.parts[start:end])
            for start in range(count)
            for end in range(start + 1, count + 1)
            if end - start < count
        }

    @property
    def is_inflected(self) -> bool:
        return self.form != self.lemma


@dataclass(frozen=True)
class Sentence:
    text: str
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Document:
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)


@cache
def documents() -> tuple[Document, ...]:
    """Runs of sentences of the treebank, in its order. Raises FileNotFoundError without it."""
    return tuple(document for name in FILES for document in _runs(list(_sentences(name))))


def _runs(sentences: list[Sentence]) -> Iterator[Document]:
    for start in range(0, len(sentences), SENTENCES):
        yield Document(tuple(sentences[start : start + SENTENCES]))


def _sentences(name: str) -> Iterator[Sentence]:
    content = (SHARED_DIR / "data" / "ud-finnish-tdt" / name).read_text()
    for block in content.strip().split("\n\n"):
        lines = block.split("\n")
        [text] = [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        yield Sentence(text, tuple(_word(row) for row in rows if row[0].isdigit()))


def _word(row: list[str]) -> Word:
    _id, form, lemma, word_class, *_rest = row
    lemma = lemma.lower()
    is_searched_for = word_class in _SEARCHED and any(map(str.isalnum, lemma))
    return Word(form.lower(), lemma.replace("#", ""), tuple(lemma.split("#")), is_searched_for)
