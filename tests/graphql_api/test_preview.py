"""A draft on the city's main site, for the editor who has opened its preview."""

import json
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.signing import TimestampSigner
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupPagePermission
from wagtail.rich_text import RichText

from cms.pages.editing.previews import preview_token
from cms.pages.models import (
    AgendaItem,
    Attendance,
    EventFeedback,
    EventPage,
    Note,
    Reply,
    Seat,
)
from tests.configured import configured
from tests.factories import (
    HIDING,
    add_document,
    add_event,
    add_meeting,
    add_news,
    add_organisation,
    add_publication,
    add_region,
    add_statement,
    add_term,
    add_topic,
    hide,
)

PREVIEW = "query ($token: String!) { preview(token: $token) { __typename id title path } }"
SQL = 14
"""The page, its user and their rights, the revision, and what the fields read."""
MAIN_SITE = "https://www.lahti.test/preview/?from=cms"


@pytest.fixture
def editor(pohjoinen):
    """Who may edit the pages of one region."""
    group = Group.objects.create(name="Pohjoisen toimittajat")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=pohjoinen, permission=change)
    user = get_user_model().objects.create_user("toimittaja", password="pitkä salasana 1")
    user.groups.add(group)
    return user


@pytest.fixture
def previewed(ask, editor):
    """What the main site is given of a page."""

    def previewed(page, fields: str):
        query = f"query ($token: String!) {{ preview(token: $token) {{ {fields} }} }}"
        return ask(query, token=preview_token(page, editor))["preview"]

    return previewed


def draft(page, **fields):
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision()
    return page


def test_the_latest_draft_is_given_and_the_public_sees_nothing_of_it(
    ask, editor, pohjoinen
) -> None:
    event = add_event(pohjoinen, "Julkinen")
    draft(event, title="Ensimmäinen luonnos")
    token = preview_token(event, editor)
    draft(event, title="Toinen luonnos", starts_at=datetime(2098, 5, 5, 14, tzinfo=UTC))
    assert ask(PREVIEW, token=token)["preview"] == {
        "__typename": "EventPage",
        "id": str(event.uuid),
        "title": "Toinen luonnos",
        "path": "/pohjoinen/tapahtumat/julkinen/",
    }
    assert ask("{ events { nodes { title } } }")["events"]["nodes"] == [{"title": "Julkinen"}]
    assert EventPage.objects.get(pk=event.pk).title == "Julkinen"


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


