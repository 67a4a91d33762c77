"""The text of a DOCX file as its reader sees it."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from cms.media.text.paging import pages_of
from cms.media.text.word_hiding import keep_what_is_shown
from cms.media.text.word_numbers import numbers_of
from cms.media.text.word_styles import HiddenStyles

NAMES_OF_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/math": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/math"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}
"""What Strict Open XML calls what Word mostly writes by its older names."""
OTHER_DOCUMENTS = (
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
"""Templates and documents with macros, whose text stands as in any document."""
NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
NOTE_MARKS = [qn(f"w:{kind}Reference") for kind in NOTES.values()]


class WordDocument:
    """A DOCX file whose tree has only what is shown, in the simplest form that says it."""

    def __init__(self, path: Path) -> None:
        self.document = docx.Document(usual_package(path))
        self.body = self.document.element.body
        styles = HiddenStyles(self.document.part)
        self.notes = dict(self.read_notes(styles))
        keep_what_is_shown(self.body, styles)
        complete_tables(self.body)
        self.numbers = numbers_of(self.document.part)

    def read_notes(self, styles: HiddenStyles) -> Iterator[tuple[tuple[str, str], Any]]:
        """By the name of the mark that refers to it, and its own id."""
        for relation in self.document.part.rels.values():
            kind = NOTES.get(relation.reltype.rpartition("/")[2])
            if kind and not relation.is_external:
                for note in parse_xml(relation.target_part.blob).iter(qn(f"w:{kind}")):
                    keep_what_is_shown(note, styles)
                    yield (qn(f"w:{kind}Reference"), note.get(qn("w:id"))), note

    def paragraphs(self) -> Iterator[str]:
        """Every paragraph in reading order, those of tables and frames too, each with its notes
        after it."""
        for paragraph in self.body.iter(qn("w:p")):
            text = words_of(paragraph)
            if text and (number := self.numbers.get(paragraph)):
                text = f"{number} {text}"
            yield text
            for mark in own(paragraph, *NOTE_MARKS):
                note = self.notes.get((mark.tag, mark.get(qn("w:id"))))
                if note is not None:
                    yield from map(words_of, note.iter(qn("w:p")))


def read_docx(path: Path) -> list[str]:
    return pages_of(WordDocument(path).paragraphs())


PARAGRAPH, TAB_STOPS = qn("w:p"), qn("w:tabs")
WORDS = {
    qn("w:t"): None,
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t": None,
    qn("w:noBreakHyphen"): "-",
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
}
"""What is read of a line; None is the element's own text."""


def words_of(paragraph: Any) -> str:
    words = ""
    for element in own(paragraph, *WORDS):
        if element.getparent().tag != TAB_STOPS:
            words += WORDS[element.tag] or element.text or ""
    return words


def own(paragraph: Any, *tags: str) -> Iterator[Any]:
    """The elements of a paragraph that are not in another one inside it, such as a text box's."""
    for element in paragraph.iter(*tags):
        if next(element.iterancestors(PARAGRAPH)) is paragraph:
            yield element


def usual_package(path: Path) -> io.BytesIO:
    """The file with the names that are usual in it, which python-docx alone knows."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(out, "w") as usual:
        for part in archive.infolist():
            content = archive.read(part)
            if part.filename == "[Content_Types].xml":
                for name in OTHER_DOCUMENTS:
                    content = content.replace(name, CONTENT_TYPE.WML_DOCUMENT_MAIN.encode())
            if part.filename.endswith((".xml", ".rels")):
                for strict, name in NAMES_OF_STRICT.items():
                    content = content.replace(strict, name)
            usual.writestr(part.filename, content)
    out.seek(0)
    return out


def complete_tables(body: Any) -> None:
    """Add what python-docx wants of every table, and some programs leave out."""
    for table in body.iter(qn("w:tbl")):
        for place, name in enumerate(("w:tblPr", "w:tblGrid")):
            if table.find(qn(name)) is None:
                table.insert(place, OxmlElement(name))
