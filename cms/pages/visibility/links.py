"""Links inside our rich text: one to what the public may not see loses its address, not its words.
The rich text of other pages of a site is expanded by Wagtail, as it was before."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text import LinkHandler, features
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter, MultiRuleRewriter

from cms.pages.visibility.addresses import links_to
from cms.pages.visibility.references import visible

Attributes = dict[str, str]

_KEY = re.compile(r"[0-9]{1,18}")
"""What may be a key. To SQLite a number that is too long for one is an error."""


class KeyedLinks(LinkHandler):
    """A link that has lost its key, or never had a possible one, refers to nothing, and hinders
    neither saving nor showing."""

    @classmethod
    def get_many(cls, links: Sequence[Attributes]) -> list[Any]:
        keyed = [link for link in links if key_of(link)]
        things = iter(super().get_many(keyed))
        return [next(things) if key_of(link) else None for link in links]

    @classmethod
    def extract_references(cls, attrs: Attributes) -> Iterator[tuple[Any, str, str, str]]:
        if key := key_of(attrs):
            yield cls.get_model(), key, "", ""


class KeyedPageLinks(KeyedLinks, PageLinkHandler):
    pass


class KeyedDocumentLinks(KeyedLinks, DocumentLinkHandler):
    pass


def public_html(html: str) -> SafeString:
    """Rich text as the public reads it; nothing is embedded in ours."""
    return mark_safe(_rewriter()(html))  # noqa: S308 - the editor lets no other markup through


@cache
def _rewriter() -> MultiRuleRewriter:
    rules = {
        name: handler.expand_db_attributes_many
        for name, handler in features.get_link_types().items()
    }
    for handler in (KeyedPageLinks, KeyedDocumentLinks):
        rules[handler.identifier] = partial(_links, handler.get_model)
    return MultiRuleRewriter([LinkRewriter(bulk_rules=rules), EmbedRewriter()])


def _links(get_model: Callable[[], Any], links: Sequence[Attributes]) -> list[str]:
    """The opening tags of links to things of one model."""
    model = get_model()
    keys = {int(key) for key in map(key_of, links) if key}
    things = visible(model).in_bulk(keys)
    found = links_to(things.values()) if model is Page else [thing.url for thing in things.values()]
    addresses = dict(zip(map(str, things), found, strict=True))
    return [
        format_html('<a href="{}">', address) if (address := addresses.get(key_of(link))) else "<a>"
        for link in links
    ]


def key_of(link: Attributes) -> str:
    """Of what it leads to; empty where there can be no such."""
    key = link.get("id", "")
    return key if _KEY.fullmatch(key) else ""
