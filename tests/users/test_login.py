"""Wrong passwords, as those who try them and those who sign in beside them meet them."""

import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.utils import timezone
from freezegun import freeze_time

from cms.users import devices
from cms.users.turns import _at_the_door, turn
from tests.factories import add_document, add_home, add_news, add_region
from tests.users.account import account_form

PASSWORD = "pitkä salasana 1"
WRONG = "Käyttäjätunnus ja salasana eivät täsmää"
PAUSED = "Liian monta väärää salasanaa. Yritä uudelleen"


@pytest.fixture
def editor(db: None) -> Any:
    return get_user_model().objects.create_superuser(
        "sihteeri", "sihteeri@example.org", PASSWORD, first_name="S", last_name="S"
    )


def sign_in(client: Any, password: str, name: str = "sihteeri", **headers: str) -> Any:
    response = client.post("/admin/login/", {"username": name, "password": password}, **headers)
    if response.status_code == 302:
        client.post("/admin/logout/")
    return response


@contextmanager
def later(**by: float):
    with freeze_time(timezone.now() + timedelta(**by), tick=True):
        yield


def test_wrong_passwords_make_ever_longer_pauses(client, editor) -> None:
    for name in ("sihteeri", "Sihteeri", "SIHTEERI", "sihteeri"):
        response = sign_in(client, "väärä", name)
        assert (response.status_code, PAUSED in response.text) == (200, False)
    response = sign_in(client, "väärä")
    assert (response.status_code, response["Retry-After"]) == (429, "30")
    assert f"{PAUSED} 1 minuutin kuluttua." in response.text
    # The right one is not even tried.
    assert sign_in(client, PASSWORD).status_code == 429
    with later(seconds=31):
        assert sign_in(client, "väärä")["Retry-After"] == "60"
        assert sign_in(client, "väärä")["Retry-After"] in {"59", "60"}, "a pause grows by itself"
    with later(seconds=92):
        assert sign_in(client, "väärä")["Retry-After"] == "120"
    with later(seconds=220):
        assert sign_in(client, PASSWORD).status_code == 302
        assert sign_in(client, "väärä").status_code == 200, "the count begins anew"


def test_no_pause_is_longer_than_a_quarter_of_an_hour(client, editor) -> None:
    gone = 0
    for _ in range(12):
        with later(seconds=gone):
            response = sign_in(client, "väärä")
            gone += int(response.get("Retry-After", 0)) + 1
    assert response["Retry-After"] == "900"


def test_others_sign_in_during_the_pause_of_one(client, editor) -> None:
    for _ in range(5):
        sign_in(client, "väärä")
    assert sign_in(client, PASSWORD).status_code == 429
    assert sign_in(client, PASSWORD, REMOTE_ADDR="192.0.2.7").status_code == 302
    get_user_model().objects.create_superuser("viestija", "v@example.org", PASSWORD)
    assert sign_in(client, PASSWORD, "viestija").status_code == 302


def test_an_address_that_tries_many_names_is_paused(client, editor, settings) -> None:
    for number in range(19):
        assert sign_in(client, "väärä", f"nimi{number}").status_code == 200
    assert sign_in(client, "väärä", "nimi19").status_code == 429
    assert sign_in(client, PASSWORD).status_code == 429
    settings.SHARED_ADDRESSES = ["127.0.0.0/8"]
    assert sign_in(client, PASSWORD).status_code == 302


def test_a_network_of_ipv6_is_one_address(client, editor) -> None:
    for number in range(5):
        sign_in(client, "väärä", REMOTE_ADDR=f"2001:db8::{number}")
    assert sign_in(client, PASSWORD, REMOTE_ADDR="2001:db8::9").status_code == 429
    assert sign_in(client, PASSWORD, REMOTE_ADDR="2001:db8:0:1::9").status_code == 302


def test_strangers_lock_nobody_out_of_their_own_browser(client, editor) -> None:
    own, stranger = client, type(client)()
    assert sign_in(own, PASSWORD).status_code == 302
    for number in range(50):
        sign_in(stranger, "väärä", REMOTE_ADDR=f"198.51.100.{number}")
    assert sign_in(stranger, "väärä", REMOTE_ADDR="198.51.100.99").status_code == 429
    assert sign_in(own, PASSWORD).status_code == 302


