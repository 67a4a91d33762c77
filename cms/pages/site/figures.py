"""What the tables have done, by table and by year: every figure out of six statements, however many
tables and years there are. `statistics_of` gives the same of one table and year."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count
from django.utils import timezone

from cms.pages.models import (
    Attendance,
    AttendanceStatus,
    Audience,
    EventPage,
    HomeBudgetRow,
    HomePage,
    MeetingPage,
    MeetingStage,
    RegionBudgetRow,
    RegionPage,
    StatementPage,
)
from cms.pages.site.replies import Replies, Row, rows_of
from cms.pages.site.statistics import attendance_rate, held


class Line(NamedTuple):
    """Something counted, with the place in the tree and the year to which it belongs."""

    path: str
    year: int
    value: Any


class BudgetLine(NamedTuple):
    purpose: str
    allotted: Decimal
    used: Decimal | None
    """None until it is known."""


class AudienceFigures(NamedTuple):
    audience: Audience
    events: int
    participants: int | None
    """At those events whose participants were counted, None when at none. An event for two
    audiences counts for both."""


@dataclass(frozen=True)
class Figures:
    """Of a table or of all together, of a year or of all time. 0 says that there was nothing, None
    that nothing is known."""

    meetings: int
    """Held: begun and not cancelled."""
    minutes_published: int
    attendance_rate: float | None
    """Share of the members' places that a member or a deputy took."""
    events: int
    """Held, as meetings are."""
    participants: int | None
    audiences: list[AudienceFigures]
    replies: Replies
    """To the statements given by today, which belong to the year in which they were given."""
    budget: list[BudgetLine]
    """By purpose; of all tables together the joint one, which holds theirs."""

    @property
    def allotted(self) -> Decimal | None:
        return sum((line.allotted for line in self.budget), Decimal()) if self.budget else None

    @property
    def used(self) -> Decimal | None:
        known = [line.used for line in self.budget if line.used is not None]
        return sum(known, Decimal()) if known else None


class Gathered:
    """All that is counted, read once for a language."""

    def __init__(self, language: str, regions: Iterable[RegionPage]) -> None:
        meetings = held(MeetingPage, language)
        self.meetings = [
            Line(path, _year(starts_at), stage == MeetingStage.MINUTES_PUBLISHED)
            for path, starts_at, stage in meetings.values_list("path", "starts_at", "stage")
        ]
        people = Attendance.objects.filter(page__in=meetings.values("pk")).order_by()
        counted = people.values_list("page__path", "page__starts_at", "status")
        self.attendance = [
            Line(path, _year(starts_at), (status, count))
            for path, starts_at, status, count in counted.annotate(Count("pk"))
        ]
        events = held(EventPage, language)
        self.events = [
            Line(path, _year(starts_at), (participants, audiences))
            for path, starts_at, participants, audiences in events.values_list(
                "path", "starts_at", "participants", "audiences"
            )
        ]
        given = StatementPage.objects.listed().in_language(language)
        given = given.filter(given_on__lte=timezone.localdate())
        self.statements = [
            Line(path, row[0].year, Row(*row)) for *row, path in rows_of(given, "path")
        ]
        homes = HomePage.objects.listed().in_language(language).values("pk")
        self.joint_budget = _budget(HomeBudgetRow.objects.filter(page__in=homes))
        self.budgets = _budget(RegionBudgetRow.objects.filter(page__in=[one.pk for one in regions]))

    @property
    def years(self) -> list[int]:
        """Those of which there is something, newest first."""
        kinds = (self.meetings, self.events, self.statements, self.joint_budget, self.budgets)
        return sorted({line.year for lines in kinds for line in lines}, reverse=True)

    def of(self, region: RegionPage | None = None, year: int | None = None) -> Figures:
        def own(lines: Iterable[Line]) -> list[Any]:
            return [
                line.value
                for line in lines
                if (not region or line.path.startswith(region.path)) and year in (None, line.year)
            ]

        meetings, events = own(self.meetings), own(self.events)
        people: Counter[str] = Counter()
        for status, count in own(self.attendance):
            people[status] += count
        return Figures(
            meetings=len(meetings),
            minutes_published=sum(meetings),
            attendance_rate=attendance_rate(
                {status: people[status] for status in AttendanceStatus}
            ),
            events=len(events),
            participants=_sum_of_known(participants for participants, _audiences in events),
            audiences=list(_by_audience(events)),
            replies=Replies.to(own(self.statements)),
            budget=_by_purpose(own(self.budgets if region else self.joint_budget)),
        )


def _year(moment: Any) -> int:
    return timezone.localtime(moment).year


def _sum_of_known(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _by_audience(events: list[Any]) -> Iterable[AudienceFigures]:
    for audience in Audience:
        counts = [participants for participants, audiences in events if audience in audiences]
        if counts:
            yield AudienceFigures(audience, len(counts), _sum_of_known(counts))


def _budget(rows: Any) -> list[Line]:
    values = rows.order_by("sort_order").values_list(
        "page__path", "year", "purpose", "allotted", "used"
    )
    return [Line(path, year, BudgetLine(*line)) for path, year, *line in values]


def _by_purpose(lines: Iterable[BudgetLine]) -> list[BudgetLine]:
    """One line a purpose, in the order in which they are first met."""
    of_purpose: dict[str, BudgetLine] = {}
    for line in lines:
        same = of_purpose.get(line.purpose, BudgetLine(line.purpose, Decimal(), None))
        known = [value for value in (same.used, line.used) if value is not None]
        of_purpose[line.purpose] = BudgetLine(
            line.purpose, same.allotted + line.allotted, sum(known, Decimal()) if known else None
        )
    return list(of_purpose.values())


def as_plain(figures: Figures) -> Mapping[str, Any]:
    """As JSON gives them: null says that nothing is known, money is in euros."""
    replies = figures.replies
    return {
        "meetings": figures.meetings,
        "minutes_published": figures.minutes_published,
        "attendance_rate": figures.attendance_rate,
        "events": figures.events,
        "participants": figures.participants,
        "audiences": [
            {"audience": str(one.audience), "events": one.events, "participants": one.participants}
            for one in figures.audiences
        ],
        "statements": replies.statements,
        "waiting": replies.waiting,
        "overdue": replies.overdue,
        "outcomes": {str(outcome): count for outcome, count in replies.outcomes.items()},
        "median_days_to_reply": replies.median_days,
        "budget": [
            {
                "purpose": line.purpose,
                "allotted": float(line.allotted),
                "used": None if line.used is None else float(line.used),
            }
            for line in figures.budget
        ],
    }
