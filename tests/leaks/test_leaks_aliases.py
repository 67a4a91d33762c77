"""An alias shows the words of its original, so it is hidden with it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.pages.publishing.scheduling import carry_out_schedule
from tests.factories import add_document, add_news, hide, index_of
from tests.factories.schedule import make_due


def aliased(page: Any, parent: Any) -> Any:
    return page.create_alias(parent=index_of(parent, "uutiset"), update_slug=f"{page.slug}-kopio")


@pytest.mark.parametrize("was_live", [True, False])
def test_alias_of_a_scheduled_page_waits_for_its_time(client, pohjoinen, itainen, was_live) -> None:
    news = add_news(pohjoinen, "Uutinen", lead="salainen johdanto", live=was_live)
    alias = aliased(news, itainen)
    assert client.get(alias.url).status_code == (200 if was_live else 404)
    hide(news, "scheduled")
    response = client.get(alias.url)
    assert response.status_code == 404
    assert "salainen" not in response.text
    make_due(news)
    carry_out_schedule()
    for page in (news, alias):
        assert "salainen johdanto" in client.get(page.url).text


def test_alias_keeps_the_words_that_are_public_while_new_ones_are_scheduled(
    client, pohjoinen, itainen
) -> None:
    news = add_news(pohjoinen, "Uutinen", lead="julkinen johdanto")
    alias = aliased(news, itainen)
    news = type(news).objects.get(pk=news.pk)
    news.lead = "salainen johdanto"
    news.go_live_at = timezone.now() + timedelta(days=1)
    news.save_revision().publish()
    for page in (news, alias):
        html = client.get(page.url).text
        assert "julkinen johdanto" in html
        assert "salainen" not in html


@pytest.mark.parametrize("way", ["restricted to signed-in", "restricted by password"])
def test_alias_of_a_restricted_page_is_given_to_nobody(client, pohjoinen, itainen, way) -> None:
    query = """{ news { nodes { body { ... on LinkedPageBlock { page { title } } } } } }"""
    answers, files = [], []
    for title in ("Avoin", "Suljettu"):
        file = add_document(title)
        body = [("attachment", {"document": file, "title": ""})]
        news = add_news(pohjoinen, title, body=body)
        alias = aliased(news, itainen)
        linking = add_news(itainen, f"Viittaus {title.lower()}", body=[("page", alias)])
        files.append(file)
        if title == "Suljettu":
            hide(news, way)
        answers.append((alias.url, client.get(linking.url).text))
    assert [address in html for address, html in answers] == [True, False]
    assert [client.get(file.url).status_code for file in files] == [200, 404]
    told = client.post("/graphql/", {"query": query}, content_type="application/json").json()
    assert "'page': {'title': 'Avoin'}" in str(told["data"])
    assert "'title': 'Suljettu'" not in str(told["data"])
