"""A resident who goes back to an earlier search."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from tests.factories import add_event, add_home, add_news, add_region

pytestmark = pytest.mark.browser


@pytest.fixture
def content(site: str) -> None:
    """Made before the browser is there, in whose event loop another connection is the default."""
    region = add_region(add_home(), "pohjoinen")
    add_news(region, "Puistouutinen", lead="Puisto")
    add_event(region, "Puistojuhla")


def test_back_in_the_browser_the_form_is_of_the_results(
    content: None, visit: Callable[[], Visitor]
) -> None:
    page = visit().page
    page.goto("/haku/?q=puisto")
    words, news = page.get_by_label("Hakusanat"), page.get_by_label("Uutinen")
    news.check()
    words.fill("laituri")
    words.press("Enter")
    expect(page.locator("main h2").first).to_have_text("0 sivua löytyi")
    page.go_back()
    expect(page.locator("main h2").first).to_have_text("2 sivua löytyi")
    expect(words).to_have_value("puisto")
    expect(page.get_by_role("combobox", name="Hae sivustolta")).to_have_value("puisto")
    expect(news).not_to_be_checked()
