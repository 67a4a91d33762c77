"""Root field of the follow-up: what the tables have done, in numbers."""

from typing import Any

import graphene

from cms.pages.site.statistics import statistics_of
from participation_api.fields.arguments import checked_year
from participation_api.fields.builders import list_of
from participation_api.fields.enums import AttendanceStatus, Outcome
from participation_api.reading.context import Info
from participation_api.roots.languages import LanguageValue, code, language
from participation_api.roots.regions import region_of


def _count(name: str, key: str, of: Any, what: str) -> Any:
    return type(
        name,
        (graphene.ObjectType,),
        {
            "__doc__": f"How many {what}.",
            key: graphene.Field(of, required=True, description="Which of them."),
            "count": graphene.Int(required=True, description="Their number."),
        },
    )


AttendanceCount = _count(
    "AttendanceCount", "status", AttendanceStatus, "people took part in meetings in one way"
)
OutcomeCount = _count("OutcomeCount", "outcome", Outcome, "statements came to one outcome")


def _counts(name: str, key: str) -> Any:
    return lambda root, info: [
        {key: value, "count": count} for value, count in getattr(root, name).items()
    ]


class Statistics(graphene.ObjectType):
    """Counted from what is published. 0 says that there was nothing, null that nothing is known."""

    meetings = graphene.Int(
        required=True, description="Meetings held: those that have begun and were not cancelled."
    )
    minutes_published = graphene.Int(
        required=True, description="Meetings of these whose minutes are published."
    )
    attendance = list_of(
        AttendanceCount,
        "People at these meetings, each as often as they are written down; every way is here.",
        _counts("attendance", "status"),
    )
    attendance_rate = graphene.Float(
        description="Share of the members' places that a member or a deputy took, from 0 to 1; null"
        " when nobody is written down."
    )
    events = graphene.Int(
        required=True, description="Events held: those that have begun and were not cancelled."
    )
    participants = graphene.Int(
        description="People at these events, as far as they were counted; null when at none."
    )
    events_with_participants = graphene.Int(
        required=True, description="Events of these whose participants were counted."
    )
    statements = graphene.Int(required=True, description="Statements given by today.")
    outcomes = list_of(
        OutcomeCount,
        "These statements by the outcome of their latest reply; every outcome is here.",
        _counts("outcomes", "outcome"),
    )
    waiting = graphene.Int(
        required=True,
        description="Statements of these that await their first reply; those given for information"
        " await none.",
    )
    median_days_to_reply = graphene.Float(
        description="Median of the days from giving to the first reply; null without replies."
    )
    budget_allotted = graphene.Float(
        description="Allotted, in euros, in the table's budget; of all tables together, in the"
        " joint one, which holds theirs. Null when there is no budget."
    )
    budget_used = graphene.Float(
        description="Used of it, in euros, as far as known; null until anything is."
    )


def _statistics(
    root: None,
    info: Info,
    language: LanguageValue,
    region: str | None = None,
    year: int | None = None,
) -> Any:
    if year is not None:
        checked_year(year)
    page = None if region is None else region_of(region, language, "region")
    if region is not None and page is None:
        return None
    return statistics_of(code(language), page, year)


class StatisticsQuery(graphene.ObjectType):
    statistics = graphene.Field(
        Statistics,
        description="What a table, or all together, have done; null when there is no such table.",
        resolver=_statistics,
        region=graphene.String(
            description="Slug of the table, such as pohjoinen; all when left out."
        ),
        year=graphene.Int(
            description="Calendar year, of statements that in which they were given;"
            " all time when left out."
        ),
        language=language(),
    )
