"""What a page tells search engines and services in which it is shared."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pyld import jsonld

from cms.pages.models import EventPage, RegionCoordinator
from cms.pages.site.metadata import shortened
from tests.factories import (
    add_event,
    add_full_event,
    add_identity,
    add_info,
    add_meeting,
    add_news,
    add_region,
    add_statement,
    add_things,
    hide,
)
from tests.site.reading import soup

pytestmark = pytest.mark.django_db

SITE = "https://kumppanuus.test"
SCHEMA = "https://schema.org/"
TERMS = {
    "BreadcrumbList": "itemListElement",
    "ListItem": "position name item",
    "ContactPoint": "name contactType telephone email",
    "Event": "name description image url startDate endDate previousStartDate eventStatus"
    " eventAttendanceMode location organizer inLanguage",
    "GeoCoordinates": "latitude longitude",
    "GovernmentOrganization": "name description image url email telephone address contactPoint"
    " parentOrganization",
    "NewsArticle": "headline description image url datePublished dateModified inLanguage author"
    " publisher mainEntityOfPage",
    "Place": "name address geo",
    "VirtualLocation": "url",
}
"""Properties that schema.org has of each type, as far as ours use them."""
NEEDED = {
    "Event": {"name", "startDate", "location", "eventStatus"},
    "NewsArticle": {"headline", "datePublished", "author"},
    "GovernmentOrganization": {"name"},
    "ListItem": {"position", "name", "item"},
}
WORDS = {word for words in TERMS.values() for word in words.split()}
CONTEXT = {"@context": {word: SCHEMA + word for word in (*WORDS, *TERMS)}}


def load(url: str, options: Any) -> dict[str, Any]:
    assert url == "https://schema.org"
    return {"contextUrl": None, "documentUrl": url, "document": CONTEXT, "contentType": ""}


def tag(html: Any, name: str) -> str | None:
    found = html.find("meta", attrs={"name": name}) or html.find("meta", attrs={"property": name})
    return found and found["content"]


def linked(client: Any, page: Any) -> dict[str, Any]:
    """The nodes of a page by their types, each checked against schema.org."""
    text = soup(client, page).find("script", type="application/ld+json").string
    expanded = jsonld.expand(json.loads(text), {"documentLoader": load})
    nodes = json.loads(text)["@graph"]
    assert count_properties(expanded) == count_properties(nodes)  # none is unknown
    for node in nodes:
        check(node)
    return {node["@type"]: node for node in nodes}


def count_properties(value: Any) -> int:
    if isinstance(value, list):
        return sum(map(count_properties, value))
    if not isinstance(value, dict):
        return 0
    inner = sum(count_properties(part) for part in value.values())
    return inner + sum(1 for name in value if not name.startswith("@"))


def check(node: Any) -> None:
    if isinstance(node, list):
        for one in node:
            check(one)
    elif isinstance(node, dict):
        own = {name for name in node if not name.startswith("@")}
        assert own <= set(TERMS[node["@type"]].split())
        assert own >= NEEDED.get(node["@type"], set())
        check(list(node.values()))


def test_an_event_is_one_with_its_state_and_times(home, client):
    add_identity(email="palaute@kaupunki.test")
    region = add_region(home, "pohjoinen")
    things = add_things("Avoin")
    event = add_full_event(region, "Avoin", things, state="as_planned")
    html = soup(client, event)
    assert html.find("link", rel="canonical")["href"] == SITE + event.site_path
    assert tag(html, "description") == tag(html, "og:description") == "Avoin kuvaus"
    assert tag(html, "og:image").startswith(f"{SITE}/media/images/")
    assert (tag(html, "og:type"), tag(html, "og:title")) == ("website", "Avoin otsake")
    told = linked(client, event)
    assert told["Event"] | {"image": "", "description": ""} == {
        "@type": "Event",
        "name": "Avoin tapahtuma",
        "description": "",
        "image": "",
        "url": SITE + event.site_path,
        "startDate": "2097-05-05T17:00:00+03:00",
        "endDate": "2097-05-05T19:00:00+03:00",
        "eventStatus": f"{SCHEMA}EventScheduled",
        "eventAttendanceMode": f"{SCHEMA}MixedEventAttendanceMode",
        "location": [
            {
                "@type": "Place",
                "name": "Avoin paikka",
                "address": "Avoin paikka",
                "geo": {
                    "@type": "GeoCoordinates",
                    "latitude": "61.000000",
                    "longitude": "25.500000",
                },
            },
            {"@type": "VirtualLocation", "url": "https://avoin.test/"},
        ],
        "organizer": {
            "@type": "GovernmentOrganization",
            "name": "Pohjoinen",
            "url": f"{SITE}/pohjoinen/",
        },
        "inLanguage": "fi",
    }
    assert [item["name"] for item in told["BreadcrumbList"]["itemListElement"]] == [
        "Kumppanuuspöydät",
        "Pohjoinen",
        "Tapahtumat",
        "Avoin tapahtuma",
    ]
    hide_image(things.image)
    assert tag(soup(client, event), "og:image") is None
    assert "image" not in linked(client, event)["Event"]


def hide_image(image: Any) -> None:
    from wagtail.models import Collection, CollectionViewRestriction

    private = Collection.get_first_root_node().add_child(name="Salainen")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    image.collection = private
    image.save()


def test_an_event_that_is_moved_tells_the_time_it_had_in_public(home, client):
    region = add_region(home, "pohjoinen")
    first, draft, last = (datetime(2097, 5, day, 14, tzinfo=UTC) for day in (5, 6, 7))
    event = add_event(region, "Retki", starts_at=first, place="Satama")
    for starts_at in (draft, last):
        event.starts_at = starts_at
        event.state = "moved"
        revision = event.save_revision()
    revision.publish()
    told = linked(client, event)["Event"]
    assert told["eventStatus"] == f"{SCHEMA}EventRescheduled"
    assert told["startDate"] == "2097-05-07T17:00:00+03:00"
    assert told["previousStartDate"] == "2097-05-05T17:00:00+03:00"
    event.place = "Tori"  # a draft that does not know the time before
    event.save_revision().publish()
    assert linked(client, event)["Event"]["previousStartDate"] == "2097-05-05T17:00:00+03:00"
    event = EventPage.objects.get(pk=event.pk)
    event.state = "cancelled"
    event.save_revision().publish()
    told = linked(client, event)["Event"]
    assert told["eventStatus"] == f"{SCHEMA}EventCancelled"
    assert "previousStartDate" not in told
    copied = event.copy(update_attrs={"slug": "kopio", "title": "Kopio"})
    assert copied.moved_from is None


def test_nothing_written_ends_the_script(home, client):
    title = "</script><img src=x onerror=alert(1)> & “<!--”\u2028"
    news = add_news(home, title, lead="Lyhyt.", slug="x")
    assert "</script><img" not in client.get(news.site_path).text
    told = linked(client, news)["NewsArticle"]
    assert told["headline"] == news.title
    assert told["datePublished"] == "2023-05-01"
    assert soup(client, news).find("img", src="x") is None


def test_a_table_and_the_site_are_public_bodies(home, client):
    add_identity(phone="03 814 11", postal_address="PL 202\n15101 Lahti")
    person = RegionCoordinator(name="Koordinaattori", title="sihteeri", email="a@kaupunki.test")
    region = add_region(home, "pohjoinen", coordinators=[person], introduction="<p>Yksi.</p>")
    city = linked(client, home)["GovernmentOrganization"]
    assert city == {
        "@type": "GovernmentOrganization",
        "name": "Lahden kaupunki",
        "telephone": "03 814 11",
        "address": "PL 202 15101 Lahti",
        "url": f"{SITE}/",
    }
    told = linked(client, region)["GovernmentOrganization"]
    assert told["parentOrganization"]["name"] == "Lahden kaupunki"
    assert told["contactPoint"] == [
        {
            "@type": "ContactPoint",
            "name": "Koordinaattori",
            "contactType": "sihteeri",
            "email": "a@kaupunki.test",
        }
    ]
    assert told["description"] == "Yksi."


def test_a_description_is_what_the_page_begins_with(home, client):
    region = add_region(home, "pohjoinen")
    body = [
        ("heading", {"number": "", "text": "Otsikko", "level": "2"}),
        ("text", "<p>Ensimmäinen kappale.</p><p>Toinen.</p>"),
    ]
    meeting = add_meeting(region, "Kokous", place="Satama")
    pages = {
        add_info(home, "Tietoa", body=body): "Ensimmäinen kappale.",
        add_statement(region, "Lausunto", summary="Tiivis.", given_on=date(2023, 4, 1)): "Tiivis.",
        meeting: "1.3.2023 17.00, Satama",
        add_statement(region, "Tyhjä"): None,
    }
    for page, described in pages.items():
        assert tag(soup(client, page), "description") == described
    hide(region, "draft")
    assert client.get(meeting.site_path).status_code == 404


def test_a_description_ends_where_a_sentence_or_a_word_does():
    assert shortened("Yksi.  Kaksi\nkolme.") == "Yksi. Kaksi kolme."
    assert shortened(f"{'a' * 100}. {'b' * 100}.") == "a" * 100 + "."
    assert shortened("sana " * 60) == "sana " * 31 + "sana…"
    assert len(shortened("a" * 300)) == 160


def test_phones_get_icons_and_a_manifest(home, client):
    add_identity()
    html = soup(client, home)
    assert html.find("link", rel="manifest")["href"] == "/site.webmanifest"
    response = client.get("/site.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    told = response.json()
    assert (told["name"], told["lang"], told["start_url"]) == ("Kumppanuuspöydät", "fi", "/")
    assert [icon["sizes"] for icon in told["icons"]] == ["any", "180x180", "32x32"]
    assert client.get("/favicon.ico")["Location"].endswith("/favicon.ico")
