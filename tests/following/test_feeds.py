"""Feeds as programs read them: Atom by feedparser and by the rules of RFC 4287, JSON Feed by a
schema of its specification."""

import re
from datetime import UTC, date, datetime
from typing import Any

import feedparser
import jsonschema
from freezegun import freeze_time
from lxml import etree

from cms.pages.models import Reply
from tests.factories import (
    add_document,
    add_event,
    add_meeting,
    add_news,
    add_organisation,
    add_statement,
    add_topic,
    hide,
)

ATOM = "/seuraa/atom.xml"
JSON = "/seuraa/feed.json"
SITE = "https://kumppanuus.test"
NAMES = {"a": "http://www.w3.org/2005/Atom"}
MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"

TEXT = {"type": "string", "minLength": 1}
URL = {"type": "string", "pattern": "^https?://"}
WHEN = {"type": "string", "pattern": f"^{MOMENT}$"}
AUTHORS = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "properties": {"name": TEXT, "url": URL, "avatar": URL},
    },
}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": URL,
        "feed_url": URL,
        "description": TEXT,
        "language": {"type": "string", "pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
        "authors": AUTHORS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "additionalProperties": False,
                "properties": {
                    "id": TEXT,
                    "url": URL,
                    "title": TEXT,
                    "summary": {"type": "string"},
                    "content_html": {"type": "string"},
                    "date_published": WHEN,
                    "date_modified": WHEN,
                    "authors": AUTHORS,
                    "tags": {"type": "array", "items": TEXT},
                },
            },
        },
    },
}
"""The parts of JSON Feed 1.1 that ours may use."""


def read(client: Any, query: str = "", prefix: str = "") -> Any:
    """The feed as feedparser reads it, after both of its formats were found right and alike."""
    response = client.get(f"{prefix}{ATOM}{query}")
    assert response.status_code == 200, response.text
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    check_atom(response.content)
    feed = feedparser.parse(response.content)
    assert not feed.bozo
    as_json = client.get(f"{prefix}{JSON}{query}")
    assert as_json["Content-Type"] == "application/feed+json"
    jsonschema.validate(as_json.json(), JSON_FEED)
    assert [one["id"] for one in as_json.json()["items"]] == [one.id for one in feed.entries]
    return feed


def check_atom(content: bytes) -> None:
    """What RFC 4287 asks of feeds and entries (4.1.1, 4.1.2, 4.2)."""
    root = etree.fromstring(content)
    assert root.tag == f"{{{NAMES['a']}}}feed"
    for one in (root, *root.iterfind("a:entry", NAMES)):
        for name in ("id", "title", "updated"):
            [found] = one.findall(f"a:{name}", NAMES)
            assert found.text
        assert re.fullmatch(
            r"(urn:uuid:[0-9a-f-]{36}|https?://\S+)", one.findtext("a:id", "", NAMES)
        )
        for name in ("updated", "published"):
            assert all(
                re.fullmatch(MOMENT, found.text) for found in one.findall(f"a:{name}", NAMES)
            )
        assert all(
            person.findtext("a:name", "", NAMES) for person in one.findall("a:author", NAMES)
        )
        for link in one.findall("a:link", NAMES):
            assert link.get("href", "").startswith("https://")
        assert len(one.findall("a:link[@rel='alternate']", NAMES)) == 1
        assert all(category.get("term") for category in one.findall("a:category", NAMES))
        assert len(one.findall("a:summary", NAMES)) <= 1
    assert root.find("a:link[@rel='self']", NAMES) is not None
    entries = root.findall("a:entry", NAMES)
    assert all(len(entry.findall("a:author", NAMES)) == 1 for entry in entries)
    assert all(entry.find("a:content", NAMES).get("type") == "html" for entry in entries)
    identifiers = [entry.findtext("a:id", "", NAMES) for entry in entries]
    assert len(set(identifiers)) == len(identifiers)


def titles(client: Any, query: str) -> list[str]:
    return [entry.title for entry in read(client, query).entries]


