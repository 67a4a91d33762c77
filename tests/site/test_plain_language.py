"""The list of pages that have a summary in plain language."""

import pytest

from tests.factories import (
    HIDING,
    add_event,
    add_meeting,
    add_news,
    add_publication,
    add_region,
    add_statement,
    hide,
)
from tests.site.reading import soup, texts

pytestmark = pytest.mark.django_db
PLAIN = {"plain_summary": "Pöytä kokoontuu.\n\nTule mukaan."}


def test_it_has_all_that_have_a_summary_and_nothing_hidden(home, client):
    region = add_region(home, "pohjoinen", title="Pohjoinen pöytä")
    pages = [
        add(region, title, **PLAIN)
        for add, title in (
            (add_meeting, "Kokous"),
            (add_statement, "Lausunto"),
            (add_event, "Tapahtuma"),
            (add_publication, "Julkaisu"),
        )
    ]
    add_event(region, "Ilman")
    add_news(home, "Uutinen")
    for number, way in enumerate(HIDING):
        place = add_region(home, f"salaisuus-{number}", title=f"Salaisuus {number}")
        hide(add_event(place, f"Salaisuus {number}", **PLAIN), way)
    for page in pages:
        shown = soup(client, page).select_one(".kp-plain")
        assert texts(shown, "p") == ["Pöytä kokoontuu.", "Tule mukaan."]
    html = soup(client, "/selkokieli/")
    assert texts(html, ".kp-plain h2") == ["Julkaisu", "Tapahtuma", "Lausunto", "Kokous"]
    assert [link["href"] for link in html.select(".kp-plain h2 a")] == [
        page.site_path for page in reversed(pages)
    ]
    assert texts(html, ".kp-plain .kp-meta") == ["Pohjoinen pöytä"] * 4
    links = {link.get_text(): link["href"] for link in soup(client, home).select("footer a")}
    assert links["Selkokielellä"] == "/selkokieli/"


def test_it_says_when_there_is_none(home, client):
    assert texts(soup(client, "/selkokieli/"), ".kp-empty") == ["Täällä ei ole vielä mitään."]
