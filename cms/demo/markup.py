"""Texts as the data files write them: paragraphs parted by empty lines.

A paragraph that starts with `## ` or `### ` is a heading, with `> ` a quotation (its source after
` — `), one whose lines start with `- ` a list; `{picture: key}` and `{file: key}` stand for media.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.html import escape

_MEDIA = re.compile(r"\{(picture|file): ([\w.-]+)\}")

Block = tuple[str, Any]
FindMedia = Callable[[str], Any]


def rich_text(text: str) -> str:
    return "".join(_html(paragraph) for paragraph in _paragraphs(text))


def stream(text: str, picture: FindMedia, file: FindMedia) -> list[Block]:
    """The blocks of a body or of attachments."""
    return [_block(paragraph, picture, file) for paragraph in _paragraphs(text)]


def _paragraphs(text: str) -> Iterator[str]:
    yield from filter(None, (part.strip() for part in text.split("\n\n")))


def _html(paragraph: str) -> str:
    if paragraph.startswith("- "):
        items = re.split(r"^- ", paragraph, flags=re.MULTILINE)[1:]
        return "<ul>" + "".join(f"<li>{_inline(item)}</li>" for item in items) + "</ul>"
    return f"<p>{_inline(paragraph)}</p>"


def _inline(text: str) -> str:
    return escape(" ".join(text.split()))


def _block(paragraph: str, picture: FindMedia, file: FindMedia) -> Block:
    marks, _, words = paragraph.partition(" ")
    if marks in ("##", "###"):
        return "heading", {"number": "", "text": words, "level": str(len(marks))}
    if marks == ">":
        text, _, source = words.partition(" — ")
        return "quote", {"text": " ".join(text.split()), "source": source}
    if media := _MEDIA.fullmatch(paragraph):
        kind, key = media.groups()
        if kind == "picture":
            return "picture", {"image": picture(key), "caption": ""}
        return "attachment", {"document": file(key), "title": ""}
    return "text", _html(paragraph)