def test_what_a_reader_says_of_addresses_is_believed_of_our_own_proxies_alone(
    client, editor, settings
) -> None:
    for number in range(5):
        sign_in(client, "väärä", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")
    assert sign_in(client, PASSWORD, HTTP_X_FORWARDED_FOR="203.0.113.9").status_code == 429
    settings.TRUSTED_PROXIES = 1
    for number in range(5):
        sign_in(client, "väärä", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, 192.0.2.1")
    forwarded = "203.0.113.9, 192.0.2.1"
    assert sign_in(client, PASSWORD, HTTP_X_FORWARDED_FOR=forwarded).status_code == 429
    assert sign_in(client, PASSWORD, HTTP_X_FORWARDED_FOR="192.0.2.2").status_code == 302
    # A check from inside, by no proxy, and what is no address.
    assert sign_in(client, PASSWORD, REMOTE_ADDR="10.0.0.1").status_code == 302
    headers = {"HTTP_X_FORWARDED_FOR": "nobody", "REMOTE_ADDR": "10.0.0.2"}
    assert sign_in(client, PASSWORD, **headers).status_code == 302


def test_failures_are_logged_and_no_mistyped_password(client, editor, caplog) -> None:
    caplog.set_level(logging.INFO, "cms.users")
    sign_in(client, "väärä")
    sign_in(client, "väärä", name="salasana nimen paikalla")
    sign_in(client, PASSWORD)
    told = [record for record in caplog.records if record.name.startswith("cms.users")]
    assert [record.getMessage() for record in told] == [
        "Log-in failed from 127.0.0.1: 'sihteeri'.",
        "Log-in failed from 127.0.0.1: nobody has this name.",
        "'sihteeri' signed in from 127.0.0.1.",
        "'sihteeri' signed out from 127.0.0.1.",
    ]


def test_a_new_device_is_told_of_once(client, editor) -> None:
    sign_in(client, PASSWORD, HTTP_USER_AGENT="Selain 1.0", REMOTE_ADDR="192.0.2.7")
    [letter] = mail.outbox
    assert letter.to == ["sihteeri@example.org"]
    assert letter.subject == "Tunnuksellasi kirjauduttiin uudella laitteella"
    assert "Verkko-osoite: 192.0.2.7\nSelain: Selain 1.0\n" in letter.body
    assert "https://kumppanuus.test/admin/account/" in letter.body
    sign_in(client, PASSWORD)
    assert len(mail.outbox) == 1
    sign_in(type(client)(), PASSWORD)
    assert len(mail.outbox) == 2


def test_a_new_device_is_told_of_at_the_door_of_a_page_too(client, editor) -> None:
    who = {"username": "sihteeri", "password": PASSWORD}
    assert client.post("/_util/login/", who).status_code == 302
    assert [letter.to for letter in mail.outbox] == [["sihteeri@example.org"]]


@pytest.mark.parametrize("door", ["login", "authenticate_with_password/1/1"])
def test_passwords_are_not_tried_faster_at_the_door_of_a_page(client, editor, settings, door):
    settings.RATES = settings.RATES | {"login": "2/h"}
    found = [client.post(f"/_util/{door}/", {"password": "x"}).status_code for _ in range(3)]
    assert (found[0] == found[1] != 429, found[2]) == (True, 429)
    assert client.post(f"/sv/_util/{door}/", {"password": "x"}).status_code == 429


def test_a_browser_of_many_forgets_who_signed_in_longest_ago(client, editor, monkeypatch) -> None:
    monkeypatch.setattr(devices, "MAX_PEOPLE", 2)
    for name in ("viestija", "johtaja"):
        get_user_model().objects.create_superuser(name, f"{name}@example.org", PASSWORD)
    for name in ("sihteeri", "viestija", "johtaja", "viestija", "sihteeri"):
        sign_in(client, PASSWORD, name)
    told = [letter.to[0].partition("@")[0] for letter in mail.outbox]
    assert told == ["sihteeri", "viestija", "johtaja", "sihteeri"]


def test_a_forged_device_is_a_new_one(client, editor) -> None:
    sign_in(client, PASSWORD)
    client.cookies["kumppanuus_device"] = client.cookies["kumppanuus_device"].value + "x"
    sign_in(client, PASSWORD)
    assert len(mail.outbox) == 2


def test_a_mail_server_that_fails_keeps_nobody_out(client, editor, settings, caplog) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert sign_in(client, PASSWORD).status_code == 302
    assert "A letter to 'sihteeri' could not be sent." in caplog.text


class Transactions:
    """How many are open whenever a password is hashed or tried."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from django.contrib.auth.hashers import MD5PasswordHasher

        self.open: list[int] = []
        encode = MD5PasswordHasher.encode

        def watched(hasher: Any, password: str, salt: str) -> str:
            self.open.append(len(connection.atomic_blocks))
            return encode(hasher, password, salt)

        monkeypatch.setattr(MD5PasswordHasher, "encode", watched)


def test_no_password_is_hashed_in_a_transaction(client, editor, monkeypatch) -> None:
    around = len(connection.atomic_blocks)
    hashing = Transactions(monkeypatch)
    sign_in(client, PASSWORD)
    client.force_login(editor)
    form = account_form(client, email="uusi@example.org", current_password=PASSWORD)
    form["password-old_password"] = PASSWORD
    form |= {f"password-new_password{n}": "toinen salasana 2" for n in (1, 2)}
    assert client.post("/admin/account/", form).status_code == 302
    person = {"first_name": "U", "last_name": "U", "email": "u@example.org"}
    both = {f"password{n}": "kolmas salasana 3" for n in (1, 2)}
    added = client.post("/admin/users/new/", person | both | {"username": "uusi"})
    other = get_user_model().objects.get(username="uusi")
    changed = {f"password{n}": "neljäs salasana 4" for n in (1, 2)}
    url = f"/admin/users/edit/{other.pk}/"
    edited = client.post(url, person | changed | {"username": "uusi", "is_active": "on"})
    assert (added.status_code, edited.status_code) == (302, 302)
    assert set(hashing.open) == {around}
    editor.refresh_from_db()
    other.refresh_from_db()
    assert editor.check_password("toinen salasana 2")
    assert other.check_password("neljäs salasana 4")


def take_a_turn() -> bool:
    with turn() as is_ours:
        return is_ours


def test_passwords_are_hashed_one_after_another_and_nobody_waits_for_many(client, editor) -> None:
    with ThreadPoolExecutor(1) as others:
        with turn() as first:
            second = others.submit(take_a_turn)
            while _at_the_door.acquire(blocking=False):  # until the second has come
                _at_the_door.release()
            response = sign_in(client, PASSWORD)
            assert (first, second.done()) == (True, False)
            assert (response.status_code, response["Retry-After"]) == (429, "2")
            assert client.get("/admin/").status_code == 302
        assert second.result() is True
    assert sign_in(client, PASSWORD).status_code == 302


def test_who_is_idle_is_signed_out(client, editor, settings) -> None:
    settings.SESSION_IDLE_MINUTES = 60
    client.post("/admin/login/", {"username": "sihteeri", "password": PASSWORD})
    with later(minutes=59):
        assert client.get("/admin/").status_code == 200
    with later(minutes=118):
        assert client.get("/admin/").status_code == 200
    with later(minutes=150):
        client.post("/admin/editing-sessions/ping/kumppanuus_pages/newspage/1/1/")
    with later(minutes=179):
        response = client.get("/admin/")
        assert (response.status_code, response.url) == (302, "/admin/login/?next=/admin/")
    assert not Session.objects.exists()


def test_nothing_that_caches_keep_has_a_cookie(client, editor, settings) -> None:
    """Neither an editor's own session, renewed, nor what ends one that is none or is idle."""
    document = add_document("Esite", "Leikkipuistot")
    news = add_news(add_region(add_home(), "Pohjoinen"), "Uutinen")
    news.body = [("attachment", {"document": document, "title": "Esite"})]
    news.save_revision().publish()
    addresses = ["/embed/v1.js", "/themes/city.css", "/embed/pohjoinen/news/", document.url]
    kept = set()
    stranger = type(client)()
    stranger.cookies["sessionid"] = "a" * 32
    client.post("/admin/login/", {"username": "sihteeri", "password": PASSWORD})
    for minutes in (settings.SESSION_IDLE_MINUTES / 2, settings.SESSION_IDLE_MINUTES * 2):
        with later(minutes=minutes):
            for reader, address in product((client, stranger), addresses):
                response = reader.get(address)
                if "public" in response["Cache-Control"]:
                    kept.add(address)
                    assert not response.cookies, address
                if address != document.url:
                    assert "Cookie" not in response.get("Vary", ""), address
    assert kept >= {"/embed/v1.js", "/themes/city.css"}
    with later(minutes=settings.SESSION_IDLE_MINUTES * 2):
        assert client.get("/admin/").status_code == 302
