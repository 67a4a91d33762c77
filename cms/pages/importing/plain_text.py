"""An outline out of lines of text, by how Finnish offices lay out their papers.

The rules, in the order in which they are used:

1. What stands before a contents list is the cover. The contents list is dropped, but the body's
   headings are known by it (by number; the body's own words win).
2. Blank lines part blocks. A line that starts with a dash, a dot or a number is a list item, one
   that starts with superscript digits is a note, any other goes on with its block.
3. A paragraph that does not end its sentence goes on in the next one that starts in lower case:
   a page, and its notes, came between.
4. A short line alone, without an end mark, before more text, is a heading without a number.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cms.pages.importing.assembling import (
    HeadingPiece,
    InnerHeadingPiece,
    ItemPiece,
    ParagraphPiece,
    Piece,
    sections_of,
)
from cms.pages.importing.contents import Contents, NumberedHeadings, split_at_contents
from cms.pages.importing.inline import SUPERSCRIPTS, number_of, text_of
from cms.pages.importing.outline import Note, Outline

NOTE = re.compile(rf"\s*([{SUPERSCRIPTS}]+)\s*(\S.*)")
BULLET = re.compile(r"(\s*)[-–•●▪*]\s+(\S.*)")
NUMBERED_ITEM = re.compile(r"(\s*)([-–•●▪*]\s+)?(\d{1,2})[.)]\s+(\S.*)")
SENTENCE_END = re.compile(rf"""[.:!?…][)”"'*{SUPERSCRIPTS}]*$""")
MAX_HEADING_LENGTH = 100
"""Characters; a longer line is a paragraph that lacks its end mark."""


@dataclass
class ItemBlock:
    indent: int
    ordered: bool
    text: str
    after_gap: bool


@dataclass
class TextBlock:
    text: str
    is_one_line: bool = True


@dataclass
class NoteBlock:
    number: int
    text: str


BlockOfLines = ItemBlock | TextBlock | NoteBlock | HeadingPiece


def outline_of_lines(lines: Iterable[str]) -> Outline:
    cover, contents, body = split_at_contents(groups_of(lines))
    if not cover and body:
        cover, body = title_group(body)
    blocks = list(blocks_of(body, contents))
    notes = [Note(block.number, block.text) for block in blocks if isinstance(block, NoteBlock)]
    flow = joined_over_pages(block for block in blocks if not isinstance(block, NoteBlock))
    restore_lost_indents(flow)
    words = {word for group in body for line in group for word in re.findall(r"\w+", line)}
    title, publisher = title_and_publisher(cover)
    pieces = pieces_of(flow, {note.number for note in notes}, words)
    return Outline(
        title=out_of_capitals(title, words),
        publisher=publisher,
        sections=sections_of(pieces),
        notes=notes,
    )