def test_the_children_of_a_meeting_are_those_of_the_draft(previewed, pohjoinen) -> None:
    roads, parks = add_topic("Liikenne"), add_topic("Puistot")
    hidden = add_topic("Salainen", live=False)
    seat = Seat(person="Jäsen", represents="school")
    add_term(pohjoinen, "Kausi", seats=[seat])
    meeting = add_meeting(pohjoinen, "Kokous", "Vanha", topics=[parks], live=False)
    draft(
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
        draft(
            meeting, agenda_items=[AgendaItem(number=n, title="Asia") for n in range(1, number + 1)]
        )
        fields = "title agendaItems { title text topics { name } meeting { title } }"
        with CaptureQueriesContext(connection) as captured:
            found = previewed(meeting, f"... on MeetingPage {{ {fields} }}")
        counts.append((len(found["agendaItems"]), len(captured)))
    # One more for each child: Wagtail looks up its page when it reads a revision.
    assert counts == [(2, SQL + 2), (20, SQL + 20)]


def test_what_is_derived_of_a_statement_comes_of_its_draft(previewed, pohjoinen) -> None:
    reply = Reply(date=date(2023, 5, 1), outcome="rejected")
    statement = add_statement(pohjoinen, "Lausunto", replies=[reply])
    board = add_organisation("Tekninen lautakunta")
    draft(
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


def test_children_of_other_types_are_those_of_the_draft(
    ask, editor, previewed, home, pohjoinen, itainen
) -> None:
    term = draft(add_term(pohjoinen, "Kausi"), seats=[Seat(person="Uusi", represents="school")])
    assert previewed(term, '... on TermPage { seats(on: "2024-01-01") { person } }') == {
        "seats": [{"person": "Uusi"}]
    }
    event = draft(
        add_event(pohjoinen, "Tapahtuma"),
        feedback=[EventFeedback(text="Sanottua")],
        partners=[add_organisation("Yhdistys")],
    )
    assert previewed(event, "... on EventPage { feedback { text } partners { name } }") == {
        "feedback": [{"text": "Sanottua"}],
        "partners": [{"name": "Yhdistys"}],
    }
    news = draft(add_news(pohjoinen, "Uutinen"), regions=[itainen, pohjoinen])
    assert previewed(news, "... on NewsPage { regions { slug } }") == {
        "regions": [{"slug": "pohjoinen"}, {"slug": "itainen"}]
    }
    publication = draft(
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
    news = draft(
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


def lose_the_right(user) -> None:
    GroupPagePermission.objects.all().delete()


def lose_the_group(user) -> None:
    user.groups.clear()


def lose_the_admin(user) -> None:
    Permission.objects.get(codename="access_admin").group_set.clear()


def deactivate(user) -> None:
    user.is_active = False
    user.save()


def delete(user) -> None:
    user.delete()


@pytest.mark.parametrize(
    "lose", [lose_the_right, lose_the_group, lose_the_admin, deactivate, delete]
)
def test_who_may_no_longer_edit_the_page_is_given_nothing(
    ask, refused, editor, pohjoinen, lose
) -> None:
    event = add_event(pohjoinen, "Salainen", live=False)
    token = preview_token(event, editor)
    assert ask(PREVIEW, token=token)["preview"]["title"] == "Salainen"
    lose(editor)
    assert refused(PREVIEW, token=token) == [
        'Argument "token" is for a page that its user may no longer edit.'
    ]


def test_a_page_that_the_user_never_might_edit_is_not_given(refused, editor, itainen) -> None:
    event = add_event(itainen, "Salainen", live=False)
    assert refused(PREVIEW, token=preview_token(event, editor)) == [
        'Argument "token" is for a page that its user may no longer edit.'
    ]
    event.delete()
    assert refused(PREVIEW, token=preview_token(event, editor)) == [
        'Argument "token" is for a page that its user may no longer edit.'
    ]


def test_a_token_expires(refused, ask, editor, pohjoinen, settings, monkeypatch) -> None:
    event = add_event(pohjoinen, "Salainen", live=False)
    token = preview_token(event, editor)
    settings.KUMPPANUUS = configured(PREVIEW_TOKEN_MINUTES=10)
    now = timezone.now().timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + timedelta(minutes=9).seconds)
    assert ask(PREVIEW, token=token)["preview"]["title"] == "Salainen"
    monkeypatch.setattr(
        "django.core.signing.time.time", lambda: now + timedelta(minutes=10, seconds=2).seconds
    )
    assert refused(PREVIEW, token=token) == [
        'Argument "token" has expired: open the preview again in the editor.'
    ]


def test_what_is_no_token_is_refused(refused, editor, pohjoinen) -> None:
    event = add_event(pohjoinen, "Salainen", live=False)
    token = preview_token(event, editor)
    tokens = [
        "",
        "x",
        "äö:ä:ö",
        token[1:],
        token[:-1],
        TimestampSigner(salt="other").sign_object([event.pk, editor.pk]),
    ]
    for wrong in tokens:
        assert refused(PREVIEW, token=wrong) == [
            'Argument "token" must be one that a preview was opened with.'
        ]


@pytest.mark.parametrize("is_good", [True, False])
def test_the_answer_is_kept_nowhere(client, editor, pohjoinen, is_good) -> None:
    event = add_event(pohjoinen, "Tapahtuma")
    token = preview_token(event, editor) if is_good else "x"
    query = "query ($token: String!) { regions { title } p: preview(token: $token) { title } }"
    body = json.dumps({"query": query, "variables": {"token": token}})
    response = client.post("/graphql/", body, content_type="application/json")
    assert response["Cache-Control"] == "no-store"
    assert response.json()["data"]["p"] == ({"title": "Tapahtuma"} if is_good else None)
    for _ in range(2):
        response = client.get("/graphql/", {"query": query, "variables": f'{{"token": "{token}"}}'})
        assert response["Cache-Control"] == "no-store"
        assert not response.has_header("ETag")
    response = client.get("/graphql/", {"query": "{ regions { title } }"})
    assert response["Cache-Control"].startswith("public,")


def test_the_editor_opens_the_preview_on_the_main_site(
    ask, client, editor, pohjoinen, settings
) -> None:
    settings.KUMPPANUUS = configured(HEADLESS_PREVIEW_URL=MAIN_SITE)
    event = draft(add_event(pohjoinen, "Julkinen"), title="Luonnos")
    client.force_login(editor)
    assert 'value="main-site"' in client.get(f"/admin/pages/{event.pk}/edit/").text
    response = client.get(f"/admin/pages/{event.pk}/view_draft/?mode=main-site")
    assert response.status_code == 302
    assert "no-store" in response["Cache-Control"]
    address = urlsplit(response["Location"])
    asked = parse_qs(address.query)
    assert (address.netloc, address.path, asked["from"]) == ("www.lahti.test", "/preview/", ["cms"])
    [token] = asked["token"]
    client.logout()
    assert ask(PREVIEW, token=token)["preview"]["title"] == "Luonnos"


def test_from_the_history_the_revision_that_was_opened_is_shown(
    ask, client, editor, pohjoinen, settings
) -> None:
    settings.KUMPPANUUS = configured(HEADLESS_PREVIEW_URL=MAIN_SITE, HEADLESS=True)
    event = draft(add_event(pohjoinen, "Tapahtuma"), title="Vanha")
    old = event.get_latest_revision()
    draft(event, title="Uusi")
    client.force_login(editor)
    addresses = {f"revisions/{old.pk}/view/": "Vanha", "view_draft/": "Uusi"}
    for address, title in addresses.items():
        opened = client.get(f"/admin/pages/{event.pk}/{address}")["Location"]
        token = parse_qs(urlsplit(opened).query)["token"][0]
        assert ask(PREVIEW, token=token)["preview"]["title"] == title


def test_without_a_main_site_drafts_are_shown_here(client, editor, home, pohjoinen) -> None:
    event = draft(add_event(pohjoinen, "Julkinen"), title="Luonnos")
    client.force_login(editor)
    assert "main-site" not in client.get(f"/admin/pages/{event.pk}/edit/").text
    for address in ("view_draft/", "view_draft/?mode=main-site"):
        response = client.get(f"/admin/pages/{event.pk}/{address}")
        assert response.status_code == 200
        assert "Luonnos" in response.text


def test_who_may_not_edit_gets_no_token(client, editor, home, settings) -> None:
    settings.KUMPPANUUS = configured(HEADLESS_PREVIEW_URL=MAIN_SITE)
    event = add_event(add_region(home, "etelainen"), "Salainen", live=False)
    client.force_login(editor)
    response = client.get(f"/admin/pages/{event.pk}/view_draft/?mode=main-site")
    assert response.status_code in (302, 403)
    assert "token" not in response.get("Location", "")
