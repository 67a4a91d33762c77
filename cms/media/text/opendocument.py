"""The text of an ODT file as its reader sees it: no comments, no tracked deletions, nothing that
is hidden by itself, its style, its section or a condition."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from cms.media.text.opendocument_names import LIBREOFFICE, OFFICE, PARAGRAPHS, TABLE, TEXT
from cms.media.text.opendocument_numbers import Numbers
from cms.media.text.opendocument_styles import HiddenStyles
from cms.media.text.paging import pages_of

BREAKS = {f"{TEXT}{name}" for name in ("s", "tab", "line-break")}
WORDS = {TEXT, LIBREOFFICE}
"""Namespaces of the elements in a paragraph whose own words stand in the line; of any other, such
as a comment's author and date, only the paragraphs inside are text."""
UNSEEN = {
    *(f"{OFFICE}{name}" for name in ("annotation", "forms", "scripts", "event-listeners")),
    *(
        f"{TEXT}{name}"
        for name in (
            "tracked-changes",
            "note-citation",
            "number",
            "script",
            "ruby-text",
            "table-of-content-source",
            "illustration-index-source",
            "table-index-source",
            "object-index-source",
            "user-index-source",
            "alphabetical-index-source",
            "bibliography-source",
        )
    ),
}


def read_odt(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        content = parsed(archive.read("content.xml"))
        sources = [content]
        if "styles.xml" in archive.namelist():
            sources.append(parsed(archive.read("styles.xml")))
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    numbers = Numbers(sources)
    numbers.count(body)
    return pages_of(Reader(HiddenStyles(sources), numbers.of).paragraphs_in(body))


def parsed(xml: bytes) -> etree._Element:
    """The root, without what entities name: that might be a file of this machine."""
    return etree.fromstring(
        xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    )


class Reader:
    def __init__(self, styles: HiddenStyles, numbers: dict[etree._Element, str]) -> None:
        self.styles = styles
        self.numbers = numbers

    def paragraphs_in(self, element: etree._Element) -> Iterator[str]:
        """Every paragraph that is seen, in reading order, those of tables and frames too."""
        for child in element:
            if is_unseen(child):
                continue
            if child.tag in PARAGRAPHS:
                yield from self.paragraph(child)
            else:
                yield from self.paragraphs_in(child)

    def paragraph(self, element: etree._Element) -> Iterator[str]:
        """Its own line, then the notes and the frames that stand in it."""
        if has_hiding_field(element):
            return
        words: list[str] = []
        inner: list[etree._Element] = []
        is_hidden = self.styles.hides_paragraph(element.get(f"{TEXT}style-name"))
        self.gather(element, is_hidden, words, inner)
        text = "".join(words)
        number = self.numbers.get(element) or element.findtext(f"{TEXT}number", "")
        yield f"{number} {text}" if text.strip() else ""
        for part in inner:
            yield from self.paragraphs_in(part)

    def gather(
        self,
        element: etree._Element,
        is_hidden: bool,
        words: list[str],
        inner: list[etree._Element],
    ) -> None:
        """The words of a line, and the parts in it that have paragraphs of their own."""
        if not is_hidden:
            words.append(element.text or "")
        for child in element:
            if not is_unseen(child):
                if child.tag in BREAKS:
                    words.append(" ")
                elif not is_line(child):
                    inner.extend([] if is_hidden else [child])
                else:
                    name = child.get(f"{TEXT}style-name")
                    self.gather(child, self.styles.hides_words(name, is_hidden), words, inner)
            if not is_hidden:
                words.append(child.tail or "")


def is_line(element: etree._Element) -> bool:
    """Whether the element's words go on in the line that it stands in."""
    name = etree.QName(element)
    return f"{{{name.namespace}}}" in WORDS and name.localname != "note"


def is_unseen(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):  # comments of XML, and entities
        return True
    return (
        element.tag in UNSEEN
        or element.get(f"{TEXT}display") == "none"
        or element.get(f"{TEXT}is-hidden") == "true"
        or element.get(f"{TABLE}visibility", "visible") != "visible"
    )


def has_hiding_field(paragraph: etree._Element) -> bool:
    return any(
        field.get(f"{TEXT}is-hidden") == "true"
        for field in paragraph.iter(f"{TEXT}hidden-paragraph")
    )
