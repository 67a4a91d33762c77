"""Nothing of a hidden page comes out of any door, while its visible twin does.

Every hidden thing has the word Kätketty in its title, hence katketty in its address; every twin
has Avoin. The links of texts have neither.
"""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.rich_text import RichText

from cms.pages.models import AgendaItem, Attendance, MeetingPage, RegionPage, Seat
from tests.factories import (
    HIDING,
    add_event,
    add_meeting,
    add_news,
    add_publication,
    add_region,
    add_statement,
    add_term,
    hide,
)

KINDS = ("meeting", "statement", "event", "news", "publication", "term")


def add_pages(region: RegionPage, word: str) -> dict[str, Any]:
    """One page of each kind, with inline children, whose titles have the word."""
    today = timezone.localdate()
    term = add_term(
        region,
        f"{word} kausi",
        starts_on=today - timedelta(days=9),
        ends_on=today + timedelta(days=9),
        seats=[Seat(person=f"{word} jäsen", represents="resident")],
    )
    meeting = add_meeting(region, f"{word} kokous")
    meeting.agenda_items = [AgendaItem(number=1, title=f"{word} asia", text="<p>Sanoja.</p>")]
    meeting.save_revision().publish()
    return {
        "meeting": MeetingPage.objects.get(pk=meeting.pk),
        "statement": add_statement(region, f"{word} lausunto"),
        "event": add_event(region, f"{word} tapahtuma"),
        "news": add_news(region, f"{word} uutinen"),
        "publication": add_publication(region, f"{word} julkaisu"),
        "term": term,
    }


def links_to(pages: dict[str, Any]) -> str:
    return "".join(
        f'<p><a linktype="page" id="{page.pk}">linkki</a></p>' for page in pages.values()
    )


def add_referring(region: RegionPage, name: str, pages: dict[str, Any]) -> None:
    """Visible pages that refer to the given ones by every relation there is."""
    seat = pages["term"].seats.get()
    add_meeting(
        region,
        f"Viittaava kokous {name}",
        term=pages["term"],
        next_meeting=pages["meeting"],
        attendance=[Attendance(seat=seat, name="Nimi")],
    )
    add_statement(
        region, f"Viittaava lausunto {name}", agenda_item=pages["meeting"].agenda_items.get()
    )
    item = add_meeting(region, f"Lähde {name}", "Asia").agenda_items.get()
    statement = pages["statement"]
    statement.agenda_item = item
    statement.save_revision().publish()
    add_news(
        region,
        f"Viittaava uutinen {name}",
        body=[
            *(("page", page) for page in pages.values()),
            ("text", RichText(links_to(pages))),
        ],
    )
    add_event(region, f"Viittaava tapahtuma {name}", body=[("text", RichText(links_to(pages)))])


LISTS = ("meetings", "statements", "events", "news", "publications")
SINGLES = {
    "meeting": "meeting",
    "statement": "statement",
    "event": "event",
    "news": "newsPost",
    "publication": "publication",
    "term": "term",
}
PAGE = "id title url path"
REGION_LISTS = {
    "meeting": f"latestMeetings(first: 100) {{ {PAGE} agendaItems {{ title url }} }}",
    "statement": f"latestStatements(first: 100) {{ {PAGE} }}",
    "event": f"upcomingEvents(first: 100) {{ {PAGE} }}",
    "news": f"latestNews(first: 100) {{ {PAGE} }}",
    "term": f"terms {{ {PAGE} seats {{ person }} }}",
}
NAMES = {
    "meeting": "kokous",
    "statement": "lausunto",
    "event": "tapahtuma",
    "news": "uutinen",
    "publication": "julkaisu",
    "term": "kausi",
}

