"""What the tables have done, in numbers, counted from what is published alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale

from cms.pages.models import Attendance, HomeBudgetRow, RegionBudgetRow, Reply
from tests.factories import HIDING, add_event, add_meeting, add_statement, hide

STATISTICS = """
query ($region: String, $year: Int, $language: Language!) {
  statistics(region: $region, year: $year, language: $language) {
    meetings minutesPublished attendance { status count } attendanceRate
    events participants eventsWithParticipants
    statements outcomes { outcome count } waiting medianDaysToReply
    budgetAllotted budgetUsed
  }
}
"""
NOTHING = {
    "meetings": 0,
    "minutesPublished": 0,
    "attendance": {"PRESENT": 0, "ABSENT": 0, "DEPUTY_ATTENDS": 0, "EXPERT": 0},
    "attendanceRate": None,
    "events": 0,
    "participants": None,
    "eventsWithParticipants": 0,
    "statements": 0,
    "outcomes": {"ACCEPTED": 0, "PARTLY": 0, "NOTED": 0, "REJECTED": 0},
    "waiting": 0,
    "medianDaysToReply": None,
    "budgetAllotted": None,
    "budgetUsed": None,
}
SQL = 6
"""Region, meetings, attendance, events, statements, budget."""


@pytest.fixture
def statistics(ask):
    def statistics(region: str | None = None, year: int | None = None, language: str = "FI"):
        found = ask(STATISTICS, region=region, year=year, language=language)["statistics"]
        if found:
            for name, key in (("attendance", "status"), ("outcomes", "outcome")):
                found[name] = {row[key]: row["count"] for row in found[name]}
        return found

    return statistics


def day(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(f"{text}T12:00"))


def attended(**numbers: int) -> list[Attendance]:
    return [
        Attendance(name=f"{status} {number}", status=status)
        for status, count in numbers.items()
        for number in range(count)
    ]


def replies(*of: tuple[str, str]) -> list[Reply]:
    return [Reply(date=date.fromisoformat(on), outcome=outcome) for on, outcome in of]


def add_year(region) -> None:
    """A year of a table, with what belongs to other years and what was cancelled."""
    add_meeting(
        region,
        "Helmikuu",
        "Asia",
        starts_at=day("2023-02-01"),
        stage="minutes_published",
        attendance=attended(present=5, absent=2, deputy_attends=1, expert=1),
    )
    add_meeting(
        region, "Maaliskuu", starts_at=day("2023-03-01"), attendance=attended(present=1, absent=1)
    )
    add_meeting(
        region,
        "Peruttu",
        starts_at=day("2023-04-01"),
        state="cancelled",
        attendance=attended(present=9),
    )
    # Midnight of the new year in Helsinki, still the old year in UTC.
    add_meeting(region, "Uusi vuosi", starts_at=datetime(2023, 12, 31, 22, tzinfo=UTC))
    add_event(region, "Kahvit", starts_at=day("2023-05-05"), participants=40)
    add_event(region, "Kuuleminen", starts_at=day("2023-06-06"), participants=0)
    add_event(region, "Laskematta", starts_at=day("2023-07-07"))
    add_event(region, "Peruttu", starts_at=day("2023-08-08"), state="cancelled", participants=7)
    add_statement(
        region,
        "Kahdesti vastattu",
        given_on=date(2023, 1, 1),
        replies=replies(("2023-01-11", "rejected"), ("2023-03-01", "partly")),
    )
    add_statement(
        region, "Hyväksytty", given_on=date(2023, 2, 1), replies=replies(("2024-02-01", "accepted"))
    )
    add_statement(
        region, "Merkitty", given_on=date(2023, 3, 1), replies=replies(("2023-03-21", "noted"))
    )
    add_statement(
        region, "Samoin", given_on=date(2023, 3, 1), replies=replies(("2023-03-22", "noted"))
    )
    add_statement(region, "Odottaa", given_on=date(2023, 4, 1))
    add_statement(region, "Tiedoksi", given_on=date(2023, 5, 1), kind="for_information")
    add_statement(region, "Aiemmin", given_on=date(2022, 12, 31))
    add_statement(region, "Valmisteilla", given_on=None)
    for year, allotted, used in ((2023, 7000, "6720.50"), (2023, 6000, None), (2024, 500, None)):
        RegionBudgetRow.objects.create(
            page=region, year=year, purpose="Tapahtumat", allotted=allotted, used=used
        )


YEAR = {
    "meetings": 2,
    "minutesPublished": 1,
    "attendance": {"PRESENT": 6, "ABSENT": 3, "DEPUTY_ATTENDS": 1, "EXPERT": 1},
    "attendanceRate": 0.7,
    "events": 3,
    "participants": 40,
    "eventsWithParticipants": 2,
    "statements": 6,
    "outcomes": {"ACCEPTED": 1, "PARTLY": 1, "NOTED": 2, "REJECTED": 0},
    "waiting": 1,
    "medianDaysToReply": 20.5,
    "budgetAllotted": 13000.0,
    "budgetUsed": 6720.5,
}


def test_the_year_of_a_table(statistics, pohjoinen, itainen) -> None:
    add_year(pohjoinen)
    assert statistics("pohjoinen", 2023) == YEAR
    assert statistics("itainen", 2023) == NOTHING
    assert statistics("pohjoinen", 2024) == NOTHING | {
        "meetings": 1,
        "budgetAllotted": 500.0,
    }
    assert statistics("pohjoinen", 2022) == NOTHING | {"statements": 1, "waiting": 1}


def test_all_time_and_all_tables(statistics, home, pohjoinen, itainen) -> None:
    add_year(pohjoinen)
    add_event(itainen, "Toisten", starts_at=day("2023-05-05"), participants=2)
    HomeBudgetRow.objects.create(page=home, year=2023, purpose="Kaikki", allotted=180000, used=0)
    assert statistics(year=2023) == YEAR | {
        "events": 4,
        "participants": 42,
        "eventsWithParticipants": 3,
        "budgetAllotted": 180000.0,
        "budgetUsed": 0.0,
    }
    assert statistics("pohjoinen") == YEAR | {
        "meetings": 3,
        "statements": 7,
        "waiting": 2,
        "budgetAllotted": 13500.0,
    }


def test_what_is_to_come_is_not_counted(statistics, pohjoinen) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    add_meeting(pohjoinen, "Huomenna", starts_at=tomorrow)
    add_event(pohjoinen, "Huomenna", starts_at=tomorrow)
    add_statement(pohjoinen, "Huomenna", given_on=tomorrow.date() + timedelta(days=1))
    assert statistics("pohjoinen") == NOTHING


@pytest.mark.parametrize("way", HIDING)
def test_what_is_hidden_is_not_counted(statistics, pohjoinen, itainen, way) -> None:
    add_year(itainen)
    seen = [
        add_meeting(
            pohjoinen,
            "Salainen",
            "Asia",
            starts_at=day("2023-02-01"),
            stage="minutes_published",
            attendance=attended(present=5),
        ),
        add_event(pohjoinen, "Salainen", starts_at=day("2023-05-05"), participants=9),
        add_statement(
            pohjoinen,
            "Salainen",
            given_on=date(2023, 1, 1),
            replies=replies(("2023-01-02", "noted")),
        ),
    ]
    before = statistics("pohjoinen", 2023)
    assert (before["meetings"], before["events"], before["statements"]) == (1, 1, 1)
    for page in seen:
        hide(page, way)
    assert statistics("pohjoinen", 2023) == NOTHING
    assert statistics(year=2023) == YEAR | {"budgetAllotted": None, "budgetUsed": None}


def test_a_table_that_is_hidden_or_is_not_has_none(statistics, pohjoinen) -> None:
    RegionBudgetRow.objects.create(page=pohjoinen, year=2023, purpose="Kaikki", allotted=1, used=1)
    assert statistics("pohjoinen", 2023)["budgetUsed"] == 1.0
    pohjoinen.unpublish()
    assert statistics("pohjoinen", 2023) is None
    assert statistics("muu", 2023) is None


def test_translations_are_not_counted_twice(statistics, home, pohjoinen) -> None:
    event = add_event(pohjoinen, "Tapahtuma", starts_at=day("2023-05-05"), participants=3)
    swedish, _ = Locale.objects.get_or_create(language_code="sv")
    for page in (home, pohjoinen, event.get_parent().specific, event):
        page.copy_for_translation(swedish).save_revision().publish()
    assert statistics(year=2023)["participants"] == 3
    assert statistics(year=2023, language="SV")["participants"] == 3
    assert statistics("pohjoinen", 2023, "EN") is None


def test_what_is_refused_names_the_argument(refused, home) -> None:
    assert refused(STATISTICS, year=1, language="FI") == [
        'Argument "year" must be from 1900 to 2200; it is 1.'
    ]


def test_as_many_statements_of_sql_for_many_rows_as_for_few(statistics, pohjoinen) -> None:
    counts = []
    for number in (2, 18):
        for count in range(number):
            add_meeting(pohjoinen, f"Kokous {count}", attendance=attended(present=2))
            add_event(pohjoinen, f"Ilta {count}", starts_at=day("2023-05-05"), participants=1)
            add_statement(pohjoinen, f"Lausunto {count}", replies=replies(("2023-05-02", "noted")))
        with CaptureQueriesContext(connection) as captured:
            found = statistics("pohjoinen", 2023)
        counts.append((found["events"], len(captured)))
    assert counts == [(2, SQL), (20, SQL)]
