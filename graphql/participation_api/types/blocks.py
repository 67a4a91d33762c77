"""Blocks of page bodies. Grapple builds the types of our own blocks from the fields that they
declare; the interface is ours, as Grapple's gives away every block's stored value."""

from typing import Any

import graphene
from grapple.actions import build_streamfield_type

from cms.pages.blocks.body import BodyTextBlock, HeadingBlock, LinkedPageBlock, QuoteBlock
from cms.pages.blocks.files import AttachmentBlock, PictureBlock
from participation_api.reading.context import Info
from participation_api.types.media import Document, Image
from participation_api.types.page import Page

_ID = "Identifier of the block within its page."


class Block(graphene.Interface):
    """A piece of a page's body."""

    id = graphene.String(description=_ID)

    @classmethod
    def resolve_type(cls, block: Any, info: Info) -> Any:
        return TYPES[type(block.block)]


class RichTextBlock(graphene.ObjectType):
    """Running text. Note marks are links to #note-<number>."""

    html = graphene.String(
        required=True,
        description="HTML; links to pages that are not public have lost their address.",
        resolver=lambda root, info: root.value,
    )

    class Meta:
        name = "RichTextBlock"
        interfaces = (Block,)


class LinkedPage(graphene.ObjectType):
    """A page of this site that the body points to."""

    page = graphene.Field(
        Page,
        description="The page; null when it is not public.",
        resolver=lambda root, info: root.value,
    )

    class Meta:
        name = "LinkedPageBlock"
        interfaces = (Block,)


def _built(block: Any, description: str, chosen: Any = None, **fields: str) -> Any:
    """The type of a block; `chosen` are our types of what choosers choose, by their fields:
    Grapple would give its own, or whatever a host has registered."""
    block._meta_class.graphql_description = description
    built = build_streamfield_type(block, "", (Block,), graphene.ObjectType)
    built._meta.fields.update({name: graphene.Field(of) for name, of in (chosen or {}).items()})
    for name, meaning in {"id": _ID, **fields}.items():
        built._meta.fields[name].description = meaning
    return built


TYPES = {
    HeadingBlock: _built(
        HeadingBlock,
        "A heading of the body.",
        number="Its number, such as 2.3.",
        text="The heading without its number.",
        level="Level in HTML: 2, 3 or 4.",
    ),
    BodyTextBlock: RichTextBlock,
    QuoteBlock: _built(
        QuoteBlock, "A quotation.", text="What is quoted.", source="Who said it, or where."
    ),
    PictureBlock: _built(
        PictureBlock,
        "A picture with its caption.",
        {"image": Image},
        image="The picture; null when it is not public.",
        caption="Caption.",
    ),
    AttachmentBlock: _built(
        AttachmentBlock,
        "A file to read.",
        {"document": Document},
        document="The file; null when it is not public.",
        title="Title here; null where the file's own will do.",
    ),
    LinkedPageBlock: LinkedPage,
}
"""Types by the class of the block."""
