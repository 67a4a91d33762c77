"""What the tables have done, counted from what is published of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from cms.pages.models import (
    Attendance,
    AttendanceStatus,
    EventPage,
    HappeningState,
    HomeBudgetRow,
    HomePage,
    MeetingPage,
    MeetingStage,
    Outcome,
    RegionBudgetRow,
    RegionPage,
    StatementPage,
)
from cms.pages.models.base import ContentPage
from cms.pages.site.replies import Replies, Row, rows_of
from cms.pages.visibility.querysets import ContentPageQuerySet


@dataclass(frozen=True)
class Statistics:
    """0 says that there was nothing, None that nothing is known."""

    meetings: int
    """Held: begun and not cancelled."""
    minutes_published: int
    attendance: Mapping[AttendanceStatus, int]
    """People at those meetings."""
    events: int
    """Held, as meetings are."""
    participants: int | None
    events_with_participants: int
    """Events whose participants have been counted."""
    statements: int
    """Given by today."""
    outcomes: Mapping[Outcome, int]
    """Of the statements with a reply, by the latest one."""
    waiting: int
    """Statements that await their first reply."""
    median_days_to_reply: float | None
    """From giving to the first reply."""
    budget_allotted: Decimal | None
    """Euros, as `budget_used`."""
    budget_used: Decimal | None

    @property
    def attendance_rate(self) -> float | None:
        return attendance_rate(self.attendance)


def attendance_rate(attendance: Mapping[AttendanceStatus, int]) -> float | None:
    """Share of the members' places that a member or a deputy took."""
    taken = attendance[AttendanceStatus.PRESENT] + attendance[AttendanceStatus.DEPUTY_ATTENDS]
    places = taken + attendance[AttendanceStatus.ABSENT]
    return taken / places if places else None


def statistics_of(
    language: str, region: RegionPage | None = None, year: int | None = None
) -> Statistics:
    """Of one region, or of all in the language together; of a calendar year, or of all
    time. Statements belong to the year in which they were given."""
    meetings = held(MeetingPage, language, region, year)
    events = held(EventPage, language, region, year)
    return Statistics(
        **meetings.aggregate(
            meetings=Count("pk"),
            minutes_published=Count("pk", filter=Q(stage=MeetingStage.MINUTES_PUBLISHED)),
        ),
        attendance=_attendance(meetings),
        **events.aggregate(
            events=Count("pk"),
            events_with_participants=Count("participants"),
            participants=Sum("participants"),
        ),
        **_statements(_pages(StatementPage, language, region), year),
        **_budget(language, region, year),
    )


def _pages(
    model: type[ContentPage], language: str, region: RegionPage | None
) -> ContentPageQuerySet:
    pages = model.objects.listed().in_language(language)
    return pages.of_region(region) if region else pages


def held(
    model: type[ContentPage],
    language: str,
    region: RegionPage | None = None,
    year: int | None = None,
) -> ContentPageQuerySet:
    """Meetings or events that have begun and were not cancelled."""
    begun = _pages(model, language, region).filter(starts_at__lte=timezone.now())
    pages = begun.exclude(state=HappeningState.CANCELLED)
    return pages.filter(starts_at__year=year) if year else pages


def _attendance(meetings: ContentPageQuerySet) -> dict[AttendanceStatus, int]:
    people = Attendance.objects.filter(page__in=meetings.values("pk")).order_by()
    counts = dict(people.values_list("status").annotate(Count("pk")))
    return {status: counts.get(status, 0) for status in AttendanceStatus}


def _statements(pages: ContentPageQuerySet, year: int | None) -> dict[str, Any]:
    given = pages.filter(given_on__lte=timezone.localdate())
    given = given.filter(given_on__year=year) if year else given
    replies = Replies.to(Row(*values) for values in rows_of(given))
    return {
        "statements": replies.statements,
        "outcomes": replies.outcomes,
        "waiting": replies.waiting,
        "median_days_to_reply": replies.median_days,
    }


def _budget(language: str, region: RegionPage | None, year: int | None) -> dict[str, Any]:
    """The joint budget holds the tables' own, so that these are not added to it."""
    rows: Any = (
        RegionBudgetRow.objects.filter(page=region)
        if region
        else HomeBudgetRow.objects.filter(page__in=_pages(HomePage, language, None).values("pk"))
    )
    return dict(
        (rows.filter(year=year) if year else rows).aggregate(
            budget_allotted=Sum("allotted"), budget_used=Sum("used")
        )
    )
