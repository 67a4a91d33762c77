"""The way from a page to the same in another language, for readers and for search engines."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale

from tests.factories import HIDING, add_news, add_region, hide
from tests.site.reading import soup, statements_of, texts

BASE = "https://kumppanuus.test"
FRONTS = [("Suomi", "/", True), ("Svenska", "/sv/", False), ("English", "/en/", False)]
HIDDEN_FRONT = [way for way in HIDING if way.startswith("under")]


def translate(page: Any, language: str, **fields: Any) -> Any:
    locale, _ = Locale.objects.get_or_create(language_code=language)
    copy = page.copy_for_translation(locale, **fields)
    copy.save_revision().publish()
    return type(page).objects.get(pk=copy.pk)


def menu(html: BeautifulSoup) -> list[tuple[str, str, bool]]:
    links = html.select(".kp-languages a")
    assert [link["lang"] for link in links] == [link["hreflang"] for link in links]
    return [(link.text, link["href"], link.get("aria-current") == "true") for link in links]


def alternates(html: BeautifulSoup) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in html.select("link[rel=alternate][hreflang]")}


@pytest.fixture
def swedish(home, pohjoinen):
    """The table in Swedish; in English there is only a front page."""
    translate(home, "sv")
    translate(home, "en")
    return translate(pohjoinen, "sv")


def test_a_page_leads_to_its_translations_and_else_to_front_pages(
    client, swedish, pohjoinen
) -> None:
    html = soup(client, pohjoinen)
    assert menu(html) == [
        ("Suomi", "/pohjoinen/", True),
        ("Svenska", "/sv/pohjoinen/", False),
        ("English", "/en/", False),
    ]
    assert [link["lang"] for link in html.select(".kp-languages a")] == ["fi", "sv", "en"]
    assert html.select_one(".kp-languages")["aria-label"] == "Kielet"
    places = {"fi": f"{BASE}/pohjoinen/", "sv": f"{BASE}/sv/pohjoinen/"}
    assert alternates(html) == places
    back = soup(client, swedish)
    assert menu(back) == [
        ("Suomi", "/pohjoinen/", False),
        ("Svenska", "/sv/pohjoinen/", True),
        ("English", "/en/", False),
    ]
    assert alternates(back) == places
    front = soup(client, "/")
    assert menu(front) == FRONTS
    assert alternates(front) == {"fi": f"{BASE}/", "sv": f"{BASE}/sv/", "en": f"{BASE}/en/"}


def test_pages_outside_the_tree_lead_to_front_pages(client, swedish) -> None:
    search = soup(client, "/haku/?q=puisto")
    missing = BeautifulSoup(client.get("/ei-ole/").content, "html.parser")
    for html in (search, missing):
        assert menu(html) == FRONTS
        assert alternates(html) == {}


def test_a_page_that_is_not_translated_has_no_alternates(client, swedish, pohjoinen) -> None:
    html = soup(client, add_news(pohjoinen, "Uutinen"))
    assert [url for _, url, _ in menu(html)] == ["/pohjoinen/uutiset/uutinen/", "/sv/", "/en/"]
    assert alternates(html) == {}


@pytest.mark.parametrize("way", HIDING)
def test_a_hidden_translation_is_not_led_to(client, swedish, pohjoinen, way) -> None:
    hide(swedish, way)
    html = soup(client, pohjoinen)
    finnish = ("Suomi", "/pohjoinen/", True)
    assert menu(html) == [
        finnish,
        *([] if way in HIDDEN_FRONT else [("Svenska", "/sv/", False)]),
        ("English", "/en/", False),
    ]
    assert alternates(html) == {}
    assert "/sv/pohjoinen/" not in str(html)


def test_an_untranslated_copy_is_no_translation(client, home, pohjoinen) -> None:
    translate(home, "sv")
    locale = Locale.objects.get(language_code="sv")
    pohjoinen.copy_for_translation(locale, alias=True)
    assert menu(soup(client, pohjoinen))[1:] == [("Svenska", "/sv/", False)]


def test_one_language_needs_no_menu(client, pohjoinen) -> None:
    html = soup(client, pohjoinen)
    assert (menu(html), alternates(html), texts(html, ".kp-languages")) == ([], {}, [])


def test_languages_cost_one_statement_however_many_there_are(client, home, pohjoinen) -> None:
    counts = []
    for language in ("sv", "en"):
        counts.append(statements_of(client, pohjoinen.site_path))
        translate(home, language)
        translate(pohjoinen, language)
    html = soup(client, pohjoinen)
    assert len(menu(html)) == len(alternates(html)) == 3
    assert counts == [statements_of(client, pohjoinen.site_path)] * 2


def test_a_language_without_content_is_answered_with_that_of_the_main_one(
    client, swedish, settings
) -> None:
    settings.WAGTAIL_CONTENT_LANGUAGES = [("fi", "Suomi")]
    html = soup(client, "/sv/haku/")
    assert texts(html, ".kp-header .kp-wordmark") == ["Kumppanuuspöydät"]
    assert texts(html, ".kp-nav a") == ["Pohjoinen"]
    assert menu(html) == []
    rules = client.get("/robots.txt").content.decode().splitlines()
    assert [rule for rule in rules if "haku" in rule] == ["Disallow: /haku/"]


def test_tables_that_are_not_translated_are_shown_in_the_main_language(
    client, swedish, pohjoinen, itainen
) -> None:
    home = pohjoinen.get_parent().specific
    for number, way in enumerate(way for way in HIDING if way not in HIDDEN_FRONT):
        hide(add_region(home, f"salaisuus-{number}-oinen"), way)
    html = soup(client, "/sv/")
    for place in (".kp-nav", ".kp-grid", ".kp-footer-links"):
        links = html.select(f"{place} a[href*=ainen], {place} a[href*=oinen]")
        assert [link["href"] for link in links] == ["/sv/pohjoinen/", "/itainen/"]
        assert [link.get("hreflang") for link in links] == [None, "fi"]
        assert " ".join(links[1].text.split()) == f"{itainen.title} (finska)"
        assert links[1].span["lang"] == "fi"
    finnish = soup(client, "/").select(".kp-nav a")
    assert [link["href"] for link in finnish] == ["/pohjoinen/", "/itainen/"]
    assert not [link for link in finnish if link.has_attr("hreflang")]


def test_a_search_tells_how_much_there_is_in_the_main_language(client, swedish, pohjoinen) -> None:
    for title in ("Bastu rannalla", "Bastu metsässä"):
        add_news(pohjoinen, title)
    hide(add_news(pohjoinen, "Bastu salassa"), "draft")
    html = soup(client, "/sv/haku/?q=bastu&page=3")
    link = html.select_one("main a[hreflang=fi]")
    assert link["href"] == "/haku/?q=bastu"
    assert " ".join(link.text.split()) == "2 sidor hittas på ett annat språk: finska"
    assert soup(client, "/haku/?q=bastu").select("main a[hreflang]") == []
    assert soup(client, "/sv/haku/?q=qwzx").select("main a[hreflang]") == []
