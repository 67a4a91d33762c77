"""Links inside rich text: in ours, one to what the public may not see loses its address, not its
words; elsewhere on the site that holds for links to hidden pages of ours alone."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text import features
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter, MultiRuleRewriter

from cms.pages.visibility.references import visible

Attributes = dict[str, str]

NO_ADDRESS = "<a>"
_KEY = re.compile(r"[0-9]{1,18}")
"""What may be a key. To SQLite a number that is too long for one is an error."""


def _key(link: Attributes) -> str:
    """Of what it leads to; empty where there can be no such."""
    key = link.get("id", "")
    return key if _KEY.fullmatch(key) else ""


class KeyedLinks:
    """Finds what links lead to by keys that may be keys alone."""

    get_model: Any

    @classmethod
    def extract_references(cls, attrs: Attributes) -> Iterator[tuple[Any, str, str, str]]:
        if key := _key(attrs):
            yield cls.get_model(), key, "", ""


class SitePageLinkHandler(KeyedLinks, PageLinkHandler):
    """Of all rich text of the site: as Wagtail's own, but for links to our pages."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: Sequence[Attributes]) -> list[str]:
        links = [{**link, "id": _key(link) or "0"} for link in attrs_list]
        ours = Page.objects.filter(
            content_type__app_label="kumppanuus_pages", pk__in={link["id"] for link in links}
        )
        shown = visible(Page).filter(pk__in=ours.values("pk"))
        hidden = set(ours.values_list("pk", flat=True)) - set(shown.values_list("pk", flat=True))
        return [
            NO_ADDRESS if int(link["id"]) in hidden else expanded
            for link, expanded in zip(links, super().expand_db_attributes_many(links), strict=True)
        ]


class SiteDocumentLinkHandler(KeyedLinks, DocumentLinkHandler):
    """Of all rich text of the site."""


class PublicLinks:
    """What the handlers of links in our own texts do alike."""

    get_model: Any

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: Sequence[Attributes]) -> list[str]:
        keys = {int(key) for key in map(_key, attrs_list) if key}
        addresses = {
            str(pk): thing.url for pk, thing in visible(cls.get_model()).in_bulk(keys).items()
        }
        return [
            format_html('<a href="{}">', address)
            if (address := addresses.get(_key(link)))
            else NO_ADDRESS
            for link in attrs_list
        ]


class PublicPageLinkHandler(PublicLinks, PageLinkHandler):
    pass


class PublicDocumentLinkHandler(PublicLinks, DocumentLinkHandler):
    pass


def public_html(html: str) -> SafeString:
    """Rich text of ours as the public reads it: links to hidden pages and documents have lost their
    address."""
    return mark_safe(_public_rewriter()(html))  # noqa: S308 - the editor lets no other markup through


@cache
def _public_rewriter() -> MultiRuleRewriter:
    handlers = features.get_link_types() | {
        handler.identifier: handler
        for handler in (PublicPageLinkHandler, PublicDocumentLinkHandler)
    }
    links = {name: handler.expand_db_attributes_many for name, handler in handlers.items()}
    embeds = {
        name: handler.expand_db_attributes_many
        for name, handler in features.get_embed_types().items()
    }
    return MultiRuleRewriter([LinkRewriter(bulk_rules=links), EmbedRewriter(bulk_rules=embeds)])
