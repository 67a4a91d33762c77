"""Register entries that have expired before the worker came by, and choices by hidden names."""

from datetime import timedelta

from django.utils import timezone

from tests.factories import add_news, add_topic, hide


def let_expire(entry) -> None:
    """Its time has passed and no worker has come by."""
    type(entry).objects.filter(pk=entry.pk).update(expire_at=timezone.now() - timedelta(seconds=1))


def total(client, **choices) -> int:
    query = 'query($region: [String!], $topic: [String!]) { search(query: "", region: $region,'
    query += " topic: $topic) { totalCount } }"
    body = {"query": query, "variables": choices}
    answer = client.post("/graphql/", body, content_type="application/json").json()
    return answer["data"]["search"]["totalCount"]


def test_search_is_not_narrowed_by_a_hidden_topic(client, pohjoinen) -> None:
    shown, hidden = add_topic("Näkyvä"), add_topic("Salattu")
    add_news(pohjoinen, "Uutinen", topics=[shown, hidden])
    assert [total(client, topic=[topic.slug]) for topic in (shown, hidden)] == [1, 1]
    let_expire(hidden)
    assert [total(client, topic=[topic.slug]) for topic in (shown, hidden)] == [1, 0]


def test_search_is_not_narrowed_by_a_hidden_region(client, home, pohjoinen, itainen) -> None:
    add_news(home, "Uutinen", regions=[pohjoinen, itainen])
    hide(itainen, "draft")
    assert total(client, region=["pohjoinen"]) == 2
    assert total(client, region=["itainen"]) == 0
