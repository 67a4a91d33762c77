"""Files in whose text the worker found personal identity codes: they are held from the public, and
their text is not kept."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cms.media.models import FileText
from cms.media.text.reasons import UnreadReason
from cms.privacy.finding import identity_codes

MAX_CHARACTERS = 2_000_000
"""Of the text of a page's files, some 700 pages of paper, in which contacts are looked for while
somebody waits: about a second."""


def pages_with_codes(pages: Sequence[str]) -> list[int]:
    """Numbers of the pages, from 1, on which a personal identity code stands."""
    return [number for number, text in enumerate(pages, start=1) if identity_codes(text)]


def not_held(documents: Any) -> Any:
    """Those of a queryset of documents that are not held."""
    held = FileText.objects.filter(unread_reason=UnreadReason.IDENTITY_CODE)
    return documents.exclude(file_hash__in=held.values("file_hash"))


def hold_on(documents: Iterable[Any]) -> Iterator[tuple[Any, list[int]]]:
    """Those of the documents that are held, with the pages on which the codes stand."""
    for document, text in _with_texts(documents):
        if text.unread_reason == UnreadReason.IDENTITY_CODE:
            yield document, text.pages_with_codes


def texts_of_files(documents: Iterable[Any]) -> Iterator[tuple[Any, int, str]]:
    """Document, number and text of each page of those that have been read, as far as an editor
    may wait for it."""
    left = MAX_CHARACTERS
    for document, text in _with_texts(documents):
        for number, words in enumerate(text.pages, start=1):
            if left <= 0:
                return
            yield document, number, words[:left]
            left -= len(words)


def _with_texts(documents: Iterable[Any]) -> Iterator[tuple[Any, FileText]]:
    documents = list(documents)
    hashes = [document.file_hash for document in documents]
    texts = FileText.objects.filter(file_hash__in=hashes) if hashes else ()
    by_hash = {text.file_hash: text for text in texts}
    for document in documents:
        if text := by_hash.get(document.file_hash):
            yield document, text
