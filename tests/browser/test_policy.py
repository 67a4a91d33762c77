"""What a browser lets run on our pages: all that is ours, and nothing that slipped in."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from cms.pages.furnishing import furnish_all
from cms.pages.models import RegionPage
from tests.browser.visitor import PASSWORD, Visitor
from tests.factories import add_home, add_meeting, add_region

pytestmark = pytest.mark.browser

SLIPS_IN = """() => {
  document.body.insertAdjacentHTML("beforeend", "<img src='data:,' onerror='window.slipped = 1'>");
  const script = document.createElement("script");
  script.textContent = "window.slipped = 2";
  document.body.append(script);
  return new Promise((done) => setTimeout(() => done(window.slipped), 200));
}"""


@pytest.fixture
def region(site: str) -> RegionPage:
    region = add_region(add_home(), "pohjoinen")
    furnish_all()
    get_user_model().objects.create_superuser("paakayttaja", password=PASSWORD)
    return region


def slipped(visitor: Visitor) -> object:
    """What markup that was let in has done; that the browser told of it is no trouble."""
    before = list(visitor.troubles)
    result = visitor.page.evaluate(SLIPS_IN)
    told = visitor.troubles[len(before) :]
    assert any("Content Security Policy" in text for text in told)
    visitor.troubles[:] = before
    return result


def test_graphiql_runs_and_nothing_else(region, visit: Callable[[], Visitor]) -> None:
    developer = visit()
    developer.page.goto("/graphql/")
    developer.page.get_by_label("Execute query").click()
    expect(developer.page.locator(".result-window")).to_contain_text("pohjoinen")
    assert slipped(developer) is None


def test_the_admin_opens_each_kind_of_form(region, visit: Callable[[], Visitor]) -> None:
    administrator = visit()
    administrator.log_in("paakayttaja")
    page = administrator.page
    for path in (
        f"pages/{add_meeting(region, 'Kokous').pk}/edit/",
        f"pages/{region.pk}/edit/",
        f"pages/{region.pk}/history/",
        "images/add/",
        "documents/add/",
        "users/new/",
        "groups/new/",
        "reports/site-history/",
        "redirects/add/",
        "workflows/list/",
    ):
        page.goto(f"/admin/{path}")
        page.wait_for_load_state("networkidle")
    page.goto(f"/admin/pages/{region.pk}/edit/")
    page.get_by_role("button", name="Esikatselu").first.click()
    frame = page.frame_locator("iframe").first
    expect(frame.locator("h1")).to_be_visible()
    assert slipped(administrator) is None
