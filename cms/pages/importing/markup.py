"""An outline as the blocks of a page's body."""

from collections.abc import Iterator
from html import escape
from typing import Any

from cms.pages.importing.outline import (
    Heading,
    Item,
    ItemList,
    NoteMark,
    Outline,
    Paragraph,
    Section,
    Span,
    Text,
)

DEEPEST_HEADING = 4
"""As in h4; the page's title is h1 and a chapter h2."""


def body_of(outline: Outline) -> list[tuple[str, Any]]:
    """Blocks for `PublicationPage.body`: headings, and the text between two as one block."""
    body: list[tuple[str, Any]] = []
    if outline.publisher:
        body.append(("text", f"<p>{'<br/>'.join(map(escape, outline.publisher))}</p>"))
    for section in outline.sections:
        body.extend(blocks_of(section))
    return body


def blocks_of(section: Section) -> Iterator[tuple[str, Any]]:
    if section.title:
        yield heading(section.title, section.level + 1, section.number)
    html = ""
    for block in section.blocks:
        match block:
            case Heading(title):
                if html:
                    yield "text", html
                    html = ""
                yield heading(title, section.level + 2)
            case Paragraph(text):
                html += f"<p>{inline(text)}</p>"
            case ItemList():
                html += list_markup(block)
    if html:
        yield "text", html


def heading(text: str, level: int, number: str = "") -> tuple[str, dict[str, str]]:
    level = min(level, DEEPEST_HEADING)
    return "heading", {"number": number, "text": text, "level": str(level)}


def list_markup(items: ItemList) -> str:
    tag = "ol" if items.ordered else "ul"
    return f"<{tag}>{''.join(map(item_markup, items.items))}</{tag}>"


def item_markup(item: Item) -> str:
    return f"<li>{inline(item.text)}{list_markup(item.inner) if item.inner else ''}</li>"


def inline(text: Text) -> str:
    return "".join(map(part_markup, text))


def part_markup(part: Span | NoteMark) -> str:
    match part:
        case NoteMark(number):
            return f'<a href="#note-{number}"><sup>{number}</sup></a>'
        case Span(words, bold=True):
            return f"<b>{escape(words, quote=False)}</b>"
        case Span(words):
            return escape(words, quote=False)
