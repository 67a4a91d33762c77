"""An outline out of a DOCX file, by its heading styles, lists and footnotes."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

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
        self.document = docx.Document(str(path))
        references = self.document.element.body.iter(qn("w:footnoteReference"))
        # Word numbers the marks as they come; its own ids are in the order of writing.
        self.note_numbers = {
            reference.get(qn("w:id")): number
            for number, reference in enumerate(references, start=1)
        }

    def outline(self) -> Outline:
        blocks = [block for block in self.document.iter_inner_content() if is_shown(block)]
        title = next((block for block in blocks if style_of(block) == "title"), None)
        if title is None and blocks and isinstance(blocks[0], Paragraph):
            title = blocks[0]
        return Outline(
            title=title.text.strip() if title is not None else "",
            sections=sections_of(
                piece for block in blocks if block is not title for piece in self.pieces_of(block)
            ),
            notes=sorted(self.notes(), key=lambda note: note.number),
        )

    def pieces_of(self, block: Any) -> Iterator[Piece]:
        if isinstance(block, Table):
            for row in block.rows:
                yield ParagraphPiece((Span(" – ".join(cell.text.strip() for cell in row.cells)),))
        elif heading := HEADING_STYLE.fullmatch(style_of(block)):
            yield heading_piece(block.text.strip(), int(heading[1]))
        else:
            yield self.item_of(block) or ParagraphPiece(self.text_of(block))

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
        for element in paragraph._p.iter(qn("w:r")):
            run = Run(element, paragraph)
            before = parts[-1] if parts else None
            if isinstance(before, Span) and before.bold == bool(run.bold):
                parts[-1] = Span(before.text + run.text, before.bold)
            elif run.text:
                parts.append(Span(run.text, bool(run.bold)))
            for reference in element.iter(qn("w:footnoteReference")):
                parts.append(NoteMark(self.note_numbers[reference.get(qn("w:id"))]))
        return tuple(parts)

    def notes(self) -> Iterator[Note]:
        for relation in self.document.part.rels.values():
            if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
                for footnote in parse_xml(relation.target_part.blob).iter(qn("w:footnote")):
                    if number := self.note_numbers.get(footnote.get(qn("w:id"))):
                        words = "".join(text.text or "" for text in footnote.iter(qn("w:t")))
                        yield Note(number, words.strip())


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
