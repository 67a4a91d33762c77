"""A page on paper, and in the hands of somebody who passes it on."""

import io
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from cms.pages.models import MeetingPage
from tests.browser.visitor import Visitor
from tests.factories import add_home, add_meeting, add_region

pytestmark = pytest.mark.browser

SHARES = "navigator.share = (what) => { window.shared = what; return Promise.resolve(); }"


@pytest.fixture
def meeting(site: str) -> MeetingPage:
    texts = [f"Kohdan {number} teksti. " + "Keskusteltiin puistosta. " * 40 for number in range(9)]
    region = add_region(add_home(), "pohjoinen", title="Pohjoinen pöytä")
    return add_meeting(region, "Kokous", *texts, stage="minutes_published")


def test_minutes_are_printed_without_what_only_a_screen_needs(
    meeting: MeetingPage, site: str, visit: Callable[[], Visitor]
) -> None:
    page = visit().page
    page.goto(meeting.site_path)
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    texts = [" ".join(sheet.extract_text().split()) for sheet in pages]
    whole = " ".join(texts)
    assert len(texts) >= 2
    assert [text.count(f"{number} / {len(texts)}") for number, text in enumerate(texts, 1)] == [
        1
    ] * len(texts)
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]  # A4 in points
    assert all(f"Kohdan {number} teksti." in whole for number in range(9))
    assert whole.count(f"{site}{meeting.site_path}") == 1
    for left_out in ("Hae sivustolta", "Etusivu", "Tulosta", "Anna palautetta", "Selkokielellä"):
        assert left_out not in whole


def test_a_page_is_printed_copied_and_shared(
    meeting: MeetingPage, site: str, visit: Callable[[], Visitor]
) -> None:
    visitor = visit()
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.context.add_init_script(f"{SHARES}; window.print = () => window.printed = true")
    page = visitor.page
    page.goto(meeting.site_path)
    page.get_by_role("button", name="Kopioi linkki").click()
    expect(page.get_by_role("status")).to_have_text("Linkki on kopioitu.")
    address = f"{site}{meeting.site_path}"
    assert page.evaluate("navigator.clipboard.readText()") == address
    page.get_by_role("button", name="Jaa").click()
    assert page.evaluate("window.shared") == {"title": page.title(), "url": address}
    page.get_by_role("button", name="Tulosta").click()
    assert page.evaluate("window.printed") is True


def test_without_a_way_to_share_there_is_no_button(
    meeting: MeetingPage, visit: Callable[[], Visitor]
) -> None:
    visitor = visit()
    visitor.context.add_init_script(
        "for (const name of ['share', 'clipboard'])"
        " Object.defineProperty(navigator, name, { value: undefined })"
    )
    visitor.page.goto(meeting.site_path)
    buttons = visitor.page.locator("[data-kp-actions] button:visible")
    assert buttons.all_inner_texts() == ["Tulosta"]
    assert "data-kp-actions hidden" in visitor.context.request.get(meeting.site_path).text()
