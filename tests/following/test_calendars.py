"""Calendars as programs read them: each by three libraries, with the same times in all."""

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.utils import timezone
from freezegun import freeze_time
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from cms.following.calendars import MAX_EVENTS
from tests.factories import add_event, add_meeting, add_news, add_statement, add_topic

HELSINKI = ZoneInfo("Europe/Helsinki")
ALL = "/seuraa/kalenteri.ics"


def events(client: Any, address: str) -> list[Any]:
    """As icalendar reads them, which the two others must read alike."""
    response = client.get(address)
    assert response.status_code == 200, response.text
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert max(map(len, response.content.split(b"\r\n"))) <= 75
    found: list[Any] = Calendar.from_ical(response.content).walk("VEVENT")
    [by_vobject] = vobject.readComponents(io.StringIO(response.text))
    by_ical = IcsCalendarStream.calendar_from_ics(response.text)
    expected = [(str(one["uid"]), str(one["summary"]), one["dtstart"].dt) for one in found]
    others = getattr(by_vobject, "vevent_list", [])
    assert [
        (one.uid.value, one.summary.value, _same_kind(one.dtstart.value)) for one in others
    ] == [(uid, summary, _same_kind(start)) for uid, summary, start in expected]
    assert [(one.uid, one.summary, _same_kind(one.dtstart)) for one in by_ical.events] == [
        (uid, summary, _same_kind(start)) for uid, summary, start in expected
    ]
    return found


def _same_kind(moment: Any) -> Any:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def titles(client: Any, address: str) -> list[str]:
    return [str(event["summary"]) for event in events(client, address)]


def test_an_event_tells_all_that_a_calendar_shows(client, pohjoinen) -> None:
    with freeze_time("2026-02-03T10:00:00Z"):
        event = add_event(
            pohjoinen,
            "Kerro Pois; kahvit, ja \\ muuta",
            kind="kerro_pois",
            starts_at=datetime(2026, 3, 28, 16, tzinfo=UTC),
            ends_at=datetime(2026, 3, 28, 18, tzinfo=UTC),
            place="Tori, Vapaudenkatu 1",
            latitude="60.982675",
            longitude="25.661210",
            lead="Kahvia ja pullaa.",
            online_url="https://etana.test/1",
            registration_url="https://ilmo.test/1",
            topics=[add_topic("Nuoret"), add_topic("Luonnos", live=False)],
        )
    response = client.get(f"/seuraa/{event.uuid}.ics")
    assert response["Content-Disposition"] == f'attachment; filename="{event.slug}.ics"'
    with freeze_time("2026-02-04T10:00:00Z"):
        for address in (f"/seuraa/{event.uuid}.ics", ALL):
            [made] = events(client, address)
            assert {name: made.decoded(name) for name in ("dtstart", "dtend", "dtstamp")} == {
                "dtstart": datetime(2026, 3, 28, 18, tzinfo=HELSINKI),
                "dtend": datetime(2026, 3, 28, 20, tzinfo=HELSINKI),
                "dtstamp": datetime(2026, 2, 3, 10, tzinfo=UTC),
            }
            url = f"https://kumppanuus.test{event.url}"
            told = {name: str(made[name]) for name in made if name not in ("CATEGORIES", "GEO")}
            assert told | {"DTSTART": "", "DTEND": ""} == told | {
                "UID": str(event.uuid),
                "SUMMARY": "Kerro Pois; kahvit, ja \\ muuta",
                "STATUS": "CONFIRMED",
                "LOCATION": "Tori, Vapaudenkatu 1",
                "URL": url,
                "DESCRIPTION": "Pohjoinen\nKahvia ja pullaa.\n"
                "Osallistu etänä: https://etana.test/1\nIlmoittaudu: https://ilmo.test/1\n" + url,
                "DTSTART": "",
                "DTEND": "",
            }
            assert made["geo"].to_ical() == "60.982675;25.66121"
            assert made["categories"].to_ical() == b"Kerro Pois!,Nuoret"
    whole = Calendar.from_ical(client.get(f"{ALL}?region=pohjoinen&kind=event").content)
    assert whole["x-wr-calname"] == whole["name"] == "Pohjoinen: tapahtumat"
    assert whole["refresh-interval"].dt == timedelta(hours=4)
    assert whole["refresh-interval"].params == {"VALUE": "DURATION"}
    assert whole["source"] == f"https://kumppanuus.test{ALL}?region=pohjoinen&kind=event"


def test_times_are_right_when_the_clock_changes(client, pohjoinen) -> None:
    # Far ahead, not at a frozen time: freezegun's moments forget which of two hours they are in.
    moments = [
        datetime(2096, 3, 25, 0, 30, tzinfo=UTC),  # 02.30, half an hour before the change
        datetime(2096, 3, 25, 1, 30, tzinfo=UTC),  # 04.30, half an hour after it
        datetime(2096, 10, 28, 0, 30, tzinfo=UTC),  # 03.30 for the first time
        datetime(2096, 10, 28, 1, 30, tzinfo=UTC),  # 03.30 for the second
    ]
    for moment in moments:
        end = moment + timedelta(hours=2)
        add_event(pohjoinen, moment.isoformat(), starts_at=moment, ends_at=end)
    made = {str(event["summary"]): event for event in events(client, ALL)}
    for moment in moments:
        event = made[moment.isoformat()]
        assert event["dtstart"].dt.astimezone(UTC) == moment
        assert event["dtend"].dt.astimezone(UTC) == moment + timedelta(hours=2)
    local = {event["dtstart"].to_ical() for event in made.values()}
    assert local == {
        b"20960325T023000",
        b"20960325T043000",
        b"20961028T033000",
        b"20961028T013000Z",
    }
    [zone] = Calendar.from_ical(client.get(ALL).content).walk("VTIMEZONE")
    # What the zone in the file says by itself, without the reader's own knowledge of it.
    own = zone.to_tz(lookup_tzid=False)
    assert str(zone["tzid"]) == "Europe/Helsinki"
    assert [datetime(2096, 3, 25, hour, tzinfo=own).utcoffset() for hour in (2, 5)] == [
        timedelta(hours=2),
        timedelta(hours=3),
    ]


