"""Pages of the site are kept for those who have no session, until what is public changes."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Page, PageViewRestriction, Site

from cms.pages.models import SiteIdentity
from tests.factories import add_event, add_identity, add_news, add_statement, hide, index_of

WAYS = ("draft", "expired", "restricted to signed-in", "restricted by password")


def asked(client: Client, path: str) -> tuple[int, Any]:
    """How many statements an address costs, and its answer."""
    with CaptureQueriesContext(connection) as statements:
        response = client.get(path)
    return len(statements), response


@pytest.fixture
def news(pohjoinen: Any) -> Any:
    return add_news(pohjoinen, "Ranta siivotaan", lead="Talkoot lauantaina.")


def test_a_page_is_made_once_until_it_changes(client, news) -> None:
    made, first = asked(client, news.site_path)
    kept, second = asked(client, news.site_path)
    assert (first.content, first.status_code) == (second.content, 200)
    assert kept <= 2 < made
    for response in (first, second):
        assert response["ETag"] == first["ETag"]
        assert response["Cache-Control"].startswith("public, max-age=0, s-maxage=")
        assert "Cookie" in response["Vary"]
        assert response["Content-Type"] == "text/html; charset=utf-8"
        assert response["Content-Security-Policy"] == first["Content-Security-Policy"]
        assert not response.cookies
    again = client.get(news.site_path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == second["Cache-Control"]
    news.lead = "Talkoot sunnuntaina."
    news.save_revision().publish()
    later = client.get(news.site_path, headers={"if-none-match": first["ETag"]})
    assert later.status_code == 200
    assert "Talkoot sunnuntaina." in later.text


@pytest.mark.parametrize("way", WAYS)
def test_what_is_hidden_is_kept_no_longer(client, pohjoinen, news, way: str) -> None:
    other = add_news(pohjoinen, "Näkyvä")
    paths = (pohjoinen.site_path, index_of(pohjoinen, "uutiset").site_path, news.site_path)
    for path in paths:
        assert "Ranta siivotaan" in client.get(path).text
    hide(news, way)
    for path in paths:
        assert "Ranta siivotaan" not in client.get(path).text, path
        assert "Talkoot lauantaina" not in client.get(path).text, path
    assert client.get(other.site_path).status_code == 200


def test_who_has_a_session_is_given_nothing_kept_and_nothing_of_it_is_kept(
    client, admin_client, news
) -> None:
    client.get(news.site_path)
    hide(news, "restricted to signed-in")
    seen = admin_client.get(news.site_path)
    assert "Ranta siivotaan" in seen.text
    assert "ETag" not in seen
    assert client.get(news.site_path).status_code == 302
    assert "public" not in client.get(news.site_path).get("Cache-Control", "")


def test_a_form_for_the_password_is_not_kept(client, news) -> None:
    hide(news, "restricted by password")
    first, second = client.get(news.site_path), client.get(news.site_path)
    assert first.context["form"].fields.keys() >= {"password"}
    assert "ETag" not in first
    assert first.content != second.content  # a token for each


def test_who_knows_the_password_or_signs_in_sees_the_page_and_nobody_else(client, news) -> None:
    hide(news, "restricted by password")
    form = BeautifulSoup(client.get(news.site_path).content, "html.parser").find("form")
    words = {"password": "salainen", "return_url": news.site_path}
    response = client.post(form["action"], words)
    assert (response.status_code, response["Location"]) == (302, news.site_path)
    assert "Talkoot lauantaina." in client.get(news.site_path).text
    assert "Talkoot lauantaina." not in Client().get(news.site_path).text
    PageViewRestriction.objects.get().delete()
    hide(news, "restricted to signed-in")
    get_user_model().objects.create_user("jasen", password="pitkä salasana 1")
    stranger = Client()
    door = stranger.get(news.site_path)["Location"]
    who = {"username": "jasen", "password": "pitkä salasana 1", "next": news.site_path}
    assert stranger.get(door).status_code == 200
    assert stranger.post(door, who)["Location"] == news.site_path
    assert "Talkoot lauantaina." in stranger.get(news.site_path).text
    assert client.get(news.site_path).status_code == 302


def test_what_time_alone_changes_is_made_anew(client, pohjoinen) -> None:
    now = timezone.now()
    add_event(pohjoinen, "Kahvihetki", starts_at=now + timedelta(hours=1), ends_at=None)
    with freeze_time(now):
        assert "Kahvihetki" in client.get("/kaikki/tapahtumat/").text.split("<h2")[1]
    add_statement(pohjoinen, "Aloite", given_on=timezone.localdate())
    with freeze_time(now):
        response = client.get("/kaikki/lausunnot/")
    assert "on odottanut" in response.text
    with freeze_time(now + timedelta(days=3)):
        assert "on odottanut 3 päivää" in client.get("/kaikki/lausunnot/").text


def test_addresses_with_choices_are_kept_apart(client, pohjoinen, news) -> None:
    path = index_of(pohjoinen, "uutiset").site_path
    whole = client.get(path)
    narrowed = client.get(f"{path}?year=1999")
    assert client.get(path).content == whole.content
    assert client.get(f"{path}?year=1999").content == narrowed.content
    assert whole["ETag"] and narrowed["ETag"]


def test_what_the_city_calls_itself_is_shown_at_once(client, news) -> None:
    assert "Oma nimi" not in client.get(news.site_path).text
    identity = SiteIdentity.for_site(news.get_site())
    identity.organisation = "Oma nimi"
    identity.save()
    assert "Oma nimi" in client.get(news.site_path).text


@pytest.mark.parametrize("shares_the_root", [True, False])
def test_each_of_wagtails_sites_is_kept_by_itself(client, news, settings, shares_the_root) -> None:
    """Whether or not it has pages of ours: nobody puts its name, or its pages, in another's."""
    settings.ALLOWED_HOSTS = ["testserver", "muu.test"]
    root = news.get_site().root_page
    if not shares_the_root:
        root = Page.objects.get(depth=1).add_child(instance=Page(title="Muu", slug="muu"))
    other = Site.objects.create(hostname="muu.test", root_page=root)
    add_identity(news.get_site(), organisation="Oma nimi")
    add_identity(other, organisation="Vieras nimi")
    for path in ("/kaikki/", news.site_path):
        theirs = client.get(path, headers={"host": "muu.test"})
        ours = client.get(path)
        assert "Oma nimi" in ours.text, path
        assert "Vieras nimi" not in ours.text, path
        again = client.get(path, headers={"host": "muu.test"})
        assert (again.status_code, again.content) == (theirs.status_code, theirs.content), path
        assert "Oma nimi" not in again.text, path
    assert again.status_code == (200 if shares_the_root else 404)
