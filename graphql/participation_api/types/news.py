"""News."""

import graphene

from cms.pages import models
from participation_api.fields.builders import many, optional_text, stream
from participation_api.types.blocks import Block
from participation_api.types.media import image as image_of
from participation_api.types.page import ModelType, Page, region_field
from participation_api.types.registers import Topic


class NewsPage(ModelType):
    """A news post, city-wide or of a region."""

    region = region_field()
    date = graphene.Date(required=True, description="Day of publication, as shown to readers.")
    lead = graphene.String(required=True, description="One or two sentences for lists.")
    image = image_of("image", "Picture of the post.")
    body = stream(Block, "body", "Text of the post.")
    topics = many(Topic, "topics", "Topics of the post.")
    regions = many(
        "participation_api.types.region.RegionPage",
        "regions",
        "Regions that it names beside its own; city-wide news that names none concerns all.",
    )
    newspaper_text = optional_text("newspaper_text", "The post in short, for newspapers.")
    social_text = optional_text("social_text", "The post in short, for social media.")

    class Meta:
        model = models.NewsPage
        interfaces = (Page,)
