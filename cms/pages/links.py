"""Links inside rich text: one to what the public may not see loses its address, not its words."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from cms.pages.references import visible

Attributes = dict[str, str]


def _opening_tags(model: Any, links: Sequence[Attributes]) -> list[str]:
    keys = {int(key) for link in links if (key := link.get("id", "")).isdecimal()}
    addresses = {str(pk): thing.url for pk, thing in visible(model).in_bulk(keys).items()}
    return [
        format_html('<a href="{}">', address)
        if (address := addresses.get(link.get("id", "")))
        else "<a>"
        for link in links
    ]


class PublicPageLinkHandler(PageLinkHandler):
    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[Attributes]) -> list[str]:
        return _opening_tags(cls.get_model(), attrs_list)


class PublicDocumentLinkHandler(DocumentLinkHandler):
    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[Attributes]) -> list[str]:
        return _opening_tags(cls.get_model(), attrs_list)
