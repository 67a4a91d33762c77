"""What a resident with a phone reaches, and how words and tables fit its screen."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect

from cms.pages.models import RegionBudgetRow, RegionCoordinator, RegionPage
from tests.browser.visitor import Visitor
from tests.factories import add_event, add_home, add_region, add_statement, index_of

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 640}
TITLE = "Peruskorjaussuunnitelmaluonnosvaihtoehtojen"
MARK = '<span class="kp-shy"></span>'
SELECTED = """() => {
  const title = document.querySelector("h1");
  getSelection().selectAllChildren(title);
  return { text: getSelection().toString().trim(), fits: title.scrollWidth <= innerWidth };
}"""
TORN = """() => [...document.querySelector("h1").childNodes].filter((node) => {
  const range = document.createRange();
  range.selectNodeContents(node);
  return node.data?.trim() && range.getClientRects().length > 1;
}).map((node) => node.data)"""
"""Texts between marks that stand on several lines."""


@pytest.fixture
def region(site: str) -> RegionPage:
    person = RegionCoordinator(name="Koordinaattori", phone="044 000 0001", email="a@poyta.test")
    region = add_region(
        add_home(),
        "pohjoinen",
        coordinators=[person],
        budget_rows=[RegionBudgetRow(year=2023, purpose="Tapahtumat", allotted=8000, used=10)],
    )
    for slug in ("kokoukset", "lausunnot", "tapahtumat", "uutiset", "julkaisut"):
        index_of(region, slug)
    return region


def test_contacts_and_the_whole_menu_are_within_reach(
    region: RegionPage, visit: Callable[[], Visitor]
) -> None:
    page = visit().page
    page.goto(region.site_path)
    strip = page.get_by_role("navigation", name="Yhteys ja palaute")
    expect(strip).to_be_hidden()  # the contacts stand beside the lists
    page.set_viewport_size(PHONE)
    call = strip.get_by_role("link", name="Soita koordinaattorille")
    assert call.get_attribute("href") == "tel:0440000001"
    assert (
        strip.bounding_box()["y"] < page.get_by_role("heading", name="Tulevat").bounding_box()["y"]
    )
    menu = page.locator(".kp-sections ul")
    assert menu.evaluate("it => it.scrollWidth > it.clientWidth")
    assert "local" in menu.evaluate("it => getComputedStyle(it).backgroundAttachment")
    row = page.get_by_role("row", name="Tapahtumat")
    assert row.get_by_role("cell").all_inner_texts() == ["8\xa0000", "10"]
    widths = row.locator("th, td").evaluate_all("them => them.map((it) => it.offsetWidth)")
    assert len(set(widths)) == 1  # below each other


def test_the_choices_of_a_search_stand_before_its_hits(
    region: RegionPage, visit: Callable[[], Visitor]
) -> None:
    add_event(region, "Retki rannalle")
    page = visit().page
    page.goto("/haku/?q=retki")
    hits, choices = page.locator(".kp-hits"), page.get_by_role("group", name="Mitä")
    expect(choices).to_be_visible()
    expect(page.locator(".kp-facets summary")).to_be_hidden()
    page.set_viewport_size(PHONE)
    expect(choices).to_be_hidden()
    summary = page.get_by_text("Rajaa tuloksia", exact=True)
    assert summary.bounding_box()["y"] < hits.bounding_box()["y"]
    summary.click()
    choices.get_by_role("checkbox").check()
    page.get_by_role("button", name="Rajaa").click()
    page.wait_for_url("**kind=event**")
    assert page.locator(".kp-hits h3").all_inner_texts() == ["Retki rannalle"]


def test_a_long_word_breaks_between_its_parts_and_stays_one(
    region: RegionPage, visit: Callable[[], Visitor]
) -> None:
    statement = add_statement(region, TITLE, given_on=date(2023, 4, 1))
    page = visit().page
    page.set_viewport_size({"width": 256, "height": 640})
    page.goto(statement.site_path)
    assert page.evaluate(SELECTED) == {"text": TITLE, "fits": True}
    assert page.evaluate(TORN) == []
    assert page.get_by_role("heading", name=TITLE, exact=True).count() == 1
    parts = ("Perus", "korjaus", "suunnitelma", "luonnos", "vaihto", "ehtojen")
    assert page.locator("h1").inner_html() == MARK.join(parts)
    page.evaluate("document.querySelectorAll('.kp-shy').forEach((it) => it.remove())")
    page.evaluate("document.querySelector('h1').normalize()")
    assert page.evaluate(TORN) == [TITLE]
