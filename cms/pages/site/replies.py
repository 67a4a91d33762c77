"""What came of statements, in numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any, NamedTuple, Self

from django.utils import timezone

from cms.pages.models import Outcome
from cms.pages.visibility.references import visible
from cms.snippets.models import Organisation


class Row(NamedTuple):
    """Of a statement, as `rows_of` reads it."""

    given_on: date | None
    due_on: date | None
    first_replied_on: date | None
    latest_outcome: str | None
    is_awaited: bool


def rows_of(statements: Any, *also: str) -> Any:
    """Rows of statements, each with the values of other fields behind it."""
    return statements.order_by().with_replies().values_list(*Row._fields, *also)


@dataclass(frozen=True)
class Replies:
    """0 says that there was nothing, None that nothing is known."""

    statements: int
    waiting: int
    """Those that await their first reply, the overdue among them."""
    overdue: int
    outcomes: Mapping[Outcome, int]
    """Of the statements with a reply, by the latest one."""
    median_days: float | None
    """From giving to the first reply."""

    @classmethod
    def to(cls, statements: Iterable[Row]) -> Self:
        rows, today = list(statements), timezone.localdate()
        awaited = [row for row in rows if row.is_awaited]
        outcomes = Counter(row.latest_outcome for row in rows if row.first_replied_on)
        days = [
            (row.first_replied_on - row.given_on).days
            for row in rows
            if row.first_replied_on and row.given_on
        ]
        return cls(
            statements=len(rows),
            waiting=len(awaited),
            overdue=sum(1 for row in awaited if row.due_on and row.due_on < today),
            outcomes={outcome: outcomes[outcome] for outcome in Outcome},
            median_days=median(days) if days else None,
        )

    @property
    def replied(self) -> int:
        return sum(self.outcomes.values())

    @property
    def shares(self) -> list[tuple[Outcome, int, int | None]]:
        """Each outcome with its count and its share of those replied to, in per cent."""
        return [
            (outcome, count, round(100 * count / self.replied) if self.replied else None)
            for outcome, count in self.outcomes.items()
        ]


@dataclass(frozen=True)
class BodyReplies:
    body: Organisation | None
    """To whom they were given; None for those whose addressee is not told."""
    replies: Replies


def replies_by_body(statements: Any) -> list[BodyReplies]:
    """By addressee in the order of their names, those that are not told last."""
    of_body: dict[int | None, list[Row]] = {}
    for *values, body in rows_of(statements, "addressee_id"):
        of_body.setdefault(body, []).append(Row(*values))
    bodies = visible(Organisation).in_bulk([key for key in of_body if key])
    told = sorted(bodies.values(), key=lambda body: body.name.casefold())
    summary = [BodyReplies(body, Replies.to(of_body.pop(body.pk))) for body in told]
    untold = [row for rows in of_body.values() for row in rows]
    return [*summary, *([BodyReplies(None, Replies.to(untold))] if untold else [])]
