"""What rich text may hold, and what is left of it as plain text."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from wagtail.fields import StreamField
from wagtail.rich_text import RichText

from cms.pages.visibility.references import visible_one

BODY_FEATURES = ["bold", "italic", "ul", "ol", "link", "document-link", "superscript", "h4"]
SHORT_FEATURES = ["bold", "italic", "ul", "ol", "link", "document-link"]

_BLOCK_EDGE = re.compile(r"</?(?:p|li|ul|ol|h[1-6]|blockquote|tr)\b[^>]*>|<br\s*/?>", re.IGNORECASE)
# The number in "kuntalain¹" is a mark: the word for the search is "kuntalain".
_NOTE_MARK = re.compile(r'<a href="#note-\d+">.*?</a>')


def plain_text(html: str) -> str:
    """Rich text without markup and note marks; what stood in blocks of its own stands on lines of
    its own."""
    lines = unescape(strip_tags(_BLOCK_EDGE.sub("\n", _NOTE_MARK.sub("", html)))).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def stream_text(stream: StreamField) -> str:
    """The words of a StreamField, as its blocks give them to the search; what is written beside a
    hidden file is as hidden."""
    words = (
        plain_text(block.value.source)
        if isinstance(block.value, RichText)
        else " ".join(text for text in block.block.get_searchable_content(block.value) if text)
        for block in stream
        if not _shows_hidden_file(block.value)
    )
    return "\n".join(text for text in words if text)


def _shows_hidden_file(value: Any) -> bool:
    files = {"document", "image"} & set(value) if isinstance(value, Mapping) else ()
    return any(not visible_one(value[name]) for name in files)