DOORS: dict[str, tuple[str, list[str]]] = {
    **{
        f"one {kind} by id": (
            f'{{ hidden: {field}(id: "<hidden {kind}>") {{ {PAGE} }}'
            f' open: {field}(id: "<open {kind}>") {{ {PAGE} }} }}',
            [f"Avoin {NAMES[kind]}"],
        )
        for kind, field in SINGLES.items()
    },
    **{
        f"list of {plural}, {what}": (
            f"{{ {plural}(first: 100{more}) {{ nodes {{ {PAGE} }}"
            f" edges {{ node {{ {PAGE} }} }} }} }}",
            [f"Avoin {NAMES[kind]}"],
        )
        for kind, plural in zip(KINDS, LISTS, strict=False)
        for what, more in (("newest first", ""), ("by title", ", order: TITLE_ASC"))
    },
    **{
        f"list of {plural} of a region": (
            f'{{ hidden: {plural}(first: 100, region: "pohjoinen") {{ nodes {{ {PAGE} }} }}'
            f' open: {plural}(first: 100, region: "itainen") {{ nodes {{ {PAGE} }} }} }}',
            [f"Avoin {NAMES[kind]}"],
        )
        for kind, plural in zip(KINDS, LISTS, strict=False)
    },
    **{
        f"region's {kind} list": (
            f'{{ hidden: region(slug: "pohjoinen") {{ {fields} }}'
            f' open: region(slug: "itainen") {{ {fields} }} }}',
            [f"Avoin {NAMES[kind]}"],
        )
        for kind, fields in REGION_LISTS.items()
    },
    "all lists of all regions": (
        f"{{ regions {{ {' '.join(REGION_LISTS.values())} }} }}",
        [f"Avoin {NAMES[kind]}" for kind in REGION_LISTS],
    ),
    "current term": (
        f"{{ regions {{ currentTerm {{ {PAGE} seats {{ person }} }} }} }}",
        ["Avoin kausi", "Avoin jäsen"],
    ),
    "next meeting and term of a meeting": (
        f"{{ meetings(first: 100) {{ nodes {{ nextMeeting {{ {PAGE} agendaItems {{ title }} }}"
        f" term {{ {PAGE} seats {{ person }} }} }} }} }}",
        ["Avoin kokous", "Avoin asia", "Avoin kausi", "Avoin jäsen"],
    ),
    "seat of an attendance": (
        "{ meetings(first: 100) { nodes { attendance { seat { person } } } } }",
        ["Avoin jäsen"],
    ),
    "agenda item of a statement and its meeting": (
        f"{{ statements(first: 100) {{ nodes {{ agendaItem {{ title url path anchor"
        f" meeting {{ {PAGE} }} }} }} }} }}",
        ["Avoin asia", "Avoin kokous"],
    ),
    "statements of an agenda item": (
        f"{{ meetings(first: 100) {{ nodes {{ agendaItems {{ statements {{ {PAGE} }} }} }} }} }}",
        ["Avoin lausunto"],
    ),
    "meetings of a term": (
        '{ hidden: meetings(term: "<hidden term>") { totalCount nodes { title } }'
        ' open: meetings(term: "<open term>") { totalCount nodes { title } } }',
        ["Viittaava kokous avoimiin"],
    ),
    "pages in bodies": (
        "{ news(first: 100) { nodes { body { ... on LinkedPageBlock {"
        f" page {{ __typename {PAGE} }} }} }} }} }} }}",
        [f"Avoin {name}" for name in NAMES.values()],
    ),
    "links in rich text of bodies": (
        "{ news(first: 100) { nodes { body { ... on RichTextBlock { html } } } }"
        " events(first: 100) { nodes { body { ... on RichTextBlock { html } } } } }",
        [f"/avoin-{name}/" for name in NAMES.values()],
    ),
    "links in rich text of fields": (
        "{ regions { introduction } }",
        [f"/avoin-{name}/" for name in NAMES.values()],
    ),
    "search for a word of the titles": (
        '{ hidden: search(query: "kätketty") { totalCount didYouMean nodes { id title url'
        " fragments { text } match { title url } } edges { node { title } } }"
        ' open: search(query: "avoin") { nodes { id title url } } }',
        [f"Avoin {name}" for name in NAMES.values()],
    ),
    "search without words": (
        '{ search(query: "", first: 100) { nodes { id title url fragments { text } } } }',
        [f"Avoin {name}" for name in NAMES.values()],
    ),
    "suggestions": ('{ hidden: suggest(prefix: "kätk") open: suggest(prefix: "avo") }', ["avoin"]),
}
"""Name → query and the words of the twins that its answer must hold."""


