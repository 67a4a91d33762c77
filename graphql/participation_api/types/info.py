"""Pages of text about the site and the tables."""

from cms.pages import models
from participation_api.fields.builders import choice, optional_text, stream
from participation_api.fields.enums import InfoKind
from participation_api.types.blocks import Block
from participation_api.types.page import ModelType, Page, region_field


class InfoPage(ModelType):
    """A page of text, such as the accessibility statement, of the whole site or of a table."""

    region = region_field()
    kind = choice(InfoKind, "kind", "What the page is about.")
    lead = optional_text("lead", "One or two sentences for lists.")
    body = stream(Block, "body", "Text of the page.")

    class Meta:
        model = models.InfoPage
        interfaces = (Page,)