def groups_of(lines: Iterable[str]) -> list[list[str]]:
    """Runs of lines between blank ones."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line.rstrip())
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def title_group(body: list[list[str]]) -> tuple[list[list[str]], list[list[str]]]:
    """A first line that looks like a title, parted from a paper that has no cover."""
    first, *rest = body
    is_title = len(first) == 1 and looks_like_heading(first[0].strip()) and len(body) > 1
    return ([first], rest) if is_title else ([], body)


def title_and_publisher(cover: list[list[str]]) -> tuple[str, list[str]]:
    """The longest line in capitals, else the first line, is the title; other capitals are a
    wordmark and left out."""
    lines = [line.strip() for group in cover for line in group]
    capitals = [line for line in lines if line.isupper()]
    title = max(capitals, key=len) if capitals else (lines or [""])[0]
    return title, [line for line in lines if line != title and not line.isupper()]


def blocks_of(groups: Iterable[Sequence[str]], contents: Contents) -> Iterator[BlockOfLines]:
    headings = NumberedHeadings(contents)
    for group in groups:
        open_block: ItemBlock | TextBlock | NoteBlock | None = None
        for index, line in enumerate(group):
            heading = headings.recognise(line.strip(), index == 0, len(group) == 1)
            block = heading or new_block(line, open_block)
            if isinstance(block, ItemBlock):
                block.after_gap = index == 0
            if block is None and open_block is not None:
                go_on(open_block, line)
                continue
            if open_block is not None:
                yield open_block
            if isinstance(block, HeadingPiece):
                yield block
                open_block = None
            else:
                open_block = block or TextBlock(line.strip())
        if open_block is not None:
            yield open_block


def new_block(
    line: str, before: ItemBlock | TextBlock | NoteBlock | None
) -> ItemBlock | NoteBlock | None:
    """The item or note that the line starts, or None when it is text like any other."""
    if note := NOTE.fullmatch(line):
        return NoteBlock(number_of(note[1]), note[2])
    if item := NUMBERED_ITEM.fullmatch(line):
        # In the middle of a paragraph a line may start with "5. päivänä".
        indent, bullet, number, text = item.groups()
        if bullet or number == "1" or not isinstance(before, TextBlock):
            return ItemBlock(len(indent), True, text, after_gap=False)
    elif item := BULLET.fullmatch(line):
        return ItemBlock(len(item[1]), False, item[2], after_gap=False)
    return None


def go_on(block: ItemBlock | TextBlock | NoteBlock, line: str) -> None:
    block.text += " " + line.strip()
    if isinstance(block, TextBlock):
        block.is_one_line = False


def joined_over_pages(
    blocks: Iterable[ItemBlock | TextBlock | HeadingPiece],
) -> list[ItemBlock | TextBlock | HeadingPiece]:
    joined: list[ItemBlock | TextBlock | HeadingPiece] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if (
            isinstance(block, TextBlock)
            and isinstance(before, ItemBlock | TextBlock)
            and not SENTENCE_END.search(before.text)
            and starts_in_lower_case(block.text)
        ):
            go_on(before, block.text)
        else:
            joined.append(block)
    return joined


def restore_lost_indents(blocks: Sequence[ItemBlock | TextBlock | HeadingPiece]) -> None:
    """Put items that a page break moved to the margin back under the item that they belong to.

    They show by their first letter: it is small as in the inner items before the break, while
    the outer items start with a capital.
    """
    outer_is_capital = False
    depth_before_gap: int | None = None
    before: ItemBlock | None = None
    for block in blocks:
        if not isinstance(block, ItemBlock):
            before, depth_before_gap = None, None
            continue
        if before is None:
            outer_indent, outer_is_capital = block.indent, not starts_in_lower_case(block.text)
        elif block.after_gap:
            depth_before_gap = before.indent
        is_small = starts_in_lower_case(block.text)
        if not is_small:
            depth_before_gap = None
        if depth_before_gap is not None and outer_is_capital and block.indent <= outer_indent:
            block.indent = depth_before_gap
        before = block


def pieces_of(
    blocks: Sequence[ItemBlock | TextBlock | HeadingPiece], notes: set[int], words: set[str]
) -> Iterator[Piece]:
    has_headings = any(isinstance(block, HeadingPiece) for block in blocks)
    for index, block in enumerate(blocks):
        match block:
            case HeadingPiece(number, title, level):
                yield HeadingPiece(number, out_of_capitals(title, words), level)
            case ItemBlock():
                yield ItemPiece(block.indent, block.ordered, text_of(block.text, notes))
            case TextBlock() if is_inner_heading(block, blocks[index + 1 : index + 2]):
                title = out_of_capitals(block.text, words)
                yield InnerHeadingPiece(title) if has_headings else HeadingPiece("", title, 1)
            case TextBlock():
                yield ParagraphPiece(text_of(block.text, notes))


def is_inner_heading(block: TextBlock, following: Sequence[object]) -> bool:
    is_before_text = any(isinstance(after, ItemBlock | TextBlock) for after in following)
    return block.is_one_line and is_before_text and looks_like_heading(block.text)


def looks_like_heading(line: str) -> bool:
    return (
        len(line) <= MAX_HEADING_LENGTH
        and line[0].isupper()
        and not SENTENCE_END.search(line)
        and not line.endswith((",", ";", "-"))
    )


def starts_in_lower_case(text: str) -> bool:
    return text[:1].islower()


def out_of_capitals(title: str, words: set[str]) -> str:
    """A title in capitals as a sentence would write it, names by the body's example."""
    if not title.isupper():
        return title

    def as_in_body(word: re.Match[str]) -> str:
        small, name = word[0].lower(), word[0].capitalize()
        return name if name in words and small not in words else small

    sentence = re.sub(r"\w+", as_in_body, title)
    return sentence[:1].upper() + sentence[1:]
