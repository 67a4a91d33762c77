"""Texts of pages as HTML that stands elsewhere: safe, with absolute links, and without what the
public may not see. All pages of a feed are looked through at once, as the site would ask the
database for each link.

What is made here first has links as the database has them, `<a linktype="page" id="3">`;
`settled()` gives them addresses, by the same rules as on the site."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urljoin

from django.utils.html import conditional_escape, format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.whitelist import (
    DEFAULT_ELEMENT_RULES,
    Whitelister,
    allow_without_attributes,
    attribute_rule,
    check_url,
)

from cms.following.naming import plain
from cms.pages.visibility.links import public_html
from cms.pages.visibility.references import visible

_BETWEEN = "\x1e"
"""Parts the texts of pages while all are settled at once; no text has it, as it is no XML."""
_HEADINGS = {"2": "h3", "3": "h4", "4": "h5"}
"""By the levels of a body, as the title of an entry stands above."""


@dataclass(frozen=True)
class References:
    """What the blocks of pages refer to, of that only which the public may see, by its key."""

    pages: Mapping[int, Page] = field(default_factory=dict)
    documents: Mapping[int, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, streams: Iterable[StreamValue]) -> "References":
        pages, documents = set(), set()
        for stream in streams:
            for block in stream.raw_data:
                if block["type"] == "page":
                    pages.add(block["value"])
                elif block["type"] == "attachment":
                    documents.add(block["value"]["document"])
        return cls(
            visible(Page).in_bulk(pages - {None}),
            visible(get_document_model()).in_bulk(documents - {None}),
        )

    def markup(self, stream: StreamValue) -> SafeString:
        """The blocks of a body or of attachments, pictures left out."""
        return joined(self._block(block["type"], block["value"]) for block in stream.raw_data)

    def _block(self, kind: str, value: Any) -> str:
        match kind:
            case "heading":
                level = _HEADINGS.get(str(value["level"]), "h5")
                words = " ".join(filter(None, [value.get("number"), value["text"]]))
                return format_html("<{}>{}</{}>", level, words, level)
            case "text":
                return rich(value)
            case "quote":
                source = paragraph(f"– {value['source']}") if value.get("source") else ""
                return format_html("<blockquote>{}{}</blockquote>", lines(value["text"]), source)
            case "attachment" if document := self.documents.get(value["document"]):
                title = value.get("title") or document.title
                return _link("document", document.pk, title)
            case "page" if page := self.pages.get(value):
                return _link("page", page.pk, page.title)
        return ""


def rich(html: str) -> SafeString:
    """Rich text as the database has it."""
    return mark_safe(html)  # noqa: S308 - settled() lets nothing unsafe through


def lines(text: str) -> SafeString:
    """Plain text of several paragraphs."""
    return mark_safe(linebreaks(text, autoescape=True)) if text else SafeString()  # noqa: S308


def paragraph(*words: str) -> SafeString:
    """One of what there is of these; none of nothing."""
    told = [conditional_escape(word) for word in words if word]
    return format_html("<p>{}</p>", mark_safe(" · ".join(told))) if told else SafeString()  # noqa: S308


def heading(words: str) -> SafeString:
    return format_html("<h3>{}</h3>", words) if words else SafeString()


def joined(parts: Iterable[str]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _link(linktype: str, key: int, words: str) -> SafeString:
    return format_html('<p><a linktype="{}" id="{}">{}</a></p>', linktype, key, words)


def settled(texts: Sequence[str], addresses: Sequence[str]) -> list[str]:
    """The texts for the public, each with links from the page at an absolute address."""
    whole = public_html(_BETWEEN.join(map(plain, texts)))
    parts = whole.split(_BETWEEN) if texts else []
    return [_Cleaner(address).clean(text) for text, address in zip(parts, addresses, strict=True)]


class _Cleaner(Whitelister):
    """Leaves the elements that rich text may have, and links to where they lead from elsewhere."""

    def __init__(self, address: str) -> None:
        self.element_rules = DEFAULT_ELEMENT_RULES | {
            "a": attribute_rule({"href": partial(_absolute, address)}),
            "blockquote": allow_without_attributes,
        }
        del self.element_rules["img"]


def _absolute(address: str, href: str) -> str | None:
    safe = check_url(href)
    return urljoin(address, safe) if safe else None
