"""Every example of docs/embedding.md works as it is written there."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from tests.browser.host import SERVICE
from tests.factories import (
    add_event,
    add_meeting,
    add_news,
    add_statement,
    add_theme,
    index_of,
)

GUIDE = (settings.BASE_DIR / "docs" / "embedding.md").read_text()
HOST = (settings.BASE_DIR / "docs" / "examples" / "host.html").read_text()
CURL = re.findall(r"^curl --get (\S+) .*?--data-urlencode 'query=([^']+)'", GUIDE, re.M | re.S)
QUERIES = re.findall(r"`\s*(query \w+\([^`]+\})\s*`", GUIDE)


@pytest.fixture
def region(pohjoinen):
    pohjoinen.theme = add_theme("pohjoinen")
    pohjoinen.save_revision().publish()
    add_event(pohjoinen, "Kahvit")
    add_news(pohjoinen, "Uutinen")
    add_statement(pohjoinen, "Lausunto")
    add_meeting(pohjoinen, "Kokous", "Asia.", stage="minutes_published")
    index_of(pohjoinen, "tapahtumat")
    return pohjoinen


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.+?)^```", GUIDE, re.M | re.S)


def asked(client, query: str, **variables: str):
    answer = client.get(
        "/graphql/",
        {"query": query, "variables": json.dumps(variables)},
        headers={"accept": "application/json"},
    ).json()
    assert "errors" not in answer
    return answer["data"]


def test_the_query_of_curl(client, region) -> None:
    [(address, query)] = CURL
    assert address == f"{SERVICE}/graphql/"
    assert [event["title"] for event in asked(client, query)["events"]["nodes"]] == ["Kahvit"]


def test_the_queries_of_scripts_fill_all_their_lists(client, region) -> None:
    assert len(QUERIES) == 2
    for query in QUERIES:
        found = asked(client, query, region="pohjoinen")["region"]
        assert found["title"] == "Pohjoinen"
        lists = {name: rows for name, rows in found.items() if isinstance(rows, list)}
        assert len(lists) >= 2
        assert all(len(rows) == 1 for rows in lists.values()), lists


@pytest.mark.parametrize("html", [*blocks("html"), HOST], ids=lambda html: html[:40])
def test_every_address_in_markup_answers(client, region, html: str) -> None:
    for slug in ("uutiset", "lausunnot", "kokoukset"):
        index_of(region, slug)
    page = BeautifulSoup(html, "html.parser")
    addresses = [tag.get("href") or tag.get("src") for tag in page.select("[href], [src]")]
    ours = [address for address in addresses if address.startswith(SERVICE)]
    assert ours
    for address in ours:
        assert client.get(address.removeprefix(SERVICE), follow=True).status_code == 200, address


def test_the_example_host_names_every_kind_and_has_a_link_in_each() -> None:
    feeds = BeautifulSoup(HOST, "html.parser").select("kumppanuus-feed")
    kinds = [feed["kind"] for feed in feeds]
    assert kinds == ["events", "news", "statements", "meetings", "search"]
    assert all(len(feed.select("a[href]")) == 1 for feed in feeds)
    for kind in kinds:
        assert f"`{kind}`" in GUIDE
