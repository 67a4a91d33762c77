"""What search engines are told."""

from bs4 import BeautifulSoup
from wagtail.models import Locale

from tests.factories import add_news, hide


def test_sitemap_gives_addresses_under_the_public_one(client, pohjoinen) -> None:
    shown, hidden = add_news(pohjoinen, "Näkyvä"), add_news(pohjoinen, "Salattava")
    hide(hidden, "draft")
    alias = shown.create_alias(update_slug="kopio")
    response = client.get("/sitemap.xml", headers={"host": "localhost"})
    assert response.status_code == 200
    html = BeautifulSoup(response.content, "html.parser")
    addresses = {place.get_text() for place in html.select("url > loc")}
    base = "https://kumppanuus.test"
    assert {f"{base}/", f"{base}/pohjoinen/", base + shown.site_path} <= addresses
    assert all(address.startswith(f"{base}/") for address in addresses)
    for none in (hidden, alias):
        assert base + none.site_path not in addresses


def test_sitemap_tells_translations_that_are_public(client, home, pohjoinen) -> None:
    alone = add_news(pohjoinen, "Vain suomeksi")
    for language in ("sv", "en"):
        locale = Locale.objects.get_or_create(language_code=language)[0]
        home.copy_for_translation(locale).save_revision().publish()
        pohjoinen.copy_for_translation(locale).save_revision().publish()
    hide(pohjoinen.get_translation(locale), "draft")
    html = BeautifulSoup(client.get("/sitemap.xml").content, "html.parser")
    base = "https://kumppanuus.test"
    found = {
        url.loc.text: {link["hreflang"]: link["href"] for link in url.find_all("xhtml:link")}
        for url in html.select("url")
    }
    lists = {address for address in found if "/kaikki/" in address}
    for of_language in ("", "/sv", "/en"):
        assert f"{base}{of_language}/kaikki/lausunnot/" in lists
    fronts = {"fi": f"{base}/", "sv": f"{base}/sv/", "en": f"{base}/en/"}
    tables = {"fi": f"{base}/pohjoinen/", "sv": f"{base}/sv/pohjoinen/"}
    assert {address: found[address] for address in found if address not in lists} == {
        **dict.fromkeys(fronts.values(), fronts),
        **dict.fromkeys(tables.values(), tables),
        f"{base}/pohjoinen/uutiset/": {},
        base + alone.site_path: {},
    }


def test_robots_are_kept_from_admin_and_search(client, db) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /haku/",
        "Disallow: /sv/haku/",
        "Disallow: /en/haku/",
        "Sitemap: https://kumppanuus.test/sitemap.xml",
    ]
