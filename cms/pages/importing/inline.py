"""Marks inside a plain text: `**bold**` and superscript digits that point to notes."""

import re
from collections.abc import Collection, Iterator

from cms.pages.importing.outline import NoteMark, Span, Text

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
BOLD = re.compile(r"\*\*(.+?)\*\*")
# Not after a unit: 12 m² has no note.
MARK = re.compile(rf"(?<!\bm)(?<!\b[kcdm]m)([{SUPERSCRIPTS}]+)")


def number_of(superscript: str) -> int:
    return int(superscript.translate({ord(sign): str(n) for n, sign in enumerate(SUPERSCRIPTS)}))


def text_of(raw: str, notes: Collection[int]) -> Text:
    """Spans and marks of a text; digits that point to no note stay in the words."""
    parts: list[Span | NoteMark] = []
    # Odd pieces of a split by one group are what the group caught.
    for index, piece in enumerate(BOLD.split(raw)):
        parts.extend(parts_of(piece, bold=bool(index % 2), notes=notes))
    return tuple(parts)


def parts_of(raw: str, bold: bool, notes: Collection[int]) -> Iterator[Span | NoteMark]:
    start = 0
    for mark in MARK.finditer(raw):
        number = number_of(mark[1])
        if number in notes:
            if raw[start : mark.start()]:
                yield Span(raw[start : mark.start()], bold)
            yield NoteMark(number)
            start = mark.end()
    if raw[start:]:
        yield Span(raw[start:], bold)
