"""What a person changes of their own account, and administrators of another's."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core import mail

from tests.users.account import account_form

PASSWORD = "pitkä salasana 1"
ADDRESS = "sihteeri@example.org"


@pytest.fixture
def editor(client: Any, db: None) -> Any:
    users = get_user_model().objects
    user = users.create_superuser("sihteeri", ADDRESS, PASSWORD, first_name="S", last_name="S")
    client.force_login(user)
    return user


def account(client: Any, **values: str) -> Any:
    return client.post("/admin/account/", account_form(client, **values))


@pytest.mark.parametrize("password", ["", "väärä salasana"])
def test_a_new_address_wants_the_password(client, editor, password) -> None:
    response = account(client, email="uusi@example.org", current_password=password)
    assert response.status_code == 200
    errors = BeautifulSoup(response.content, "html.parser").select(".w-field__errors")
    assert [text for error in errors if (text := error.get_text(strip=True))] == [
        "Anna nykyinen salasanasi, jotta voit vaihtaa sähköpostiosoitteen."
    ]
    editor.refresh_from_db()
    assert (editor.email, mail.outbox) == (ADDRESS, [])


def test_the_old_address_is_told(client, editor, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = account(client, email="uusi@example.org", current_password=PASSWORD)
    assert response.status_code == 302
    editor.refresh_from_db()
    assert editor.email == "uusi@example.org"
    [letter] = mail.outbox
    assert letter.to == [ADDRESS]
    assert letter.subject == "Tunnuksesi sähköpostiosoite vaihdettiin"
    assert "uusi@example.org" not in letter.body


def test_a_name_wants_no_password(client, editor, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert account(client, email=ADDRESS, first_name="Siiri").status_code == 302
    editor.refresh_from_db()
    assert (editor.first_name, mail.outbox) == ("Siiri", [])


def test_an_administrator_changes_the_address_of_others_only(
    client, editor, django_capture_on_commit_callbacks
) -> None:
    other = get_user_model().objects.create_user("toinen", "vanha@example.org", PASSWORD)
    person = {"first_name": "N", "last_name": "N", "email": "uusi@example.org", "is_active": "on"}
    with django_capture_on_commit_callbacks(execute=True):
        for user in (editor, other):
            form = person | {"username": user.username}
            assert client.post(f"/admin/users/edit/{user.pk}/", form).status_code == 302
            user.refresh_from_db()
    assert (editor.first_name, editor.email, other.email) == ("N", ADDRESS, "uusi@example.org")
    assert [letter.to for letter in mail.outbox] == [["vanha@example.org"]]


def test_an_address_gets_three_reset_letters_an_hour(client, editor) -> None:
    for _ in range(5):
        for address in (ADDRESS, "kukaan@example.org"):
            response = client.post("/admin/password_reset/", {"email": address})
            assert (response.status_code, response.url) == (302, "/admin/password_reset/done/")
    assert [letter.to for letter in mail.outbox] == [[ADDRESS]] * 3
