"""Decision references and budget rows."""

from uuid import UUID

import graphene

from cms.identity import PermanentUUID
from cms.pages.models import decisions
from participation_api.fields.builders import optional_text
from participation_api.reading.context import Info
from participation_api.reading.projection import reads
from participation_api.types.page import ID

_IN_LABEL = ("decision_body", "decision_date", "decision_section")


class DecisionReference(graphene.ObjectType):
    """Where a decision was made: Kaupunginvaltuusto 9.11.2020 § 91."""

    body = graphene.String(
        required=True,
        description="Who decided.",
        resolver=reads("decision_body")(lambda root, info: root.decision_body),
    )
    date = graphene.Date(
        description="Day of the decision.",
        resolver=reads("decision_date")(lambda root, info: root.decision_date),
    )
    section = optional_text("decision_section", "Number of the section (§), such as 91.")
    url = optional_text("decision_url", "Address of the decision.")
    label = graphene.String(
        description="The reference as it is cited in Finnish.",
        resolver=reads(*_IN_LABEL)(lambda root, info: root.decision_label or None),
    )


def own_decision(description: str) -> graphene.Field:
    """The decision in the fields of the model itself."""
    return graphene.Field(
        DecisionReference,
        description=description,
        resolver=reads(*_IN_LABEL, "decision_url")(
            lambda root, info: root if root.decision_body else None
        ),
    )


@reads("uuid")
def _uuid(root: PermanentUUID, info: Info) -> UUID:
    return root.uuid


class BudgetRow(graphene.ObjectType):
    """Money for one purpose in one year."""

    id = graphene.ID(required=True, description=ID, resolver=_uuid)
    year = graphene.Int(required=True, description="Calendar year.")
    purpose = graphene.String(required=True, description="What the money is for.")
    allotted = graphene.Float(required=True, description="Allotted, in euros.")
    used = graphene.Float(description="Used, in euros; null until it is known.")

    @staticmethod
    @reads("allotted")
    def resolve_allotted(root: decisions.BudgetRow, info: Info) -> float:
        return float(root.allotted)

    @staticmethod
    @reads("used")
    def resolve_used(root: decisions.BudgetRow, info: Info) -> float | None:
        return None if root.used is None else float(root.used)
