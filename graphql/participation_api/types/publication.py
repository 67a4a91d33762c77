"""Publications: action plans, evaluations, reports."""

import graphene

from cms.pages import models
from participation_api.fields.builders import choice, inline, many, optional_text, reference, stream
from participation_api.fields.enums import PublicationKind
from participation_api.types.blocks import Block
from participation_api.types.decisions import DecisionReference
from participation_api.types.media import Document
from participation_api.types.page import ModelType, Page, plain_summary_field, region_field
from participation_api.types.registers import Topic


class Note(ModelType):
    """A footnote. Its mark in the text is a link to #note-<number>."""

    number = graphene.Int(required=True, description="Number of the note.")
    text = graphene.String(required=True, description="The note, plain text.")

    class Meta:
        model = models.Note


class PublicationPage(ModelType):
    """A versioned document with validity dates: its text as a page, a file, or both."""

    region = region_field()
    kind = choice(PublicationKind, "kind", "Kind of the publication.")
    version = graphene.Int(required=True, description="Number of the version, from 1.")
    valid_from = graphene.Date(required=True, description="First day of validity.")
    valid_to = graphene.Date(description="Last day of validity; null: until further notice.")
    summary = optional_text("summary", "Two or three sentences for lists.")
    plain_summary = plain_summary_field()
    body = stream(Block, "body", "Text of the publication.")
    notes = inline(Note, "notes", "Footnotes.")
    file = reference(Document, "file", "The publication as a file.")
    topics = many(Topic, "topics", "Topics of the publication.")
    decisions = inline(DecisionReference, "decisions", "Decisions behind the publication.")

    class Meta:
        model = models.PublicationPage
        interfaces = (Page,)
