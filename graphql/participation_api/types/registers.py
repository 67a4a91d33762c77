"""Registers that all regions share."""

import graphene

from cms.snippets import models
from participation_api.fields.builders import choice, optional_text
from participation_api.fields.enums import OrganisationKind
from participation_api.types.page import ModelType


class Topic(ModelType):
    """A subject word shared by meetings, statements, events and news."""

    name = graphene.String(required=True, description="The word, in Finnish.")
    slug = graphene.String(required=True, description="Its short name, which filters take.")

    class Meta:
        model = models.Topic


class Organisation(ModelType):
    """A partner, an organisation represented at a table, or a body that statements go to."""

    name = graphene.String(required=True, description="Name of the organisation.")
    kind = choice(OrganisationKind, "kind", "Kind of the organisation.")
    website = optional_text("website", "Address of its own site.")
    email = optional_text("email", "Its e-mail address.")

    class Meta:
        model = models.Organisation
