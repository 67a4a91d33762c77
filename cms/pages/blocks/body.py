"""Blocks of a page's body."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLString
from wagtail import blocks

from cms.pages.blocks.files import AttachmentBlock, PictureBlock
from cms.pages.visibility.rich_text import BODY_FEATURES

HEADING_LEVELS = [("2", _("Chapter")), ("3", _("Subsection")), ("4", _("Minor heading"))]


class HeadingBlock(blocks.StructBlock):
    """A heading of the body: its number if it has one, its text and its level (2–4, as in h2)."""

    number = blocks.CharBlock(
        required=False, max_length=10, label=_("Number"), help_text=_("Such as 2.3.")
    )
    text = blocks.CharBlock(max_length=250, label=_("Heading"))
    level = blocks.ChoiceBlock(choices=HEADING_LEVELS, default="2", label=_("Level"))

    graphql_fields = [GraphQLString("number"), GraphQLString("text"), GraphQLString("level")]

    def get_searchable_content(self, value: Mapping[str, str]) -> list[str]:
        # Wagtail gives the name of the level too, which no reader sees.
        return [value["number"], value["text"]]

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "kumppanuus_pages/blocks/heading.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"))
    source = blocks.CharBlock(required=False, max_length=200, label=_("Source"))

    graphql_fields = [GraphQLString("text"), GraphQLString("source")]

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "kumppanuus_pages/blocks/quote.html"


class LinkedPageBlock(blocks.PageChooserBlock):
    class Meta:
        icon = "link"
        label = _("Page of this site")
        template = "kumppanuus_pages/blocks/linked_page.html"


class BodyTextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "kumppanuus_pages/blocks/text.html"


BODY_BLOCKS = [
    ("heading", HeadingBlock()),
    ("text", BodyTextBlock(features=BODY_FEATURES)),
    ("quote", QuoteBlock()),
    ("picture", PictureBlock()),
    ("attachment", AttachmentBlock()),
    ("page", LinkedPageBlock()),
]