def test_an_entry_tells_all_of_a_page(client, home, pohjoinen) -> None:
    file = add_document("Liite")
    with freeze_time("2026-02-03T10:00:00Z"):
        other, gone = add_news(pohjoinen, "Toinen"), add_news(pohjoinen, "Kätketty")
        links = "".join(
            f"<p><a {link}>sana</a></p>"
            for link in (
                f'linktype="page" id="{other.pk}"',
                f'linktype="page" id="{gone.pk}"',
                f'linktype="document" id="{file.pk}"',
                'href="#note-1"',
                'href="https://muualla.test/?a=1&amp;b=2"',
                'href="javascript:alert(1)"',
            )
        )
        news = add_news(
            pohjoinen,
            "Uusi & vanha <b>",
            lead="Johdanto < 5",
            topics=[add_topic("Nuoret"), add_topic("Luonnos", live=False)],
            body=[
                ("heading", {"number": "1", "text": "Otsikko & <i>", "level": "2"}),
                ("text", links + '<script>alert(1)</script><p onclick="x()">Teksti</p>'),
                ("quote", {"text": "Lainaus", "source": "Lähde"}),
                ("attachment", {"document": file, "title": ""}),
                ("page", other),
                ("page", gone),
            ],
        )
        hide(gone, "draft")
    with freeze_time("2026-02-05T10:00:00Z"):
        news.save_revision().publish()
    feed = read(client, "?region=pohjoinen&kind=news")
    assert feed.feed.title == "Pohjoinen: uutiset"
    assert feed.feed.id == f"{SITE}{ATOM}?region=pohjoinen&kind=news"
    assert feed.feed.language == "fi"
    assert feed.feed.updated == "2026-02-05T12:00:00+02:00"
    assert [entry.title for entry in feed.entries] == ["Uusi & vanha <b>", "Toinen"]
    entry = feed.entries[0]
    assert entry.id == f"urn:uuid:{news.uuid}"
    assert entry.link == f"{SITE}{news.url}"
    assert (entry.published, entry.updated) == (
        "2026-02-03T12:00:00+02:00",
        "2026-02-05T12:00:00+02:00",
    )
    assert entry.author == "Pohjoinen"
    assert [tag.term for tag in entry.tags] == ["uutinen", "Nuoret"]
    assert entry.summary == "Johdanto &lt; 5"
    item = client.get(f"{JSON}?kind=news").json()["items"][0]
    assert item["title"] == "Uusi & vanha <b>"
    assert item["summary"] == "Johdanto < 5"
    document = f"{SITE}{file.url}"
    assert item["content_html"] == (
        "<p>Johdanto &lt; 5</p><h3>1 Otsikko &amp; &lt;i&gt;</h3>"
        f'<p><a href="{SITE}{other.url}">sana</a></p>'
        "<p><a>sana</a></p>"
        f'<p><a href="{document}">sana</a></p>'
        f'<p><a href="{SITE}{news.url}#note-1">sana</a></p>'
        '<p><a href="https://muualla.test/?a=1&amp;b=2">sana</a></p>'
        "<p><a>sana</a></p>"
        "alert(1)<p>Teksti</p>"
        "<blockquote><p>Lainaus</p><p>– Lähde</p></blockquote>"
        f'<p><a href="{document}">Liite</a></p>'
        f'<p><a href="{SITE}{other.url}">Toinen</a></p>'
    )


def test_a_statement_has_its_story(client, pohjoinen) -> None:
    board, secret = add_organisation("Lautakunta"), add_organisation("Salainen", live=False)
    with freeze_time("2026-02-03T10:00:00Z"):
        meeting = add_meeting(pohjoinen, "Kokous", "Puistosta")
        replies = [
            Reply(
                date=date(2026, 1, 20),
                outcome="partly",
                body=board,
                text="<p>Osin kyllä.</p>",
                decision_body="Kaupunginhallitus",
                decision_section="9",
            ),
            Reply(date=date(2026, 2, 1), outcome="accepted", body=secret),
        ]
        statement = add_statement(
            pohjoinen,
            "Puistosta",
            given_on=date(2026, 1, 2),
            agenda_item=meeting.agenda_items.get(),
            replies=replies,
            addressee=board,
            plain_summary="Puisto kuntoon.",
        )
    feed = read(client, f"?statement={statement.uuid}")
    assert feed.feed.title == "Puistosta: mitä siitä seuraa"
    later, first = statement.replies.order_by("-date")
    assert [(entry.id, entry.title) for entry in feed.entries] == [
        (f"urn:uuid:{later.uuid}", "Vastaus: Puistosta"),
        (f"urn:uuid:{first.uuid}", "Vastaus: Puistosta"),
        (f"urn:uuid:{statement.uuid}", "Puistosta"),
        (f"urn:uuid:{meeting.uuid}", "Kokous"),
    ]
    assert {entry.link for entry in feed.entries[:3]} == {f"{SITE}{statement.url}"}
    assert [entry.updated for entry in feed.entries[:2]] == [
        "2026-02-01T00:00:00+02:00",
        "2026-01-20T00:00:00+02:00",
    ]
    assert [entry.content[0].value for entry in feed.entries[:2]] == [
        "<p>hyväksytty</p>",
        "<p>Lautakunta · hyväksytty osittain · Kaupunginhallitus § 9</p><p>Osin kyllä.</p>",
    ]
    assert "Salainen" not in str(feed)
    assert feed.entries[2].summary.startswith("vastattu · hyväksytty")
    assert "Puisto kuntoon." in feed.entries[2].content[0].value
    hide(meeting, "restricted to signed-in")
    assert "Kokous" not in str(read(client, f"?statement={statement.uuid}"))


def test_each_feed_has_its_own(client, home, pohjoinen, itainen) -> None:
    topic = add_topic("Nuoret")
    add_event(
        pohjoinen,
        "Kahvit",
        starts_at=datetime(2097, 5, 5, 14, tzinfo=UTC),
        place="Tori",
        topics=[topic],
        state="cancelled",
    )
    add_meeting(itainen, "Kokous", "leikkipuistojen kunnostus")
    add_news(home, "Kaupungin uutinen \x0b")
    for query, found in {
        "": ["Kaupungin uutinen", "Kokous", "Peruttu: Kahvit"],
        "?region=itainen": ["Kaupungin uutinen", "Kokous"],
        "?kind=event.kerro-pois": ["Peruttu: Kahvit"],
        "?topic=nuoret": ["Peruttu: Kahvit"],
        "?kind=publication": [],
    }.items():
        assert titles(client, query) == found, query
    feed = read(client)
    assert [entry.author for entry in feed.entries] == ["Kumppanuuspöydät", "Itainen", "Pohjoinen"]
    assert feed.entries[2].summary.startswith("ti 7.5.2097 klo 17.00 · Tori") or "Tori" in str(feed)
    searched = client.get("/seuraa/haku/feed.json?q=leikkipuisto").json()
    assert [item["title"] for item in searched["items"]] == ["Kokous"]
    assert read(client, "?kind=news", prefix="/sv").feed.title == "Alla partnerskapsbord: nyheter"
