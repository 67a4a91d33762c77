"""From pieces in reading order to an outline: sections by heading, lists by depth."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cms.pages.importing.outline import (
    Block,
    Heading,
    Item,
    ItemList,
    Paragraph,
    Section,
    Text,
)


@dataclass
class HeadingPiece:
    number: str
    title: str
    level: int


@dataclass
class InnerHeadingPiece:
    title: str


@dataclass
class ItemPiece:
    depth: int
    """Any measure of indentation: only which is deeper matters."""
    ordered: bool
    text: Text


@dataclass
class ParagraphPiece:
    text: Text


Piece = HeadingPiece | InnerHeadingPiece | ItemPiece | ParagraphPiece


def sections_of(pieces: Iterable[Piece]) -> list[Section]:
    sections: list[Section] = []
    items: list[ItemPiece] = []

    def blocks() -> list[Block]:
        if not sections:
            sections.append(Section(number="", title="", level=1))
        return sections[-1].blocks

    def end_list() -> None:
        if items:
            blocks().append(list_of(items))
            items.clear()

    for piece in pieces:
        if isinstance(piece, ItemPiece):
            if items and piece.ordered != items[0].ordered and piece.depth <= items[0].depth:
                end_list()
            items.append(piece)
            continue
        end_list()
        match piece:
            case HeadingPiece(number, title, level):
                sections.append(Section(number, title, level))
            case InnerHeadingPiece(title):
                blocks().append(Heading(title))
            case ParagraphPiece(text):
                blocks().append(Paragraph(text))
    end_list()
    return sections


def list_of(pieces: Sequence[ItemPiece]) -> ItemList:
    """Nest the items: one that is deeper than the last belongs to that one."""
    outermost = ItemList(pieces[0].ordered)
    open_lists = [(pieces[0].depth, outermost)]
    for piece in pieces:
        while len(open_lists) > 1 and piece.depth < open_lists[-1][0]:
            open_lists.pop()
        depth, current = open_lists[-1]
        if piece.depth > depth and current.items:
            inner = ItemList(piece.ordered)
            current.items[-1].inner = inner
            open_lists.append((piece.depth, inner))
            current = inner
        current.items.append(Item(piece.text))
    return outermost
