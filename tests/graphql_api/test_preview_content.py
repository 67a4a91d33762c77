"""What is shown of a draft on the city's main site."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.rich_text import RichText

from cms.pages.editing.previews import preview_token
from cms.pages.models import (
    AgendaItem,
    Attendance,
    EventFeedback,
    Note,
    Reply,
    Seat,
)
from tests.factories import (
    HIDING,
    add_document,
    add_draft,
    add_event,
    add_meeting,
    add_news,
    add_organisation,
    add_publication,
    add_statement,
    add_term,
    add_topic,
    hide,
)

SQL = 14
"""The page, its user and their rights, the revision, and what the fields read."""


@pytest.fixture
def previewed(ask, editor):
    """What the main site is given of a page."""

    def previewed(page, fields: str):
        query = f"query ($token: String!) {{ preview(token: $token) {{ {fields} }} }}"
        return ask(query, token=preview_token(page, editor))["preview"]

    return previewed


@pytest.mark.parametrize("way", HIDING)
def test_a_page_that_is_hidden_is_given_all_the_same(previewed, pohjoinen, way) -> None:
    event = add_event(pohjoinen, "Tapahtuma")
    hide(event, way)
    assert previewed(event, "title") == {"title": "Tapahtuma"}


def test_a_page_without_a_draft_is_given_as_it_is(previewed, pohjoinen) -> None:
    meeting = add_meeting(pohjoinen, "Kokous", "Avaus")
    assert previewed(meeting, "title ... on MeetingPage { agendaItems { number text } }") == {
        "title": "Kokous",
        "agendaItems": [{"number": 1, "text": "<p>Avaus</p>"}],
    }


def test_the_children_of_a_meeting_are_those_of_the_add_draft(previewed, pohjoinen) -> None:
    roads, parks = add_topic("Liikenne"), add_topic("Puistot")
    hidden = add_topic("Salainen", live=False)
    seat = Seat(person="Jäsen", represents="school")
    add_term(pohjoinen, "Kausi", seats=[seat])
    meeting = add_meeting(pohjoinen, "Kokous", "Vanha", topics=[parks], live=False)
    add_draft(
        meeting,
        topics=[roads, hidden],
        agenda_items=[
            AgendaItem(number=1, title="Uusi", text="<p>a</p>", topics=[parks, hidden]),
            AgendaItem(number=2, title="Toinen", outcome="Päätettiin.", topics=[roads, parks]),
        ],
        attendance=[Attendance(name="Jäsen", seat=Seat.objects.get(), status="present")],
    )
    found = previewed(
        meeting,
        "... on MeetingPage { title topics { name } attendance { name seat { person } }"
        " agendaItems { number title text outcome path topics { name } meeting { title }"
        " statements { id } } }",
    )
    assert [path := item.pop("path") for item in found["agendaItems"]]
    assert path.startswith("/pohjoinen/kokoukset/kokous/#")
    assert found == {
        "title": "Kokous",
        "topics": [{"name": "Liikenne"}],
        "attendance": [{"name": "Jäsen", "seat": {"person": "Jäsen"}}],
        "agendaItems": [
            {
                "number": 1,
                "title": "Uusi",
                "text": "<p>a</p>",
                "outcome": None,
                "topics": [{"name": "Puistot"}],
                "meeting": {"title": "Kokous"},
                "statements": [],
            },
            {
                "number": 2,
                "title": "Toinen",
                "text": None,
                "outcome": "Päätettiin.",
                "topics": [{"name": "Liikenne"}, {"name": "Puistot"}],
                "meeting": {"title": "Kokous"},
                "statements": [],
            },
        ],
    }


def test_fields_of_a_draft_read_as_much_for_many_children_as_for_few(
    previewed, editor, pohjoinen
) -> None:
    counts = []
    for number in (2, 20):
        meeting = add_meeting(pohjoinen, f"Kokous {number}")
        add_draft(
            meeting, agenda_items=[AgendaItem(number=n, title="Asia") for n in range(1, number + 1)]
        )
        fields = "title agendaItems { title text topics { name } meeting { title } }"
        with CaptureQueriesContext(connection) as captured:
            found = previewed(meeting, f"... on MeetingPage {{ {fields} }}")
        counts.append((len(found["agendaItems"]), len(captured)))
    # One more for each child: Wagtail looks up its page when it reads a revision.
    assert counts == [(2, SQL + 2), (20, SQL + 20)]


def test_what_is_derived_of_a_statement_comes_of_its_add_draft(previewed, pohjoinen) -> None:
    reply = Reply(date=date(2023, 5, 1), outcome="rejected")
    statement = add_statement(pohjoinen, "Lausunto", replies=[reply])
    board = add_organisation("Tekninen lautakunta")
    add_draft(
        statement,
        addressee=board,
        given_on=date(2023, 4, 2),
        replies=[
            Reply(date=date(2023, 6, 1), outcome="accepted"),
            Reply(date=date(2023, 7, 1), outcome="partly", body=add_organisation("Hallitus")),
        ],
    )
    fields = "status outcome daysWaiting addressee { name } replies { date body { name } }"
    assert previewed(statement, f"... on StatementPage {{ {fields} }}") == {
        "status": "REPLIED",
        "outcome": "PARTLY",
        "daysWaiting": 60,
        "addressee": {"name": "Tekninen lautakunta"},
        "replies": [
            {"date": "2023-06-01", "body": {"name": "Tekninen lautakunta"}},
            {"date": "2023-07-01", "body": {"name": "Hallitus"}},
        ],
    }


def test_children_of_other_types_are_those_of_the_add_draft(
    ask, editor, previewed, home, pohjoinen, itainen
) -> None:
    term = add_draft(add_term(pohjoinen, "Kausi"), seats=[Seat(person="Uusi", represents="school")])
    assert previewed(term, '... on TermPage { seats(on: "2024-01-01") { person } }') == {
        "seats": [{"person": "Uusi"}]
    }
    event = add_draft(
        add_event(pohjoinen, "Tapahtuma"),
        feedback=[EventFeedback(text="Sanottua")],
        partners=[add_organisation("Yhdistys")],
    )
    assert previewed(event, "... on EventPage { feedback { text } partners { name } }") == {
        "feedback": [{"text": "Sanottua"}],
        "partners": [{"name": "Yhdistys"}],
    }
    news = add_draft(add_news(pohjoinen, "Uutinen"), regions=[itainen, pohjoinen])
    assert previewed(news, "... on NewsPage { regions { slug } }") == {
        "regions": [{"slug": "pohjoinen"}, {"slug": "itainen"}]
    }
    publication = add_draft(
        add_publication(pohjoinen, "Julkaisu"), notes=[Note(number=1, text="Huomautus")]
    )
    assert previewed(publication, "... on PublicationPage { notes { number text } }") == {
        "notes": [{"number": 1, "text": "Huomautus"}]
    }


def test_what_a_draft_refers_to_is_shown_as_far_as_it_is_public(previewed, pohjoinen) -> None:
    shown, hidden = add_event(pohjoinen, "Avoin"), add_event(pohjoinen, "Salainen", live=False)
    file = add_document("Liite")
    links = "".join(
        f'<a linktype="page" id="{page.pk}">{page.title}</a>' for page in (shown, hidden)
    )
    news = add_draft(
        add_news(pohjoinen, "Uutinen", body=[("attachment", {"document": file, "title": ""})]),
        body=[
            ("text", RichText(f"<p>{links}</p>")),
            ("page", shown),
            ("page", hidden),
            ("attachment", {"document": file, "title": ""}),
            ("attachment", {"document": add_document("Uusi"), "title": ""}),
        ],
    )
    body = previewed(
        news,
        "... on NewsPage { body { ... on RichTextBlock { html } ... on LinkedPageBlock {"
        " page { title } } ... on AttachmentBlock { document { title } } } }",
    )["body"]
    assert [block.get("page") for block in body[1:3]] == [{"title": "Avoin"}, None]
    assert [block.get("document") for block in body[3:]] == [{"title": "Liite"}, None]
    assert body[0]["html"].count("href=") == 1
