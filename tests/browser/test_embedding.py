"""The page of another site that embeds a region's events, news, statements, meetings and search."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

from cms.media.models import FileText
from cms.media.text import VERSION
from cms.pages.models import Reply
from cms.pages.publishing.recording import record_pages
from tests.browser.host import EXAMPLES, SERVICE, host_of
from tests.browser.visitor import Visitor
from tests.factories import (
    add_document,
    add_event,
    add_home,
    add_meeting,
    add_news,
    add_publication,
    add_region,
    add_statement,
    add_theme,
    hide,
)

pytestmark = pytest.mark.browser

HIDDEN = {
    add_event: "draft",
    add_news: "scheduled",
    add_statement: "expired",
    add_meeting: "restricted to signed-in",
}
"""One page of each kind, each hidden in another way: what is public is decided elsewhere."""
FULL_NAME = "Pohjoisen kumppanuuspöydän"
DEEP_FOCUS = """() => {
  let it = document.activeElement;
  while (it.shadowRoot?.activeElement) it = it.shadowRoot.activeElement;
  return it.tagName === "INPUT" ? it.name : it.textContent.trim();
}"""


@pytest.fixture
def host(site: str) -> Iterator[str]:
    """Address of a host page; the site has content of each kind, and as much that is hidden."""
    home = add_home()
    theme = add_theme("pohjoinen", primary="#14532d", background="#fffdf5", surface="#f4f1e6")
    region = add_region(home, "pohjoinen", theme=theme)
    elsewhere = add_region(home, "itainen")
    evening = datetime(2097, 5, 6, 14, tzinfo=UTC)
    add_event(
        region,
        "Asukasilta",
        starts_at=evening,
        ends_at=evening.replace(hour=16),
        place="Mukkulan koulu",
        lead="Kahvia <b>ja</b> puhetta.",
        state="moved",
    )
    add_event(region, "Kerro Pois!", starts_at=evening.replace(day=5))
    midnight = evening.replace(hour=21)
    add_event(region, "Kolmas", starts_at=midnight, ends_at=midnight.replace(day=8))
    add_news(region, "Laituri avataan", date=date(2023, 6, 3), lead="Uusi laituri kestää jäät.")
    add_news(home, "Koko kaupungin uutinen", date=date(2023, 6, 2))
    add_statement(
        region,
        "Lausunto linjoista",
        given_on=date(2023, 4, 3),
        summary="Busseja lisää.",
        replies=[Reply(date=date(2023, 5, 2), outcome="partly")],
    )
    add_meeting(region, "Huhtikuun kokous", "Laiturit korjataan.", stage="minutes_published")
    add_meeting(region, "Tuleva kokous", "Asia.", starts_at=evening, stage="agenda_published")
    report = add_document("Selvitys")
    FileText.objects.create(
        file_hash=report.file_hash, pages=["Johdanto.", "Uimaranta."], reader_version=VERSION
    )
    record_pages([add_publication(region, "Raportti", file=report)])
    for add, way in HIDDEN.items():
        add(elsewhere, "Muualla laituri")
        hide(add(region, "Kätketty laituri"), way)
    with host_of(site) as address:
        yield address


@pytest.fixture
def page(host: str, visit: Callable[..., Visitor]) -> Page:
    visitor = visit(host)
    visitor.page.goto(f"{host}/host.html")
    return visitor.page


def feed(page: Page, kind: str) -> Locator:
    return page.locator(f"kumppanuus-feed[kind={kind}]")


def colour(found: Locator, name: str) -> str:
    return found.evaluate("(it, name) => getComputedStyle(it)[name]", name)


def in_finnish(route: Route) -> None:
    address = re.sub(
        r"%22language%22%3A%22(SV|EN)%22", "%22language%22%3A%22FI%22", route.request.url
    )
    route.continue_(url=address)


def faults(page: Page) -> list[Any]:
    found = Axe().run(page)
    assert len(found["passes"]) > 10
    return [
        (fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found["violations"]
    ]


def test_an_event_of_whole_days_has_no_clock(page: Page) -> None:
    events = feed(page, "events")
    events.evaluate("element => element.setAttribute('count', 3)")
    expect(events.locator(".meta").last).to_have_text("ti 7.5.2097 – to 9.5.2097")
    expect(events.locator("h3").last).to_have_text("Kolmas")


def test_each_kind_shows_what_is_public_in_the_region(page: Page, site: str) -> None:
    events = feed(page, "events")
    expect(events.locator("h3")).to_have_text(["Kerro Pois!", "Asukasilta"])
    expect(events.locator(".meta")).to_have_text(
        [
            "su 5.5.2097 klo 17.00",
            "ma 6.5.2097 klo 17.00–19.00 · Mukkulan koulu siirretty",
        ]
    )
    expect(events.locator("li p:not(.meta)")).to_have_text(["Kahvia <b>ja</b> puhetta."])
    expect(events.locator("time").first).to_have_attribute("datetime", "2097-05-05T17:00:00+03:00")
    news = feed(page, "news")
    expect(news.locator("h3")).to_have_text(["Laituri avataan", "Koko kaupungin uutinen"])
    expect(news.locator(".meta")).to_have_text(["3.6.2023", "2.6.2023"])
    statements = feed(page, "statements")
    expect(statements.locator("h3")).to_have_text(["Lausunto linjoista"])
    expect(statements.locator(".meta")).to_have_text(
        ["3.4.2023 · Kaupunginhallitus vastattu hyväksytty osittain"]
    )
    meetings = feed(page, "meetings")
    expect(meetings.locator("h3")).to_have_text(["Tuleva kokous", "Huhtikuun kokous"])
    expect(meetings.locator(".badge")).to_have_text(["esityslista julkaistu", "muistio julkaistu"])
    for kind, slug in (("events", "tapahtumat"), ("news", "uutiset"), ("meetings", "kokoukset")):
        section = feed(page, kind).locator("section")
        expect(section).to_have_attribute("lang", "fi")
        expect(section).to_have_attribute("aria-busy", "false")
        own = section.get_by_role("link", name=f"{FULL_NAME} {slug}")
        expect(own).to_have_attribute("href", f"{site}/pohjoinen/{slug}/")
    link = events.get_by_role("link", name="Asukasilta")
    expect(link).to_have_attribute("href", f"{site}/pohjoinen/tapahtumat/asukasilta/")
    expect(page.get_by_role("region", name="Tulevat tapahtumat: Pohjoinen")).to_be_visible()
    frame = page.frame_locator("iframe")
    expect(frame.locator("h3")).to_have_text(["Kerro Pois!", "Asukasilta"])
    expect(page.get_by_text("Kätketty")).to_have_count(0)
    assert page.context.cookies() == []


def test_the_brand_is_the_regions_and_neither_page_colours_the_other(page: Page) -> None:
    events = feed(page, "events")
    expect(events.locator("h3")).to_have_count(2)
    assert colour(events.locator(".branded"), "borderTopColor") == "rgb(20, 83, 45)"
    assert colour(events, "backgroundColor") == "rgb(255, 253, 245)"
    assert colour(events.locator("h3 a").first, "color") == "rgb(20, 83, 45)"
    assert colour(events.locator("h3").first, "textTransform") == "none"
    assert colour(events.locator("ul"), "listStyleType") == "none"
    assert colour(page.locator("h2").first, "color") == "rgb(34, 34, 34)"
    masthead = page.frame_locator("iframe").locator(".kp-masthead")
    assert colour(masthead, "backgroundColor") == "rgb(20, 83, 45)"
    # A page may set the brand's properties to its own.
    page.evaluate("document.querySelector('[kind=events]').style = '--kp-color-link: #001122'")
    assert colour(events.locator("h3 a").first, "color") == "rgb(0, 17, 34)"


def test_search_by_keyboard_alone(page: Page, site: str) -> None:
    expect(feed(page, "search").get_by_label("Hakusanat")).to_be_visible()
    expect(page.locator("kumppanuus-feed section[aria-busy=false]")).to_have_count(5)
    walked = []
    while not walked or walked[-1] != "q":
        page.keyboard.press("Tab")
        walked.append(page.evaluate(DEEP_FOCUS))
        assert len(walked) < 20, walked
    assert walked == [
        "Siirry sisältöön",
        *("Kerro Pois!", "Asukasilta", f"{FULL_NAME} tapahtumat"),
        *("Laituri avataan", "Koko kaupungin uutinen", f"{FULL_NAME} uutiset"),
        *("Lausunto linjoista", f"{FULL_NAME} lausunnot"),
        *("Tuleva kokous", "Huhtikuun kokous", f"{FULL_NAME} kokoukset"),
        "q",
    ]
    search = feed(page, "search")
    focused = search.locator("input:focus-visible")
    assert colour(focused, "outlineStyle") == "solid"
    page.keyboard.type("laiturit")
    page.keyboard.press("Enter")
    expect(search.get_by_role("status")).to_have_text("2 sivua löytyi.")
    expect(focused).to_have_value("laiturit")
    hits = search.locator("ol > li")
    expect(hits).to_have_count(2)
    assert sorted(hits.locator("h3").all_inner_texts()) == ["Huhtikuun kokous", "Laituri avataan"]
    hit = hits.filter(has_text="Huhtikuun kokous")
    expect(hit.locator("mark")).to_have_text("Laiturit")
    expect(hit.locator(".meta").first).to_have_text("kokous · 1.3.2023")
    expect(hit.locator(".meta").last).to_have_text("Asiakohta: 1. Asia 1")
    page.keyboard.press("Tab")
    assert page.evaluate(DEEP_FOCUS) == "Hae"
    page.keyboard.press("Tab")
    assert page.evaluate(DEEP_FOCUS) == hits.locator("h3").first.inner_text()
    search.get_by_label("Hakusanat").fill("laitruri")
    page.keyboard.press("Enter")
    expect(search.get_by_text("Tässä ovat tulokset haulle: laituri")).to_be_visible()
    search.get_by_label("Hakusanat").fill("qwzx")
    page.keyboard.press("Enter")
    expect(search.get_by_role("status")).to_have_text("Mitään ei löytynyt. Kokeile toisia sanoja.")
    expect(hits).to_have_count(0)


def test_a_hit_in_a_file_tells_the_page(page: Page) -> None:
    # The content is asked for in Finnish: only the element's own words are of another language.
    page.route("**/graphql/**", in_finnish)
    search = feed(page, "search")
    for language, place in (
        ("fi", "Tiedosto: Selvitys, sivu 2"),
        ("sv", "Fil: Selvitys, sida 2"),
        ("en", "File: Selvitys, page 2"),
    ):
        search.evaluate("(it, language) => it.setAttribute('language', language)", language)
        search.locator("section[aria-busy=false] input").fill("uimaranta")
        page.keyboard.press("Enter")
        expect(search.locator("li .meta").last).to_have_text(place)


def test_axe_finds_no_fault(page: Page, site: str) -> None:
    search = feed(page, "search")
    search.get_by_label("Hakusanat").fill("laituri")
    search.get_by_role("button", name="Hae").click()
    expect(search.locator("li")).to_have_count(2)
    expect(page.locator("kumppanuus-feed section[aria-busy=false]")).to_have_count(5)
    assert faults(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for kind in ("events", "news", "statements", "meetings", "search"):
        page.goto(f"{site}/embed/pohjoinen/{kind}/?q=laituri")
        assert faults(page) == [], kind
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, kind
    page.goto(f"{site}/embed/pohjoinen/events/")
    assert faults(page) == []


def test_links_and_search_in_a_frame(page: Page, site: str, host: str) -> None:
    search = f"{site}/embed/pohjoinen/search/"
    page.locator("iframe").evaluate("(it, address) => it.src = address", search)
    frame = page.frame_locator("iframe")
    frame.get_by_label("Hakusanat").fill("laiturit")
    frame.get_by_role("button", name="Hae").click()
    expect(frame.get_by_role("status")).to_have_text("2 sivua löytyi")
    expect(page).to_have_url(f"{host}/host.html")
    frame.get_by_role("link", name="Laituri avataan").click()
    expect(page).to_have_url(f"{site}/pohjoinen/uutiset/laituri-avataan/")


def test_the_guides_fetch_runs_on_another_site(page: Page, site: str) -> None:
    guide = (EXAMPLES.parent / "embedding.md").read_text()
    [script] = re.findall(r"^```js\n(.+?)^```", guide, re.M | re.S)
    printed: list[str] = []
    page.on("console", lambda message: printed.append(message.text))
    page.evaluate(f"async () => {{ {script.replace(SERVICE, site)} }}")
    assert printed == [
        "2097-05-05T17:00:00+03:00 Kerro Pois!",
        "2097-05-06T17:00:00+03:00 Asukasilta",
        "2097-05-07T00:00:00+03:00 Kolmas",
    ]
