"""Terms of office and their seats."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import graphene

from cms.pages import models
from participation_api.fields.builders import choice, list_of, optional_text, reference
from participation_api.fields.enums import Represents, SeatRole
from participation_api.reading.loaders import batch_resolver
from participation_api.reading.prepared import Columns
from participation_api.reading.relations import inline_rows
from participation_api.types.decisions import own_decision
from participation_api.types.page import ModelType, Page, region_field
from participation_api.types.registers import Organisation


class Seat(ModelType):
    """A member's seat: who holds it, whom they represent, their personal deputy and role."""

    person = graphene.String(required=True, description="The member.")
    represents = choice(Represents, "represents", "Whom the member represents.")
    organisation = reference(Organisation, "organisation", "Organisation that is represented.")
    role = choice(SeatRole, "role", "Role at the table.")
    deputy = optional_text("deputy", "The member's personal deputy.")
    starts_on = graphene.Date(description="First day; null: from the start of the term.")
    ends_on = graphene.Date(description="Last day; null: to the end of the term.")

    class Meta:
        model = models.Seat


def _seats_of(terms: Sequence[Any], columns: Columns, on: date | None = None) -> Mapping[int, Any]:
    rows = inline_rows(terms, "seats", {"starts_on", "ends_on", *columns})
    if on is None:
        return rows
    held = {term.pk for term in terms if term.starts_on <= on <= term.ends_on}
    return {
        pk: [seat for seat in seats if pk in held and seat.is_held_on(on)]
        for pk, seats in rows.items()
    }


class TermPage(ModelType):
    """A table's term of office (toimikausi)."""

    region = region_field()
    starts_on = graphene.Date(required=True, description="First day.")
    ends_on = graphene.Date(required=True, description="Last day.")
    min_seats = graphene.Int(required=True, description="Members at least.")
    max_seats = graphene.Int(required=True, description="Members at most.")
    trustee_seats = graphene.Int(
        required=True, description="Seats reserved for elected trustees of the city."
    )
    has_deputies = graphene.Boolean(
        required=True, description="Whether every member has a personal deputy."
    )
    appointing_decision = own_decision("The decision that appointed the members.")
    seats = list_of(
        Seat,
        "Seats in their order.",
        batch_resolver(_seats_of, needs=["starts_on", "ends_on"], as_selected=True),
        on=graphene.Date(description="Only seats that are held on this day."),
    )

    class Meta:
        model = models.TermPage
        interfaces = (Page,)
