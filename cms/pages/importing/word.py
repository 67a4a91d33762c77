"""An outline out of a DOCX file, by its heading styles, lists and footnotes."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from cms.media.text.word import NOTE_MARKS, WordDocument, own, words_of
from cms.pages.importing.assembling import (
    HeadingPiece,
    InnerHeadingPiece,
    ItemPiece,
    ParagraphPiece,
    Piece,
    sections_of,
)
from cms.pages.importing.contents import NUMBERED
from cms.pages.importing.outline import Note, NoteMark, Outline, Span, Text

HEADING_STYLE = re.compile(r"heading (\d)", re.I)
LIST_STYLE = re.compile(r"list (bullet|number)(?: (\d))?", re.I)
DEEPEST_SECTION = 2
"""Headings below this level stand inside their section."""


def outline_of_docx(path: Path) -> Outline:
    return WordFile(path).outline()


class WordFile:
    def __init__(self, path: Path) -> None:
        self.file = WordDocument(path)
        self.document = self.file.document
        # Word numbers the marks as they come; its own ids are in the order of writing.
        self.note_numbers = {
            (mark.tag, mark.get(qn("w:id"))): number
            for number, mark in enumerate(self.file.body.iter(*NOTE_MARKS), start=1)
        }

    def outline(self) -> Outline:
        blocks = [block for block in self.document.iter_inner_content() if is_shown(block)]
        title = next((block for block in blocks if style_of(block) == "title"), None)
        if title is None and blocks and isinstance(blocks[0], Paragraph):
            title = blocks[0]
        return Outline(
            title=title.text.strip() if title is not None else "",
            sections=sections_of(
                piece
                for block in blocks
                for piece in (
                    *(self.pieces_of(block) if block is not title else ()),
                    *self.pieces_of_text_boxes(block),
                )
            ),
            notes=sorted(self.notes(), key=lambda note: note.number),
        )

    def pieces_of(self, block: Any) -> Iterator[Piece]:
        if isinstance(block, Table):
            yield from map(row_piece, block._tbl.tr_lst)
        elif heading := HEADING_STYLE.fullmatch(style_of(block)):
            number = self.file.numbers.get(block._p, "")
            yield heading_piece(f"{number} {block.text}".strip(), int(heading[1]))
        else:
            yield self.item_of(block) or ParagraphPiece(self.text_of(block))

    def pieces_of_text_boxes(self, block: Any) -> Iterator[Piece]:
        """What stands in boxes at a paragraph; those of a table stand in its cells."""
        for inner in block._p.iterdescendants(qn("w:p")) if isinstance(block, Paragraph) else ():
            if words_of(inner).strip():
                yield ParagraphPiece(self.text_of(Paragraph(inner, block)))

    def item_of(self, paragraph: Paragraph) -> ItemPiece | None:
        """The paragraph as a list item, by its style or by a numbering of its own."""
        levels = paragraph._p.xpath("./w:pPr/w:numPr/w:ilvl/@w:val")
        depth = int(levels[0]) if levels else 0
        if style := LIST_STYLE.fullmatch(style_of(paragraph)):
            depth += int(style[2] or 1) - 1
            return ItemPiece(depth, style[1] == "number", self.text_of(paragraph))
        numberings = paragraph._p.xpath("./w:pPr/w:numPr/w:numId/@w:val")
        if numberings and numberings[0] != "0":
            return ItemPiece(depth, self.is_ordered(numberings[0], depth), self.text_of(paragraph))
        return None

    def is_ordered(self, numbering: str, depth: int) -> bool:
        definitions = self.document.part.numbering_part.element
        abstract = definitions.xpath(f"./w:num[@w:numId='{numbering}']/w:abstractNumId/@w:val")
        formats = definitions.xpath(
            f"./w:abstractNum[@w:abstractNumId='{abstract[0] if abstract else ''}']"
            f"/w:lvl[@w:ilvl='{depth}']/w:numFmt/@w:val"
        )
        return bool(formats) and formats[0] != "bullet"

    def text_of(self, paragraph: Paragraph) -> Text:
        """Spans and marks; Word cuts a sentence into many runs, which are joined again."""
        parts: list[Span | NoteMark] = []
        for element in own(paragraph._p, qn("w:r")):
            run = Run(element, paragraph)
            before = parts[-1] if parts else None
            if isinstance(before, Span) and before.bold == bool(run.bold):
                parts[-1] = Span(before.text + run.text, before.bold)
            elif run.text:
                parts.append(Span(run.text, bool(run.bold)))
            for mark in element.iterchildren(*NOTE_MARKS):
                parts.append(NoteMark(self.note_numbers[mark.tag, mark.get(qn("w:id"))]))
        return tuple(parts)

    def notes(self) -> Iterator[Note]:
        for place, note in self.file.notes.items():
            if number := self.note_numbers.get(place):
                words = " ".join(map(words_of, note.iter(qn("w:p"))))
                yield Note(number, words.strip())


def row_piece(row: Any) -> Piece:
    """The cells of a row beside each other; one that goes on from the row above is told there."""
    cells = [
        " ".join(filter(None, (words_of(paragraph).strip() for paragraph in cell.iter(qn("w:p")))))
        for cell in row.tc_lst
        if cell.vMerge != "continue"
    ]
    return ParagraphPiece((Span(" – ".join(cells)),))


def is_shown(block: Any) -> bool:
    if isinstance(block, Table):
        return True
    return bool(block.text.strip()) and not style_of(block).startswith("toc ")


def style_of(block: Any) -> str:
    """The style's English name in lower case; Word keeps it whatever its language."""
    return (block.style.name or "").lower() if block.style is not None else ""


def heading_piece(text: str, level: int) -> Piece:
    if level > DEEPEST_SECTION:
        return InnerHeadingPiece(text)
    numbered = NUMBERED.fullmatch(text)
    number, title = (numbered[1], numbered[3]) if numbered else ("", text)
    return HeadingPiece(number, title, level)
