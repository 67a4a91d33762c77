"""What all doors of what is followed share: nothing hidden, one answer for all, at a fixed cost."""

from datetime import timedelta
from typing import Any

import feedparser
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from freezegun import freeze_time

from cms.pages.models import Reply
from tests.factories import (
    HIDING,
    add_document,
    add_event,
    add_meeting,
    add_news,
    add_region,
    add_statement,
    add_topic,
    hide,
)
from tests.statements import OF_THE_TIME_LIMIT

DOORS = [
    "/seuraa/kalenteri.ics",
    "/seuraa/atom.xml",
    "/seuraa/feed.json",
    "/seuraa/haku/kalenteri.ics?q=salasana",
    "/seuraa/haku/atom.xml?q=salasana",
    "/seuraa/haku/feed.json?q=salasana",
]
SEARCHED = 3
"""From which on they ask the search."""
SOON = timezone.now() + timedelta(days=7)


def test_nothing_hidden_comes_by_any_door(client, home, pohjoinen) -> None:
    shown = _add_two(pohjoinen, "Avoin")
    hidden: dict[str, list[Any]] = {}
    for number, way in enumerate(HIDING):
        if way.startswith("under"):  # it hides the whole list in which the page stands
            region = add_region(home, f"alue-{number}")
            hidden[way] = [add_event(region, "Kätketty", starts_at=SOON, lead="salasana")]
        else:
            hidden[way] = _add_two(pohjoinen, "Kätketty")
    shown[0].create_alias(parent=shown[0].get_parent(), update_slug="alias")
    own = {way: _own_doors(*pages) for way, pages in hidden.items()}
    for way, doors in own.items():
        assert all("Kätketty" in client.get(door).text for door in doors), way
    for door in DOORS:
        assert client.get(door).text.count("Kätketty") >= len(HIDING), door
    for way, pages in hidden.items():
        for page in pages:
            hide(page, way)
        assert {client.get(door).status_code for door in own[way]} == {404}, way
    uuids = [str(page.uuid) for pages in hidden.values() for page in pages]
    for door in DOORS:
        text = client.get(door).text
        assert "Kätketty" not in text, door
        assert not any(uuid in text for uuid in uuids), door
        assert text.count(str(shown[0].uuid)) == 1, door
    assert all("Avoin" in client.get(door).text for door in _own_doors(*shown))


def _add_two(region: Any, title: str) -> list[Any]:
    """One that has a time, and one that has a story."""
    return [
        add_event(region, title, starts_at=SOON, lead="salasana"),
        add_statement(region, title, summary="salasana"),
    ]


def _own_doors(event: Any, statement: Any = None) -> list[str]:
    formats = ("atom.xml", "feed.json") if statement else ()
    stories = [f"/seuraa/{name}?statement={statement.uuid}" for name in formats]
    return [f"/seuraa/{event.uuid}.ics", *stories]


def test_what_is_published_for_the_first_time_and_removed(client, pohjoinen) -> None:
    event = add_event(pohjoinen, "Kahvit", starts_at=SOON, lead="salasana", live=False)
    doors = [*DOORS, f"/seuraa/{event.uuid}.ics"]
    assert not any("Kahvit" in client.get(door).text for door in doors)
    event.save_revision().publish()
    assert all("Kahvit" in client.get(door).text for door in doors)
    event.delete()
    assert not any("Kahvit" in client.get(door).text for door in doors)


def test_an_answer_is_kept_until_what_is_public_changes(client, pohjoinen) -> None:
    event = add_event(pohjoinen, "Kahvit", starts_at=SOON, lead="salasana")
    for door in (*DOORS[:SEARCHED], f"/seuraa/{event.uuid}.ics"):
        first = client.get(door)
        assert first["Cache-Control"] == (
            "public, max-age=0, s-maxage=30, stale-while-revalidate=30"
        )
        assert not first.cookies
        assert "Cookie" not in first.get("Vary", "")
        assert "Accept-Language" not in first.get("Vary", "")
        with CaptureQueriesContext(connection) as queries:
            again = client.get(f"{door}?page=2")
        assert len(queries) == 1  # the content version
        assert (again.content, again["ETag"]) == (first.content, first["ETag"])
        not_changed = client.get(door, headers={"If-None-Match": first["ETag"]})
        assert (not_changed.status_code, not_changed.content) == (304, b"")
        assert not_changed["ETag"] == first["ETag"]
        assert client.head(door)["ETag"] == first["ETag"]
    before = {door: client.get(door)["ETag"] for door in DOORS[:SEARCHED]}
    add_event(pohjoinen, "Toiset kahvit", starts_at=SOON)
    for door, etag in before.items():
        changed = client.get(door, headers={"If-None-Match": etag})
        assert changed.status_code == 200
        assert "Toiset kahvit" in changed.text


