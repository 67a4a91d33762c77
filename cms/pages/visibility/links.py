"""Links inside rich text: one to what the public may not see loses its address, not its words."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.html import format_html
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from cms.pages.visibility.addresses import links_to
from cms.pages.visibility.references import visible

Attributes = dict[str, str]

_KEY = re.compile(r"[0-9]{1,18}")
"""What may be a key. To SQLite a number that is too long for one is an error."""


class PublicLinks:
    """What our handlers of links do alike."""

    get_model: Any

    @staticmethod
    def addresses_of(things: Sequence[Any]) -> list[str]:
        return [thing.url for thing in things]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: Sequence[Attributes]) -> list[str]:
        keys = {int(key) for key in map(_key, attrs_list) if key}
        things = visible(cls.get_model()).in_bulk(keys)
        found = cls.addresses_of(list(things.values()))
        addresses = dict(zip(map(str, things), found, strict=True))
        return [
            format_html('<a href="{}">', address)
            if (address := addresses.get(_key(link)))
            else "<a>"
            for link in attrs_list
        ]

    @classmethod
    def extract_references(cls, attrs: Attributes) -> Iterator[tuple[Any, str, str, str]]:
        if key := _key(attrs):
            yield cls.get_model(), key, "", ""


def _key(link: Attributes) -> str:
    """Of what it leads to; empty where there can be no such."""
    key = link.get("id", "")
    return key if _KEY.fullmatch(key) else ""


class PublicPageLinkHandler(PublicLinks, PageLinkHandler):
    @staticmethod
    def addresses_of(things: Sequence[Any]) -> list[str]:
        return links_to(things)


class PublicDocumentLinkHandler(PublicLinks, DocumentLinkHandler):
    pass
