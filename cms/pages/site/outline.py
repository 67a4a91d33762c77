"""A body's headings as the public page shows them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from wagtail.blocks import StreamValue

TOP = 2
"""As in h2; the page's title is h1."""
LISTED = 3
"""Deepest level in a contents list."""


@dataclass
class Chapter:
    """A heading in the contents list, with those directly under it."""

    anchor: str
    number: str
    text: str
    inner: list["Chapter"] = field(default_factory=list)


def anchor(block: StreamValue.StreamChild) -> str:
    """The id of a heading block, which stays when its words change."""
    return f"osa-{str(block.id)[:8]}"


def levelled(body: StreamValue) -> Iterator[tuple[StreamValue.StreamChild, int | None]]:
    """Blocks with the level at which a heading is shown (None for others): never more than one
    deeper than the one before, so that no level is jumped over."""
    previous = TOP - 1
    for block in body:
        if block.block_type == "heading":
            previous = min(int(block.value["level"]), previous + 1)
            yield block, previous
        else:
            yield block, None


def contents(body: StreamValue) -> list[Chapter]:
    """The contents list of a body: chapters with their subsections."""
    chapters: list[Chapter] = []
    for block, level in levelled(body):
        if level is None or level > LISTED:
            continue
        chapter = Chapter(anchor(block), block.value["number"] or "", block.value["text"])
        (chapters if level == TOP else chapters[-1].inner).append(chapter)
    return chapters