@pytest.fixture
def scene(home, pohjoinen, itainen):
    """Pages to hide in one region, their twins in another, and pages that refer to both."""
    hidden, twins = add_pages(pohjoinen, "Kätketty"), add_pages(itainen, "Avoin")
    itainen.refresh_from_db()  # it has got children
    itainen.introduction = links_to(hidden) + links_to(twins)
    itainen.save_revision().publish()
    add_referring(itainen, "piilotettuihin", hidden)
    add_referring(itainen, "avoimiin", twins)
    return hidden, twins


def test_no_door_gives_a_hidden_page(ask, scene, for_a_while, subtests):
    hidden, _twins = scene
    for name in DOORS:
        text = answer_of(ask, name, *scene)
        assert MARKS.search(text) or '"totalcount": 1' in text, f"{name} gives nothing to hide"
    counts_before = counts(ask, hidden["term"])
    for way in HIDING:
        with for_a_while():
            for page in hidden.values():
                hide(page, way)
            for name, (_query, twin_words) in DOORS.items():
                with subtests.test(way=way, door=name):
                    text = answer_of(ask, name, *scene)
                    assert not MARKS.search(text)
                    assert not [page for page in hidden.values() if str(page.uuid) in text]
                    assert [word for word in twin_words if word.lower() not in text] == []
            with subtests.test(way=way, door="counts"):
                after = counts(ask, hidden["term"])
                assert (after["search"], after["ofTerm"]) == (0, 0)
                assert [counts_before[name] - after[name] for name in LISTS] == [1, 1, 1, 1, 1]
                assert counts_before["ofRegion"] - after["ofRegion"] == 1


MARKS = re.compile("kätke|katke")


def answer_of(ask, door: str, hidden: dict[str, Any], twins: dict[str, Any]) -> str:
    query = DOORS[door][0]
    for kind in KINDS:
        query = query.replace(f"<hidden {kind}>", str(hidden[kind].uuid))
        query = query.replace(f"<open {kind}>", str(twins[kind].uuid))
    return answer(ask, query)


def counts(ask, term: Any) -> dict[str, int]:
    lists = " ".join(f"{plural} {{ totalCount }}" for plural in LISTS)
    narrowed = (
        f'{{ ofRegion: events(region: "pohjoinen") {{ totalCount }}'
        f' ofTerm: meetings(term: "{term.uuid}") {{ totalCount }}'
        ' search(query: "kätketty") { totalCount } }'
    )
    data = ask(f"{{ {lists} }}") | ask(narrowed)
    return {name: rows["totalCount"] for name, rows in data.items()}


REGION_DOORS = {
    "by slug": '{ hidden: region(slug: "katketty") { id title }'
    ' open: region(slug: "avoin") { title } }',
    "all": "{ regions { id title url } }",
    "named by news": "{ news { nodes { regions { id title url } } } }",
    "region of a page": "{ events { nodes { region { id title } } } }",
    "in a body": "{ news { nodes { body { ... on LinkedPageBlock { page { id title } } } } } }",
    "link": "{ news { nodes { body { ... on RichTextBlock { html } } } } }",
    "search": '{ search(query: "alue", first: 100) { nodes { title regions region }'
    " facets { region { value } } } }",
    "filter of news": '{ hidden: news(region: "katketty") { totalCount nodes { id } }'
    ' open: news(region: "avoin") { nodes { regions { title } } } }',
    "filter of events": '{ hidden: events(region: "katketty") { totalCount nodes { title } }'
    ' open: events(region: "avoin") { nodes { region { title } } } }',
}


