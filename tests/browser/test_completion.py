"""Words that are completed while a resident types."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from tests.factories import add_home, add_news

pytestmark = pytest.mark.browser


@pytest.fixture
def content(site: str) -> None:
    """Made before the browser is there, in whose event loop another connection is the default."""
    add_news(add_home(), "Kirjastoauto kiertää", lead="Kirjasto tulee pihaan.")


def test_a_resident_is_offered_words_that_the_pages_have(
    content: None, visit: Callable[[], Visitor]
) -> None:
    page = visit().page
    page.goto("/haku/")
    field = page.get_by_label("Hakusanat")
    offered = page.locator("#question-suggestions option")
    field.press_sequentially("auton kirjas")
    expect(offered).to_have_count(2)
    values = [option.get_attribute("value") for option in offered.all()]
    assert sorted(values) == ["auton kirjasto", "auton kirjastoauto"]
    field.press_sequentially("qq")
    expect(offered).to_have_count(0)
    field.fill("kirjastoauto")
    field.press("Enter")
    expect(page.locator(".kp-hit h3")).to_have_text(["Kirjastoauto kiertää"])
