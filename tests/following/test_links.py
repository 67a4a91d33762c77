"""How residents come to what they follow: from pages, lists, the search and the page *Seuraa*."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import (
    HIDING,
    add_event,
    add_meeting,
    add_news,
    add_region,
    add_statement,
    add_topic,
    hide,
    index_of,
)
from tests.site.reading import hrefs, soup, texts

SITE = "https://kumppanuus.test"


def alternates(html: BeautifulSoup) -> dict[str, str]:
    """Of the feeds and calendars, by their types."""
    links = html.select('head link[rel="alternate"][type]')
    assert len({link["title"] for link in links}) <= 1
    return {link["type"]: link["href"] for link in links}


def expected(query: str, has_calendar: bool = True) -> dict[str, str]:
    mark = "?" if query else ""
    return {
        "application/atom+xml": f"{SITE}/seuraa/atom.xml{mark}{query}",
        "application/feed+json": f"{SITE}/seuraa/feed.json{mark}{query}",
        **({"text/calendar": f"{SITE}/seuraa/kalenteri.ics{mark}{query}"} if has_calendar else {}),
    }


def test_pages_and_lists_lead_to_what_is_followed_of_them(client, home, pohjoinen) -> None:
    event, meeting = add_event(pohjoinen, "Kahvit"), add_meeting(pohjoinen, "Kokous")
    statement, news = add_statement(pohjoinen, "Lausunto"), add_news(pohjoinen, "Uutinen")
    of_events, of_meetings = "region=pohjoinen&kind=event", "region=pohjoinen&kind=meeting"
    for page, query, title, adds in (
        (home, "", None, None),
        (pohjoinen, "region=pohjoinen", "Seuraa: Pohjoinen", None),
        (
            index_of(pohjoinen, "tapahtumat"),
            of_events,
            "Seuraa: Pohjoinen: tapahtumat",
            f"/seuraa/?{of_events}#calendar",
        ),
        (event, of_events, "Seuraa: Pohjoinen: tapahtumat", f"/seuraa/{event.uuid}.ics"),
        (meeting, of_meetings, "Seuraa: Pohjoinen: kokoukset", f"/seuraa/{meeting.uuid}.ics"),
        (
            index_of(pohjoinen, "uutiset"),
            "region=pohjoinen&kind=news",
            "Seuraa: Pohjoinen: uutiset",
            None,
        ),
        (news, "region=pohjoinen&kind=news", None, None),
        (
            statement,
            f"statement={statement.uuid}",
            "Seuraa: Lausunto: mitä siitä seuraa",
            None,
        ),
    ):
        html = soup(client, page)
        has_calendar = "news" not in query and "statement" not in query
        assert alternates(html) == expected(query, has_calendar), page
        links = {link.text: link["href"] for link in html.select("main a[href^='/seuraa/']")}
        wanted = {title: f"/seuraa/?{query}"} if title else {}
        assert links == wanted | ({"Lisää kalenteriin": adds} if adds else {}), page
        footer = {link.text: link["href"] for link in html.select("footer a")}
        assert footer["Seuraa"] == "/seuraa/"
        for link in [*links.values(), *alternates(html).values()]:
            assert client.get(link.removeprefix(SITE)).status_code == 200, link


def test_a_search_can_be_followed(client, pohjoinen) -> None:
    add_meeting(pohjoinen, "Kokous", "leikkipuisto")
    html = soup(
        client, "/haku/?q=leikki+%20puisto&kind=meeting&kind=region&region=pohjoinen&year=2023"
    )
    address = "/seuraa/?region=pohjoinen&kind=meeting&q=leikki+puisto"
    links = {link.text: link["href"] for link in html.select("main a[href^='/seuraa/']")}
    assert links == {
        "Lisää kalenteriin": f"{address}#calendar",
        "Seuraa tätä hakua": address,
    }
    page = soup(client, address)
    assert texts(page, "h2")[0] == "Pohjoinen: kokoukset · ”leikki puisto”"
    feed = "/seuraa/haku/atom.xml?region=pohjoinen&kind=meeting&q=leikki+puisto"
    assert SITE + feed in hrefs(page)
    assert alternates(page)["application/atom+xml"] == SITE + feed
    assert soup(client, "/haku/").select("main a[href^='/seuraa/']") == []


def test_the_page_tells_how_to_follow_what_is_chosen(client, pohjoinen, itainen) -> None:
    item = add_meeting(pohjoinen, "Kokous", "leikkipuisto").agenda_items.get()
    item.topics.add(add_topic("Nuoret"))
    item.save()
    html = soup(client, "/seuraa/?region=itainen&kind=event.kerro-pois&topic=nuoret")
    query = "region=itainen&kind=event.kerro-pois&topic=nuoret"
    assert texts(html, "h1") == ["Seuraa"]
    assert texts(html, "h2")[0] == "Itainen: Kerro Pois! · Nuoret"
    assert html.title.text.startswith("Seuraa: Itainen: Kerro Pois! · Nuoret – ")
    calendar = f"kumppanuus.test/seuraa/kalenteri.ics?{query}"
    assert {f"webcal://{calendar}", f"https://{calendar}"} <= hrefs(html)
    assert alternates(html) == expected(query)
    chosen = [option["value"] for option in html.select("option[selected]")]
    assert chosen == ["itainen", "event.kerro-pois", "nuoret"]
    assert {"/seuraa/?region=pohjoinen#calendar", "/seuraa/?region=itainen#calendar"} <= hrefs(html)
    assert html.select("script:not([src]), style, [style]") == []
    assert len(client.get("/seuraa/").content) < 60_000
    news = soup(client, "/seuraa/?kind=news")
    assert not any(".ics" in address for address in hrefs(news) if "kind=news" in address)


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("kind=x", 400, "kind: Ei ole arvoa ”x”: valitse näistä: event,"),
        ("region=x", 404, "region: Ei ole arvoa ”x”: valitse näistä: pohjoinen."),
    ],
)
def test_the_page_tells_what_cannot_be_followed(client, pohjoinen, query, status, told) -> None:
    response = client.get(f"/seuraa/?{query}")
    assert response.status_code == status
    html = BeautifulSoup(response.content, "html.parser")
    assert texts(html, '[role="alert"]')[0].startswith(told)
    assert alternates(html) == {}


def test_the_page_names_nothing_hidden(client, home, pohjoinen) -> None:
    add_news(pohjoinen, "Uutinen", topics=[add_topic("Salainen", live=False), add_topic("Avoin")])
    add_news(pohjoinen, "Luonnos", topics=[add_topic("Salaisen luonnoksen")], live=False)
    for number, way in enumerate(way for way in HIDING if not way.startswith("under")):
        hide(add_region(home, f"alue-{number}", title="Kätketty"), way)
    for address in ("/seuraa/", "/seuraa/?kind=event"):
        text = client.get(address).text
        assert "Pohjoinen" in text
        assert ">Avoin</option>" in text
        assert "Kätketty" not in text
        assert "alue-" not in text
        assert "Salai" not in text