def test_an_answer_is_kept_no_longer_than_until_the_next_change_by_time(client, pohjoinen) -> None:
    event = add_event(pohjoinen, "Kahvit", starts_at=SOON)
    event.expire_at = timezone.now() + timedelta(hours=1)
    event.save_revision().publish()
    with freeze_time(event.expire_at - timedelta(seconds=10)):
        response = client.get(DOORS[0])
        assert "Kahvit" in response.text
        assert response["Cache-Control"] == (
            "public, max-age=0, s-maxage=5, stale-while-revalidate=5"
        )
    with freeze_time(event.expire_at + timedelta(seconds=1)):
        response = client.get(DOORS[0])
        assert "Kahvit" not in response.text
        assert response["Cache-Control"] == "no-store"  # until the worker has come by


def test_a_search_is_looked_up_each_time(client, pohjoinen, settings) -> None:
    add_event(pohjoinen, "Kahvit", starts_at=SOON, lead="salasana")
    settings.RATES = settings.RATES | {"search": "3/m"}
    response = client.get(DOORS[3])
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-cache", "noindex")
    same = client.get(DOORS[3], headers={"If-None-Match": response["ETag"]})
    assert same.status_code == 304
    assert [client.get(DOORS[4]).status_code for _ in range(2)] == [200, 429]
    assert client.get(DOORS[1]).status_code == 200


def test_a_search_that_takes_too_long_is_told(client, pohjoinen, settings) -> None:
    settings.KUMPPANUUS = settings.KUMPPANUUS | {"SEARCH_MILLISECONDS": 0}
    response = client.get(DOORS[4])
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert response.text == "Haku kesti liian kauan: yritä uudelleen minuutin kuluttua."


def test_the_number_of_sql_statements_does_not_depend_on_the_rows(client, home, pohjoinen) -> None:
    topic, file = add_topic("Nuoret"), add_document("Liite")
    linked = add_news(home, "Viitattu")

    def add_rows(numbers: range) -> None:
        link = f'<p><a linktype="page" id="{linked.pk}">x</a></p>'
        body = [
            ("text", link),
            ("attachment", {"document": file, "title": ""}),
            ("page", linked),
        ]
        for number in numbers:
            add_event(
                pohjoinen, f"{number}", starts_at=SOON, lead="salasana", body=body, topics=[topic]
            )
            add_meeting(pohjoinen, f"{number}", "salasana", starts_at=SOON, topics=[topic])
            reply = Reply(date=timezone.localdate(), outcome="noted", text=link)
            add_statement(pohjoinen, f"{number}", summary="salasana", body=body, replies=[reply])

    def count() -> list[int]:
        counts = []
        cache.clear()
        client.get("/seuraa/")  # fills what the process keeps of sites
        for door in DOORS:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(door).status_code == 200
            counts.append(len(queries))
        return counts

    add_rows(range(1))
    few = count()
    add_rows(range(1, 4))
    assert count() == few
    assert few[0] <= 15
    assert max(few[:SEARCHED]) <= 27
    assert max(few) <= 35 + OF_THE_TIME_LIMIT


def test_no_control_in_a_name_or_in_what_is_searched_breaks_a_format(client, pohjoinen) -> None:
    title = "Ranta; a\x0b\r\nATTENDEE:x\rATTENDEE:y"
    meeting = add_meeting(pohjoinen, title, starts_at=SOON)
    statement = add_statement(pohjoinen, title)
    lines = client.get(f"/seuraa/{meeting.uuid}.ics").content
    for name in (b"NAME", b"X-WR-CALNAME", b"SUMMARY"):
        assert b"\r\n" + name + rb":Ranta\; a\nATTENDEE:x\nATTENDEE:y" in lines
    assert b"\r" not in lines.replace(b"\r\n", b"")
    for door in (f"/seuraa/atom.xml?statement={statement.uuid}", "/seuraa/haku/atom.xml?q=a%01b"):
        feed = feedparser.parse(client.get(door).content)
        assert not feed.bozo, door
    assert feed.feed.title == "Kaikki kumppanuuspöydät: ”ab”"
