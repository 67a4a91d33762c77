"""In whose name the site's pages are: what the setting of the site and the front page say."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, Site

from cms.media.renditions import make_renditions
from cms.pages.models import HomePage, SiteIdentity
from tests.factories import add_identity, add_image, add_theme
from tests.site.reading import texts

FRAMED = ("/", "/haku/", "/haku/?q=puisto", "/ei-ole/")
ALL = (*FRAMED, "/embed/pohjoinen/events/", "/embed/ei-ole/events/")
TAMPERE = {
    "organisation": "Tampereen kaupunki",
    "wordmark": "Tampere",
    "email": "alueet@tampere.example",
    "phone": "03 000 0000",
    "postal_address": "PL 1\n33101 Tampere",
    "licence": "CC0 1.0",
    "licence_url": "https://creativecommons.org/publicdomain/zero/1.0/",
}
ODD = "<b>&\"'"


def read(client, address: str, host: str = "localhost") -> BeautifulSoup:
    response = client.get(address, headers={"host": host})
    assert response.status_code == (404 if "ei-ole" in address else 200), address
    return BeautifulSoup(response.content, "html.parser")


def first_line(html: BeautifulSoup) -> str:
    return html.title.text.rsplit(" – ", 1)[-1]


def add_city(hostname: str, title: str, language: str = "sv") -> Site:
    """Another city's site, the front page of which is in a language of its own."""
    locale, _ = Locale.objects.get_or_create(language_code=language)
    home = HomePage(title=title, slug=hostname.split(".")[0], locale=locale)
    Page.objects.get(depth=1).add_child(instance=home)
    home.save_revision().publish()
    return Site.objects.create(hostname=hostname, root_page=home)


@pytest.mark.parametrize("address", FRAMED)
def test_the_frame_says_in_whose_name_it_is(client, pohjoinen, address) -> None:
    add_identity(**TAMPERE)
    html = read(client, address)
    assert texts(html, ".kp-header .kp-wordmark") == ["Tampere Kumppanuuspöydät"]
    assert texts(html, ".kp-kicker") == ["Tampereen kaupunki"]
    assert first_line(html) == "Kumppanuuspöydät"
    assert texts(html, ".kp-footer .kp-wordmark") == ["Tampere Kumppanuuspöydät"]
    assert texts(html, ".kp-contacts") == [
        "Tampereen kaupunki PL 1 33101 Tampere 03 000 0000 alueet@tampere.example"
    ]
    assert [link["href"] for link in html.select(".kp-contacts a")] == [
        "tel:030000000",
        "mailto:alueet@tampere.example",
    ]
    assert texts(html, ".kp-licence") == ["Sisällön lisenssi: CC0 1.0"]
    assert html.select_one("a[rel=license]")["href"] == TAMPERE["licence_url"]


@pytest.mark.parametrize("address", ALL)
def test_where_nothing_is_written_the_words_are_neutral(client, pohjoinen, address) -> None:
    html = read(client, address)
    assert texts(html, ".kp-header .kp-wordmark b, .kp-contacts, .kp-licence") == []
    assert "" not in texts(html, ".kp-wordmark, .kp-kicker, h1, title")
    assert first_line(html) == "Kumppanuuspöydät"
    assert any(link["href"].startswith("/themes/city.") for link in html.select("link"))
    assert not SiteIdentity.objects.exists()


def test_without_a_front_page_in_the_language_it_has_words_of_ours(client, home) -> None:
    assert first_line(read(client, "/sv/haku/")) == "Partnerskapsbord"
    assert texts(read(client, "/en/haku/"), ".kp-header .kp-wordmark") == ["Partnership tables"]


def test_what_differs_by_language_stands_on_its_front_page(client, home) -> None:
    add_identity(wordmark="Lahti")
    home.seo_title = "Lahden kumppanuuspöydät"
    home.save_revision().publish()
    swedish = home.copy_for_translation(Locale.objects.get_or_create(language_code="sv")[0])
    swedish.title, swedish.seo_title = "Partnerskapsbord", "Lahtis partnerskapsbord"
    swedish.organisation = "Lahtis stad"
    swedish.save_revision().publish()
    told = [
        (html.title.text, *texts(html, ".kp-kicker"), *texts(html, ".kp-header .kp-wordmark"))
        for html in (read(client, address) for address in ("/", "/sv/", "/haku/", "/sv/haku/"))
    ]
    finnish = ("Lahden kaupunki", "Lahti Kumppanuuspöydät")
    swedish = ("Lahtis stad", "Lahti Partnerskapsbord")
    assert told == [
        ("Lahden kumppanuuspöydät", *finnish),
        ("Lahtis partnerskapsbord", *swedish),
        ("Haku – Lahden kumppanuuspöydät", *finnish),
        ("Sökning – Lahtis partnerskapsbord", *swedish),
    ]


