"""Who gets a draft on the city's main site: the editor who has opened its preview."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import Permission
from django.core.signing import TimestampSigner
from django.utils import timezone
from wagtail.models import GroupPagePermission

from cms.pages.editing.previews import preview_token
from cms.pages.models import EventPage
from tests.configured import configured
from tests.factories import add_draft, add_event, add_region

PREVIEW = "query ($token: String!) { preview(token: $token) { __typename id title path } }"
MAIN_SITE = "https://www.lahti.test/preview/?from=cms"


def test_the_latest_draft_is_given_and_the_public_sees_nothing_of_it(
    ask, editor, pohjoinen
) -> None:
    event = add_event(pohjoinen, "Julkinen")
    add_draft(event, title="Ensimmäinen luonnos")
    token = preview_token(event, editor)
    add_draft(event, title="Toinen luonnos", starts_at=datetime(2098, 5, 5, 14, tzinfo=UTC))
    assert ask(PREVIEW, token=token)["preview"] == {
        "__typename": "EventPage",
        "id": str(event.uuid),
        "title": "Toinen luonnos",
        "path": "/pohjoinen/tapahtumat/julkinen/",
    }
    assert ask("{ events { nodes { title } } }")["events"]["nodes"] == [{"title": "Julkinen"}]
    assert EventPage.objects.get(pk=event.pk).title == "Julkinen"


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
    event = add_draft(add_event(pohjoinen, "Julkinen"), title="Luonnos")
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
    event = add_draft(add_event(pohjoinen, "Tapahtuma"), title="Vanha")
    old = event.get_latest_revision()
    add_draft(event, title="Uusi")
    client.force_login(editor)
    addresses = {f"revisions/{old.pk}/view/": "Vanha", "view_draft/": "Uusi"}
    for address, title in addresses.items():
        opened = client.get(f"/admin/pages/{event.pk}/{address}")["Location"]
        token = parse_qs(urlsplit(opened).query)["token"][0]
        assert ask(PREVIEW, token=token)["preview"]["title"] == title


def test_without_a_main_site_drafts_are_shown_here(client, editor, home, pohjoinen) -> None:
    event = add_draft(add_event(pohjoinen, "Julkinen"), title="Luonnos")
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