def test_whole_days_and_what_has_no_end(client, pohjoinen) -> None:
    start = datetime(2026, 6, 1, tzinfo=HELSINKI)
    days = {"starts_at": start, "ends_at": start + timedelta(days=1)}
    add_event(pohjoinen, "Kaksi päivää", **days)
    add_meeting(pohjoinen, "Avoin", starts_at=start + timedelta(hours=9), place="")
    with freeze_time("2026-05-04T10:00:00Z"):
        meeting, event = events(client, ALL)
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 6, 1), date(2026, 6, 3))
    assert "dtend" not in meeting
    assert "location" not in meeting


def test_changes_raise_the_sequence_and_keep_the_identity(client, pohjoinen) -> None:
    made = []
    with freeze_time("2090-02-03T10:00:00Z"):
        event = add_event(pohjoinen, "Kahvit", starts_at=datetime(2090, 5, 5, 14, tzinfo=UTC))
        made += events(client, ALL)
    for hour, change in (
        (11, {"starts_at": datetime(2090, 5, 6, 15, tzinfo=UTC), "state": "moved"}),
        (12, {"state": "cancelled"}),
    ):
        with freeze_time(f"2090-02-03T{hour}:00:00Z"):
            for name, value in change.items():
                setattr(event, name, value)
            event.save_revision().publish()
            event = type(event).objects.get(pk=event.pk)
            event.revisions.exclude(pk=event.live_revision_id).delete()
            made += events(client, ALL)
    assert {str(one["uid"]) for one in made} == {str(event.uuid)}
    told = [(str(one["summary"]), str(one["status"]), one["dtstart"].dt.day) for one in made]
    assert told == [
        ("Kahvit", "CONFIRMED", 5),
        ("Siirretty: Kahvit", "CONFIRMED", 6),
        ("Peruttu: Kahvit", "CANCELLED", 6),
    ]
    sequences = [one["sequence"] for one in made]
    assert [later - sequences[0] for later in sequences] == [0, 3600, 7200]
    assert sequences[-1] < 2**31
    assert [one["last-modified"].dt.hour for one in made] == [10, 11, 12]
    with freeze_time("2090-02-03T13:00:00Z"):
        event.unpublish()
        assert events(client, ALL) == []
        event.save_revision().publish()
        assert events(client, ALL)[0]["sequence"] == sequences[0] + 3 * 3600


def test_each_calendar_has_its_own(client, home, pohjoinen, itainen) -> None:
    soon = timezone.now() + timedelta(days=7)
    add_event(pohjoinen, "Kahvit", kind="coffee", starts_at=soon, lead="leikkipuistossa")
    add_event(itainen, "Kerro", kind="kerro_pois", starts_at=soon + timedelta(days=1))
    add_meeting(pohjoinen, "Kokous", starts_at=soon + timedelta(days=2))
    add_event(pohjoinen, "Viime vuonna", kind="forum", starts_at=soon - timedelta(days=300))
    add_event(pohjoinen, "Muinoin", starts_at=soon - timedelta(days=380))
    add_news(pohjoinen, "Uutinen leikkipuistosta")
    for query, found in {
        "": ["Kokous", "Kerro", "Kahvit", "Viime vuonna"],
        "?region=pohjoinen": ["Kokous", "Kahvit", "Viime vuonna"],
        "?region=pohjoinen&kind=meeting": ["Kokous"],
        "?kind=event.kerro-pois": ["Kerro"],
        "?kind=news&kind=event.coffee": ["Kahvit"],
    }.items():
        assert titles(client, ALL + query) == found, query
    assert titles(client, "/seuraa/haku/kalenteri.ics?q=leikkipuistot") == ["Kahvit"]
    assert MAX_EVENTS == 500


def test_what_has_no_calendar_is_told(client, pohjoinen) -> None:
    statement = add_statement(pohjoinen, "Lausunto")
    no_times = "kind: Kalentereissa on vain kokouksia ja tapahtumia: seuraa muita syötteenä."
    for address, status, told in (
        (f"{ALL}?kind=news", 400, no_times),
        (f"{ALL}?statement={statement.uuid}", 400, no_times),
        (f"{ALL}?region=x", 404, "region: Ei ole arvoa ”x”: valitse näistä: pohjoinen."),
        (f"{ALL}?topic=x", 404, "topic: Ei ole arvoa ”x”: valitse näistä: –."),
    ):
        response = client.get(address)
        assert (response.status_code, response.text) == (status, told)
        assert response["Cache-Control"] == "no-store"
    assert client.get(f"/seuraa/{statement.uuid}.ics").status_code == 404
    moved = client.get(f"{ALL}?q=puisto&region=pohjoinen")
    assert moved.status_code == 302
    assert moved["Location"] == "/seuraa/haku/kalenteri.ics?region=pohjoinen&q=puisto"
    assert client.post(ALL).status_code == 405


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_calendar_speaks_the_language_of_its_address(client, pohjoinen, language) -> None:
    add_event(pohjoinen, "Suomeksi")
    whole = Calendar.from_ical(client.get(f"/{language}{ALL}?kind=event").content)
    named = {"sv": "Alla partnerskapsbord: evenemang", "en": "All partnership tables: events"}
    assert whole["x-wr-calname"] == named[language]
    assert whole.walk("VEVENT") == []
