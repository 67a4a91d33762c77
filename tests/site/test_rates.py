"""Who asks too often is told to wait, and nobody else is."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from freezegun import freeze_time

from cms.users.views import LoginView

QUERY = {"query": "{ regions { title } }"}


@pytest.fixture(autouse=True)
def rates(settings: Any, pohjoinen: Any) -> None:
    settings.RATES = dict.fromkeys(settings.RATES, "2/h")


def post(client: Any, **headers: str) -> Any:
    return client.post("/graphql/", json.dumps(QUERY), "application/json", **headers)


def test_graphql_by_post_is_refused_in_its_own_shape(client) -> None:
    assert [post(client).status_code for _ in range(2)] == [200, 200]
    response = post(client, HTTP_ORIGIN="https://paasivusto.test")
    seconds = int(response["Retry-After"])
    assert response.status_code == 429
    assert 1 <= seconds <= 3600
    assert response.json() == {
        "errors": [
            {
                "message": f"Too many requests from one address. Try again in {seconds} s.",
                "extensions": {"code": "TOO_MANY_REQUESTS"},
            }
        ]
    }
    assert response["Cache-Control"] == "no-store"
    assert "Retry-After" in response["Access-Control-Expose-Headers"]
    assert post(client, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_kept_answers_are_given_to_all(client) -> None:
    asked = [client.get("/graphql/", QUERY | {"a": "1"}) for _ in range(5)]
    assert {response.status_code for response in asked} == {200}
    assert client.get("/graphql/", QUERY | {"a": "2"}).status_code == 200
    refused = client.get("/graphql/", QUERY | {"a": "3"})
    assert (refused.status_code, "ETag" in refused.headers) == (429, False)
    assert client.get("/graphql/", QUERY | {"a": "1"}).status_code == 200


def test_searches_are_refused_on_a_page(client) -> None:
    assert [client.get("/haku/?q=puisto").status_code for _ in range(2)] == [200, 200]
    response = client.get("/haku/?q=puisto")
    assert response.status_code == 429
    assert int(response["Retry-After"]) >= 1
    assert "<h1>Pyyntöjä on liikaa</h1>" in response.text
    assert client.get("/sv/haku/?q=park").status_code == 429
    assert client.get("/").status_code == 200
    assert client.get("/haku/ehdotukset/?q=pu").status_code == 200


def test_who_is_refused_fills_no_log(client, caplog) -> None:
    for _ in range(6):
        client.get("/haku/?q=puisto")
    assert caplog.messages == ["127.0.0.1 asks search too often: more than 2/h."]


def test_completion_goes_quiet(client) -> None:
    asked = [client.get("/haku/ehdotukset/?q=pu") for _ in range(3)]
    assert [response.status_code for response in asked] == [200, 200, 429]
    assert asked[2].json() == {"suggestions": []}


def test_log_ins_of_any_name_are_refused(client) -> None:
    for number in range(3):
        response = client.post("/admin/login/", {"username": f"n{number}", "password": "x"})
    assert response.status_code == 429
    assert "<h1>Pyyntöjä on liikaa</h1>" in response.text
    assert client.get("/admin/login/").status_code == 200
    assert client.post("/admin/password_reset/", {"email": "a@example.org"}).status_code == 429


def test_who_goes_on_trying_passwords_is_answered_shortly(
    client, django_assert_num_queries, monkeypatch
) -> None:
    def post(client: Any, **headers: str) -> Any:
        return client.post("/admin/login/", {"username": "a", "password": "x"}, **headers)

    assert [post(client).status_code for _ in range(3)] == [200, 200, 429]
    monkeypatch.setattr(LoginView, "dispatch", None)
    with django_assert_num_queries(0):
        response = post(client, HTTP_ACCEPT_LANGUAGE="fi")
        in_swedish = post(client, HTTP_ACCEPT_LANGUAGE="sv")
    seconds = int(response["Retry-After"])
    assert (response.status_code, response["Cache-Control"]) == (429, "no-store")
    assert response.text == (
        "Verkko-osoitteestasi on tullut lyhyessä ajassa hyvin monta pyyntöä."
        f" Yritä uudelleen {seconds} sekunnin kuluttua."
    )
    assert "Försök igen om" in in_swedish.text
    assert client.cookies.keys() <= {"csrftoken"}
    monkeypatch.undo()
    assert post(client, REMOTE_ADDR="192.0.2.7").status_code == 200
    with freeze_time(timezone.now() + timedelta(seconds=seconds + 1)):
        assert post(client).status_code == 200


def test_many_may_come_by_a_shared_address(client, settings) -> None:
    settings.SHARED_ADDRESSES = ["127.0.0.0/8", "2001:db8::/32"]
    assert {post(client).status_code for _ in range(3)} == {200}
    assert {post(client, REMOTE_ADDR="2001:db8::1").status_code for _ in range(3)} == {200}


def test_health_and_files_have_no_rate(client) -> None:
    assert {client.get("/health/").status_code for _ in range(4)} == {200}
