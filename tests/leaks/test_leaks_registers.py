"""Register entries that have expired before the worker came by, and choices by hidden names."""

from datetime import timedelta

import pytest
from django.utils import timezone
from freezegun import freeze_time

from cms.pages.publishing.scheduling import carry_out_schedule
from tests.factories import add_news, add_organisation, add_statement, add_topic, hide


def let_expire(entry) -> None:
    """Its time has passed and no worker has come by."""
    type(entry).objects.filter(pk=entry.pk).update(expire_at=timezone.now() - timedelta(seconds=1))


def total(client, **choices) -> int:
    query = 'query($region: [String!], $topic: [String!]) { search(query: "", region: $region,'
    query += " topic: $topic) { totalCount } }"
    body = {"query": query, "variables": choices}
    answer = client.post("/graphql/", body, content_type="application/json").json()
    return answer["data"]["search"]["totalCount"]


def titles(client, text: str) -> list[str]:
    body = {"query": "query($q: String!) { search(query: $q) { nodes { title } } }"}
    answer = client.post(
        "/graphql/", body | {"variables": {"q": text}}, content_type="application/json"
    )
    return sorted(node["title"] for node in answer.json()["data"]["search"]["nodes"])


def test_search_is_not_narrowed_by_a_hidden_topic(client, pohjoinen) -> None:
    shown, hidden = add_topic("Näkyvä"), add_topic("Salattu")
    add_news(pohjoinen, "Uutinen", topics=[shown, hidden])
    assert [total(client, topic=[topic.slug]) for topic in (shown, hidden)] == [1, 1]
    assert "Salattu" in client.get("/haku/", {"topic": hidden.slug}).text
    let_expire(hidden)
    assert "Salattu" not in client.get("/haku/", {"topic": hidden.slug}).text
    assert [total(client, topic=[topic.slug]) for topic in (shown, hidden)] == [1, 0]


@pytest.mark.parametrize("text", ["Salaseura", "Asiasta"])
def test_no_page_is_found_by_an_organisation_that_has_expired(client, pohjoinen, text) -> None:
    in_a_minute = timezone.now() + timedelta(minutes=1)
    hidden = add_organisation("Salaseura", expire_at=in_a_minute)
    shown = add_organisation("Näkyvä yhdistys")
    add_statement(pohjoinen, "Asiasta", addressee=hidden)
    add_statement(pohjoinen, "Muusta asiasta", addressee=shown)
    names = {"Salaseura": ["Asiasta"], "Asiasta": ["Asiasta", "Muusta asiasta"]}[text]
    assert titles(client, text) == names
    with freeze_time(in_a_minute + timedelta(seconds=1)):  # no worker has come by
        assert titles(client, text) == [name for name in names if name != "Asiasta"]
        assert titles(client, "yhdistys") == ["Muusta asiasta"]
        carry_out_schedule()
        assert titles(client, "Salaseura") == []
        assert titles(client, "Asiasta") == ["Asiasta", "Muusta asiasta"]


def test_search_is_not_narrowed_by_a_hidden_region(client, home, pohjoinen, itainen) -> None:
    add_news(home, "Uutinen", regions=[pohjoinen, itainen])
    hide(itainen, "draft")
    assert total(client, region=["pohjoinen"]) == 2
    assert total(client, region=["itainen"]) == 0
