"""Decision references and budget rows."""

from typing import Any

import graphene

from participation_api.fields import optional_text
from participation_api.types.page import ID


class DecisionReference(graphene.ObjectType):
    """Where a decision was made: Kaupunginvaltuusto 9.11.2020 § 91."""

    body = graphene.String(
        required=True,
        description="Who decided.",
        resolver=lambda root, info: root.decision_body,
    )
    date = graphene.Date(
        description="Day of the decision.", resolver=lambda root, info: root.decision_date
    )
    section = optional_text("decision_section", "Number of the section (§), such as 91.")
    url = optional_text("decision_url", "Address of the decision.")
    label = optional_text("decision_label", "The reference as it is cited in Finnish.")


def own_decision(description: str) -> graphene.Field:
    """The decision in the fields of the model itself."""
    return graphene.Field(
        DecisionReference,
        description=description,
        resolver=lambda root, info: root if root.decision_body else None,
    )


class BudgetRow(graphene.ObjectType):
    """Money for one purpose in one year."""

    id = graphene.ID(required=True, description=ID, resolver=lambda root, info: root.uuid)
    year = graphene.Int(required=True, description="Calendar year.")
    purpose = graphene.String(required=True, description="What the money is for.")
    allotted = graphene.Float(required=True, description="Allotted, in euros.")
    used = graphene.Float(description="Used, in euros; null until it is known.")

    @staticmethod
    def resolve_allotted(root: Any, info: Any) -> float:
        return float(root.allotted)

    @staticmethod
    def resolve_used(root: Any, info: Any) -> float | None:
        return None if root.used is None else float(root.used)
