"""What rich text may hold, and what is left of it as plain text."""

import re
from html import unescape

from django.utils.html import strip_tags
from wagtail.fields import StreamField

BODY_FEATURES = ["bold", "italic", "ul", "ol", "link", "document-link", "superscript", "h4"]
SHORT_FEATURES = ["bold", "italic", "ul", "ol", "link", "document-link"]

_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|blockquote|tr)>|<br\s*/?>", re.IGNORECASE)


def plain_text(html: str) -> str:
    """Rich text without markup; what stood in blocks of its own stands on lines of its own."""
    lines = unescape(strip_tags(_BLOCK_END.sub("\n", html))).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def stream_text(stream: StreamField) -> str:
    """The words of a StreamField, as its blocks give them to the search."""
    words = (
        " ".join(text for text in block.block.get_searchable_content(block.value) if text)
        for block in stream
    )
    return "\n".join(text for text in map(plain_text, words) if text)
