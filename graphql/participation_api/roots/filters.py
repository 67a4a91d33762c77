"""What narrows the root lists: an argument of the schema and what it does to the rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import graphene
from graphql import GraphQLError

from cms.pages.visibility.references import visible
from cms.snippets.models import Organisation, Topic
from participation_api.fields import enums
from participation_api.fields.arguments import checked_text, checked_uuid, checked_year, start_of


@dataclass(frozen=True)
class Filter:
    argument: graphene.Argument
    narrow: Callable[[Any, Any], Any]
    """Takes the rows and the argument's value, gives the rows that are left."""


def choice(enum: type[graphene.Enum], name: str, description: str) -> Filter:
    return Filter(
        graphene.Argument(enum, description=description),
        lambda rows, value: rows.filter(**{name: value}),
    )


def topic() -> Filter:
    return Filter(
        graphene.String(description="Only with the topic of this slug."),
        lambda rows, slug: rows.filter(
            topics__in=visible(Topic).filter(slug=checked_text("topic", slug))
        ),
    )


def year(name: str, description: str) -> Filter:
    return Filter(
        graphene.Int(description=description),
        lambda rows, value: rows.filter(**{f"{name}__year": checked_year(value)}),
    )


def upcoming() -> Filter:
    return Filter(
        graphene.Boolean(
            description="true: only those that have not ended, soonest first; false: only those"
            " that have, latest first."
        ),
        lambda rows, value: rows.upcoming() if value else rows.past(),
    )


def from_day(name: str, is_moment: bool = False) -> Filter:
    return Filter(
        graphene.Date(name="from", description="Only on this day (in local time) or later."),
        lambda rows, day: rows.filter(**{f"{name}__gte": start_of(day) if is_moment else day}),
    )


def to_day(name: str, is_moment: bool = False) -> Filter:
    def narrow(rows: Any, day: date) -> Any:
        if not is_moment:
            return rows.filter(**{f"{name}__lte": day})
        return rows.filter(**{f"{name}__lt": start_of(day, days_later=1)})

    return Filter(graphene.Date(name="to", description="Only on this day or earlier."), narrow)


def audience() -> Filter:
    return Filter(
        graphene.Argument(enums.Audience, description="Only for this audience."),
        lambda rows, value: rows.for_audience(value.value),
    )


def addressee() -> Filter:
    return Filter(
        graphene.ID(description="Only to the organisation with this id."),
        lambda rows, key: rows.filter(
            addressee__in=visible(Organisation).filter(uuid=checked_uuid("addressee", key))
        ),
    )


def page(model: Any, name: str, description: str) -> Filter:
    """By the id of a page of the model that the rows point to."""
    return Filter(
        graphene.ID(description=description),
        lambda rows, key: rows.filter(
            **{f"{name}__in": visible(model).filter(uuid=checked_uuid(name, key))}
        ),
    )


def valid_on() -> Filter:
    return Filter(
        graphene.Date(description="Only those that are valid on this day."),
        lambda rows, day: rows.valid_on(day),
    )


def status() -> Filter:
    return Filter(
        graphene.Argument(enums.StatementStatus, description="Only those that have come so far."),
        lambda rows, value: rows.of_status(value),
    )


def outcome() -> Filter:
    return Filter(
        graphene.Argument(enums.Outcome, description="Only with this outcome in the latest reply."),
        lambda rows, value: rows.of_outcome(value),
    )


def waiting_longer_than() -> Filter:
    def narrow(rows: Any, days: int) -> Any:
        if days < 0:
            raise GraphQLError(f'Argument "waitingLongerThan" must be at least 0; it is {days}.')
        return rows.waiting_longer_than(days)

    return Filter(
        graphene.Int(description="Only those without a reply for more than so many days."), narrow
    )