def test_another_citys_site_shows_its_own(client, pohjoinen, settings) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "turku.example"]
    theirs = add_theme("turku", primary="#14532d")
    add_identity(theme=add_theme("lahti", primary="#0a4f8c"))
    add_identity(
        add_city("turku.example", "Områdesforum"),
        organisation="Åbo stad",
        wordmark="Åbo",
        theme=theirs,
    )
    html = read(client, "/sv/", "turku.example")
    assert texts(html, ".kp-wordmark") == ["Åbo Områdesforum"] * 2
    assert texts(html, ".kp-kicker") == ["Åbo stad"]
    assert theirs.css_path in str(html)
    for address in (*FRAMED, "/embed/ei-ole/events/"):
        assert "Lahti" not in str(read(client, f"/sv{address}", "turku.example")), address
        assert theirs.css_path in str(read(client, f"/sv{address}", "turku.example")), address
        assert "Åbo" not in str(read(client, address)), address
    for host, code in (("localhost", "lahti"), ("turku.example", "turku")):
        response = client.get("/themes/city.css", headers={"host": host})
        assert response.status_code == 302
        assert response["Location"].startswith(f"/themes/{code}.")
        assert response["Cache-Control"] == "public, max-age=300"


def test_a_hidden_logo_of_the_sites_theme_is_not_shown(client, home) -> None:
    logo = add_image("Tunnus")
    make_renditions(logo)
    add_identity(theme=add_theme("lahti", logo=logo))
    assert len(read(client, "/").select("img.kp-logo")) == 1
    logo.collection.view_restrictions.create(restriction_type="login")
    assert read(client, "/").select("img.kp-logo") == []


def test_marks_in_the_values_are_text(client, pohjoinen) -> None:
    fields = ("organisation", "wordmark", "phone", "postal_address", "licence")
    add_identity(**dict.fromkeys(fields, ODD))
    html = read(client, "/")
    shown = texts(html, ".kp-wordmark, .kp-kicker, .kp-contacts, .kp-licence")
    assert len(shown) == 5
    assert all(ODD in text for text in shown)
    assert html.select_one(".kp-contacts a")["href"] == f"tel:{ODD}"


def test_the_identity_costs_one_statement_and_no_write(client, pohjoinen) -> None:
    client.get("/")
    cache.clear()  # else the page is kept
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    assert sum("siteidentity" in query["sql"] for query in asked) == 1
    assert [query["sql"] for query in asked if not query["sql"].startswith("SELECT")] == []


def test_official_domains_are_kept_one_a_line() -> None:
    identity = SiteIdentity(official_domains="  Lahti.fi \n\nwww.phhyky.fi\r\nlahti.fi")
    identity.clean()
    assert identity.official_domains == "lahti.fi\nwww.phhyky.fi"
    official = {
        "https://lahti.fi/": True,
        "http://www.LAHTI.fi:8000/a?b": True,
        "https://phhyky.fi/": False,
        "https://lahti.fi.example/": False,
        "https://ilahti.fi/": False,
        "/lahti.fi": False,
        "": False,
    }
    assert {address: identity.is_official(address) for address in official} == official
    assert not SiteIdentity().is_official("https://lahti.fi/")


@pytest.mark.parametrize("line", ["https://lahti.fi", "lahti.fi/haku", "lahti fi", "a@lahti.fi"])
def test_what_is_no_domain_is_refused(line) -> None:
    with pytest.raises(ValidationError) as refused:
        SiteIdentity(official_domains=f"lahti.fi\n{line}").clean()
    assert list(refused.value.message_dict) == ["official_domains"]


def test_a_licence_has_a_name() -> None:
    with pytest.raises(ValidationError) as refused:
        SiteIdentity(licence_url="https://example.org/").clean()
    assert list(refused.value.message_dict) == ["licence"]


def test_a_host_that_is_no_site_is_answered_in_neutral_words(client, db) -> None:
    Site.objects.all().delete()
    html = read(client, "/ei-ole/")
    assert texts(html, ".kp-header .kp-wordmark") == ["Kumppanuuspöydät"]
