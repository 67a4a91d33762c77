"""Blocks of pictures and attached files."""

from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLDocument, GraphQLImage, GraphQLString
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(required=False, max_length=250, label=_("Caption"))

    graphql_fields = [GraphQLImage("image"), GraphQLString("caption")]

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "kumppanuus_pages/blocks/picture.html"


class AttachmentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(
        required=False,
        max_length=250,
        label=_("Title"),
        help_text=_("The file's own title when left empty."),
    )

    graphql_fields = [GraphQLDocument("document"), GraphQLString("title")]

    class Meta:
        icon = "doc-full"
        label = _("Attachment")
        template = "kumppanuus_pages/blocks/attachment.html"


ATTACHMENT_BLOCKS = [("attachment", AttachmentBlock())]
