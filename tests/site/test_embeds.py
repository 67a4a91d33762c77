"""The fragments that other sites frame: what they show, to whom, and under which headers."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Locale

from cms.pages.models import Reply
from tests.factories import (
    HIDING,
    add_event,
    add_image,
    add_meeting,
    add_news,
    add_region,
    add_statement,
    add_theme,
    hide,
    index_of,
)
from tests.site.reading import hrefs, texts

NOW = timezone.now()
SOON = NOW + timedelta(days=7)
ALONE = [way for way in HIDING if not way.startswith("under")]
BRANCH = [way for way in HIDING if way.startswith("under")]
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors *"
)
KINDS: dict[str, Any] = {
    "events": lambda region, title: add_event(region, title, starts_at=SOON, lead="salasana"),
    "news": lambda region, title: add_news(region, title, lead="salasana"),
    "statements": lambda region, title: add_statement(region, title, summary="salasana"),
    "meetings": lambda region, title: add_meeting(region, title, "salasana"),
}
HEADINGS = {
    "events": "Tulevat tapahtumat",
    "news": "Uusimmat uutiset",
    "statements": "Lausunnot",
    "meetings": "Kokoukset",
    "search": "Haku",
}
SLUGS = {
    "events": "tapahtumat",
    "news": "uutiset",
    "statements": "lausunnot",
    "meetings": "kokoukset",
}


def framed(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize("kind", KINDS)
def test_a_fragment_lists_its_kind_and_nothing_hidden(client, pohjoinen, itainen, kind) -> None:
    shown = KINDS[kind](pohjoinen, "Näkyvä")
    for way in ALONE:
        hide(KINDS[kind](pohjoinen, f"Kätketty {way}"), way)
    KINDS[kind](itainen, "Muualla")
    shown.create_alias(parent=shown.get_parent(), update_slug="alias")
    page = framed(client, f"/embed/pohjoinen/{kind}/")
    assert page.html["lang"] == "fi"
    assert texts(page, "h1") == ["Pohjoinen"]
    assert texts(page, "h2") == [HEADINGS[kind]]
    assert texts(page, "h3") == ["Näkyvä"]
    assert "Kätketty" not in page.text
    assert hrefs(page) == {"/pohjoinen/", shown.url, f"/pohjoinen/{SLUGS[kind]}/"}
    assert page.title.text == f"{HEADINGS[kind]} – Pohjoinen – Kumppanuuspöydät"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", BRANCH)
def test_a_fragment_of_a_hidden_list_is_empty(client, pohjoinen, kind, way) -> None:
    hidden = KINDS[kind](pohjoinen, "Kätketty")
    assert texts(framed(client, f"/embed/pohjoinen/{kind}/"), "h3") == ["Kätketty"]
    hide(hidden, way)
    page = framed(client, f"/embed/pohjoinen/{kind}/")
    assert texts(page, "h3") == []
    assert texts(page, ".kp-empty") == ["Täällä ei ole vielä mitään."]
    assert hrefs(page) == {"/pohjoinen/"}


@pytest.mark.parametrize("way", HIDING)
def test_a_hidden_region_has_no_fragment(client, home, pohjoinen, way) -> None:
    region = add_region(home, "etelainen", title="Kätketty alue")
    event = add_event(region, "Kätketty", starts_at=SOON)
    assert client.get("/embed/etelainen/events/").status_code == 200
    # What stands above an index page is the region.
    hide(event.get_parent() if way in BRANCH else region, way)
    for kind in HEADINGS:
        response = client.get(f"/embed/etelainen/{kind}/?q=alue")
        assert response.status_code == 404
        assert "ätketty" not in response.content.decode()
        assert client.get(f"/embed/pohjoinen/{kind}/").status_code == 200


def test_events_to_come_stand_in_their_order(client, pohjoinen) -> None:
    for days, title in ((9, "Toinen"), (2, "Ensimmäinen"), (-3, "Mennyt"), (20, "Kolmas")):
        add_event(pohjoinen, title, starts_at=NOW + timedelta(days=days), place="Tori")
    add_event(pohjoinen, "Peruttu", starts_at=NOW + timedelta(days=30), state="cancelled")
    page = framed(client, "/embed/pohjoinen/events/")
    assert texts(page, "h3") == ["Ensimmäinen", "Toinen", "Kolmas", "Peruttu"]
    assert texts(page, ".kp-badge") == ["peruttu"]
    assert "Tori" in texts(page, ".kp-meta")[0]


def test_meetings_to_come_stand_before_those_that_were(client, pohjoinen) -> None:
    for days, title in ((-9, "Vanha"), (2, "Seuraava"), (-3, "Viime"), (20, "Myöhempi")):
        add_meeting(pohjoinen, title, "Asia", starts_at=NOW + timedelta(days=days))
    page = framed(client, "/embed/pohjoinen/meetings/?count=3")
    assert texts(page, "h3") == ["Seuraava", "Myöhempi", "Viime"]


def test_statements_tell_what_came_of_them(client, pohjoinen) -> None:
    replies = [Reply(date=timezone.localdate(), outcome="accepted")]
    add_statement(pohjoinen, "Lausunto", replies=replies)
    page = framed(client, "/embed/pohjoinen/statements/")
    assert texts(page, ".kp-badge") == ["vastattu", "hyväksytty"]
    assert "Kaupunginhallitus" in texts(page, ".kp-meta")[0]


def test_news_of_the_city_stand_beside_the_regions_own(client, home, pohjoinen, itainen) -> None:
    add_news(home, "Koko kaupungille")
    add_news(home, "Itäiselle", regions=[itainen])
    add_news(pohjoinen, "Oma")
    titles = texts(framed(client, "/embed/pohjoinen/news/"), "h3")
    assert sorted(titles) == ["Koko kaupungille", "Oma"]


@pytest.mark.parametrize(("asked", "rows"), [("", 5), ("?count=1", 1), ("?count=20", 7)])
def test_so_many_rows_as_asked_for(client, pohjoinen, asked, rows) -> None:
    for number in range(7):
        add_news(pohjoinen, f"Uutinen {number}")
    assert len(framed(client, f"/embed/pohjoinen/news/{asked}").select("li")) == rows


@pytest.mark.parametrize("count", ["0", "21", "-1", "kaksi", "2.5", "", "9" * 30, "%00"])
def test_a_count_that_is_none_is_refused_in_words(client, pohjoinen, count) -> None:
    for kind in HEADINGS:
        response = client.get(f"/embed/pohjoinen/{kind}/?count={count}")
        assert response.status_code == 400
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert response.content.decode() == "Anna määräksi (count) kokonaisluku 1–20."
        assert response["Cache-Control"] == "no-store"
    english = client.get(f"/en/embed/pohjoinen/news/?count={count}")
    assert english.status_code == 404  # there is no such region in English


@pytest.mark.parametrize("address", ["/embed/ei-ole/events/", "/embed/pohjoinen/publications/"])
def test_an_unknown_region_or_kind_is_told_in_the_frame(client, pohjoinen, address) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert response["Cache-Control"] == "no-store"
    assert "X-Frame-Options" not in response
    page = BeautifulSoup(response.content, "html.parser")
    assert texts(page, "h2") == ["Sivua ei löytynyt"]
    assert hrefs(page) == {"/"}


@pytest.mark.parametrize("kind", HEADINGS)
@freeze_time("2026-06-01 09:00")  # far from midnight, which cuts the time
def test_a_fragment_may_be_framed_and_cached_and_asks_nothing_elsewhere(
    client, pohjoinen, kind, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = add_image("Ranta")
    add_news(pohjoinen, "Ranta", image=image)
    address = f"/embed/pohjoinen/{kind}/?q=ranta"
    response = client.get(address)
    assert "X-Frame-Options" not in response
    assert response["Content-Security-Policy"] == POLICY
    assert response["Cache-Control"] == (
        "no-store"
        if kind == "search"
        else "public, max-age=0, s-maxage=30, stale-while-revalidate=30"
    )
    assert response.cookies == {}
    assert "cookie" not in response.get("Vary", "").lower()
    if kind != "search":
        again = client.get(address, headers={"if-none-match": response["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert client.post(address).status_code == 405
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select("script, style, [style]") == []
    assert page.select_one("base")["target"] == "_top"
    loaded = {tag["href"] for tag in page.select("link")} | {
        tag["src"] for tag in page.select("img")
    }
    assert loaded
    assert all(file.startswith(("/static/", "/themes/", "/media/")) for file in loaded)
    assert "://" not in response.content.decode()
    add_news(pohjoinen, "Uudempi ranta", image=image)
    after = client.get(address, headers={"if-none-match": response.get("ETag", "")})
    assert after.status_code == (200 if kind in ("news", "search") else 304)


def test_a_fragment_wears_the_brand_of_its_region(client, pohjoinen, itainen) -> None:
    pohjoinen.theme = add_theme("pohjoinen", primary="#14532d")
    pohjoinen.save_revision().publish()
    html = client.get("/embed/pohjoinen/events/").content.decode()
    assert pohjoinen.theme.css_path in html
    assert "/themes/city." in client.get("/embed/itainen/events/").content.decode()


def test_a_fragment_in_another_language(client, pohjoinen) -> None:
    swedish = Locale.objects.create(language_code="sv")
    pohjoinen.get_parent().specific.copy_for_translation(swedish).save_revision().publish()
    region = pohjoinen.copy_for_translation(swedish)
    region.title = "Norra"
    region.save_revision().publish()
    add_event(region, "Kaffe", starts_at=SOON)
    add_event(pohjoinen, "Kahvit", starts_at=SOON)
    page = framed(client, f"/sv/embed/{region.slug}/events/")
    assert page.html["lang"] == "sv"
    assert (texts(page, "h1"), texts(page, "h3")) == (["Norra"], ["Kaffe"])
    # Nobody's browser decides what a shared cache keeps.
    finnish = client.get("/embed/pohjoinen/events/", headers={"accept-language": "sv"})
    assert "Kahvit" in finnish.content.decode()


def test_search_in_a_frame_finds_what_is_public_in_the_region(client, pohjoinen, itainen) -> None:
    for way in ALONE:
        hide(add_news(pohjoinen, f"Kätketty laituri {way}"), way)
    add_news(itainen, "Laituri muualla")
    shown = add_meeting(pohjoinen, "Kokous", "Laiturien korjaus.", stage="minutes_published")
    empty = framed(client, "/embed/pohjoinen/search/")
    form = empty.select_one("form[role=search]")
    assert (form["target"], form.get("action")) == ("_self", None)
    assert texts(empty, "form label") == ["Hakusanat"]
    assert texts(empty, "h3") == texts(empty, "[role=status]") == []
    page = framed(client, "/embed/pohjoinen/search/?q=laituri")
    assert page.select_one("input[name=q]")["value"] == "laituri"
    assert texts(page, "[role=status]") == ["1 sivu löytyi"]
    assert texts(page, "h3") == ["Kokous"]
    assert texts(page, "mark") == ["Laiturien"]
    assert shown.url in hrefs(page)
    assert "/haku/?region=pohjoinen&q=laituri" in hrefs(page)
    assert texts(page, "a.kp-button") == ["Hae sivustolta"]
    add_news(pohjoinen, "Laituri ja uimakoppi")
    for count, words in ((1, "Näytä kaikki hakutulokset"), (2, "Hae sivustolta")):
        page = framed(client, f"/embed/pohjoinen/search/?q=laituri&count={count}")
        assert texts(page, "[role=status]") == ["2 sivua löytyi"]
        assert texts(page, "a.kp-button") == [words]
        assert page.select_one("a.kp-button")["href"] == "/haku/?region=pohjoinen&q=laituri"
    page = framed(client, "/embed/pohjoinen/search/?q=laituri+-uimakoppi&count=2")
    assert texts(page, "h3") == ["Kokous"]
    [link] = page.select("a[target=_self]")
    assert (link.get_text(), link["href"]) == ("laituri uimakoppi", "?q=laituri+uimakoppi&count=2")
    assert texts(framed(client, "/embed/pohjoinen/search/?q=qwzx"), "[role=status]") == [
        "Mitään ei löytynyt."
    ]


@pytest.mark.parametrize("words", ["%00", '"<script>', "a" * 5000, "*", "-", "%F0%9F%92%A9", "%ff"])
def test_whatever_is_searched_for_the_answer_is_a_page(client, pohjoinen, words) -> None:
    assert "<script>" not in str(framed(client, f"/embed/pohjoinen/search/?q={words}"))


def test_fragments_are_not_indexed(client, pohjoinen) -> None:
    index_of(pohjoinen, "tapahtumat")
    page = framed(client, "/embed/pohjoinen/events/")
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert "/embed/" not in client.get("/sitemap.xml").content.decode()