def test_no_door_gives_a_hidden_region(ask, home, for_a_while, subtests):
    hidden, twin = (
        add_region(home, slug, title=title)
        for slug, title in (("katketty", "Kätketty alue"), ("avoin", "Avoin alue"))
    )
    add_event(hidden, "Kätketyn alueen tapahtuma")
    add_event(twin, "Tapahtuma")
    add_news(
        home,
        "Uutinen alueista",
        regions=[hidden, twin],
        body=[
            ("page", hidden),
            ("page", twin),
            ("text", RichText(links_to({"hidden": hidden, "open": twin}))),
        ],
    )
    for name, query in REGION_DOORS.items():
        assert MARKS.search(answer(ask, query)), f"{name} gives nothing to hide"
    for way in (way for way in HIDING if not way.startswith("under")):  # all would be hidden
        with for_a_while():
            hide(hidden, way)
            for name, query in REGION_DOORS.items():
                with subtests.test(way=way, door=name):
                    text = answer(ask, query)
                    assert not MARKS.search(text)
                    assert str(hidden.uuid) not in text
                    assert "avoin" in text
            with subtests.test(way=way, door="null and nothing"):
                assert ask(
                    '{ region(slug: "katketty") { id } events(region: "katketty") { totalCount } }'
                ) == {"region": None, "events": {"totalCount": 0}}


def answer(ask, query: str) -> str:
    return json.dumps(ask(query), ensure_ascii=False).lower()


def test_aliases_are_not_listed(ask, pohjoinen, itainen):
    event = add_event(pohjoinen, "Tapahtuma")
    target = add_event(itainen, "Muu").get_parent()
    alias = event.create_alias(parent=target, update_slug="alias")
    data = ask(
        "query ($id: ID!) { event(id: $id) { title } events { totalCount nodes { path } }"
        ' region(slug: "itainen") { upcomingEvents { path } }'
        ' search(query: "tapahtuma") { nodes { path } } }',
        id=str(alias.uuid),
    )
    assert alias.uuid != event.uuid
    assert data["event"] is None
    assert data["events"]["totalCount"] == 2
    assert "alias" not in json.dumps(data)


def test_a_region_gives_nothing_of_another(ask, pohjoinen, itainen):
    add_pages(pohjoinen, "Pohjoisen")
    add_pages(itainen, "Itäisen")
    lists = " ".join(
        f'{plural}(region: "itainen") {{ totalCount nodes {{ title region {{ slug }} }} }}'
        for plural in LISTS
    )
    regional = " ".join(REGION_LISTS.values())
    data = ask(f'{{ {lists} region(slug: "itainen") {{ {regional} currentTerm {{ title }} }} }}')
    text = json.dumps(data, ensure_ascii=False)
    assert "Pohjoisen" not in text
    assert text.count("Itäisen kokous") == 2
    assert [data[plural]["totalCount"] for plural in LISTS] == [1, 1, 1, 1, 1]


def test_a_draft_of_a_published_page_shows_nothing(ask, pohjoinen):
    """What has been written over a live page but not published, inline children included."""
    meeting = add_pages(pohjoinen, "Avoin")["meeting"]
    meeting.title = "Kätketty otsikko"
    meeting.slug = "katketty-osoite"
    meeting.introduction = "<p>Kätketty kutsu</p>"
    meeting.agenda_items = [*meeting.agenda_items.all(), AgendaItem(number=2, title="Kätketty")]
    meeting.save_revision()
    text = answer(
        ask,
        f"{{ meetings {{ nodes {{ {PAGE} introduction agendaItems {{ title }} }} }}"
        f' meeting(id: "{meeting.uuid}") {{ {PAGE} }}'
        f' region(slug: "pohjoinen") {{ {REGION_LISTS["meeting"]} }}'
        ' search(query: "kätketty") { totalCount nodes { title } } }',
    )
    assert not MARKS.search(text)
    assert text.count("avoin kokous") == 3
