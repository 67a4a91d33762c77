"""Events and what was said at them."""

import graphene

from cms.pages import models
from participation_api.fields.builders import (
    choice,
    inline,
    list_of,
    many,
    optional_text,
    reference,
    stream,
)
from participation_api.fields.enums import Audience, EventKind, HappeningState, OrganiserRole
from participation_api.fields.scalars import DateTime
from participation_api.reading.projection import reads
from participation_api.types.blocks import Block
from participation_api.types.media import image as image_of
from participation_api.types.page import ModelType, Page, plain_summary_field, region_field
from participation_api.types.registers import Organisation, Topic


class EventFeedback(ModelType):
    """What participants said of one topic."""

    topic = reference(Topic, "topic", "The topic.")
    text = graphene.String(required=True, description="What was said.")

    class Meta:
        model = models.EventFeedback


class EventPage(ModelType):
    """An event of a table's own, one organised together or one supported."""

    region = region_field()
    kind = choice(EventKind, "kind", "Kind of the event.")
    organiser_role = choice(OrganiserRole, "organiser_role", "The table's part in it.")
    state = choice(HappeningState, "state", "Whether it takes place as planned.")
    starts_at = DateTime(required=True, description="Start, in local time.")
    ends_at = DateTime(description="End, in local time.")
    place = optional_text("place", "Name and street address.")
    latitude = graphene.Float(description="Degrees north, WGS 84.")
    longitude = graphene.Float(description="Degrees east, WGS 84.")
    online_url = optional_text("online_url", "Address for taking part online.")
    lead = optional_text("lead", "One or two sentences for lists.")
    plain_summary = plain_summary_field()
    image = image_of("image", "Picture of the event.")
    body = stream(Block, "body", "Text about the event.")
    partners = many(Organisation, "partners", "Those with whom it is organised.")
    audiences = list_of(
        Audience, "Whom it is for.", reads("audiences")(lambda root, info: root.audiences)
    )
    topics = many(Topic, "topics", "Topics of the event.")
    accessibility = optional_text("accessibility", "How one gets there and takes part.")
    registration_url = optional_text("registration_url", "Where one signs up.")
    participants = graphene.Int(description="How many people came; null until it is known.")
    feedback = inline(EventFeedback, "feedback", "What was said, by topic.")

    class Meta:
        model = models.EventPage
        interfaces = (Page,)
