"""A resident puts an event into a calendar, and subscribes to those of a table."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from tests.factories import add_event, add_home, add_region

START = datetime(2097, 5, 5, 14, tzinfo=UTC)

pytestmark = pytest.mark.browser


@pytest.fixture
def event(site: str) -> Any:
    """Made before the browser is there, in whose event loop another connection is the default."""
    region = add_region(add_home(), "pohjoinen")
    return add_event(region, "Kerro Pois -kahvit", starts_at=START, place="Tori")


def test_an_event_is_put_into_a_calendar(
    event: Any, visit: Callable[[], Visitor], site: str
) -> None:
    page = visit().page
    page.goto(event.url)
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Lisää kalenteriin").click()
    assert downloading.value.suggested_filename == "kerro-pois-kahvit.ics"
    [made] = Calendar.from_ical(Path(downloading.value.path()).read_bytes()).walk("VEVENT")
    assert (str(made["uid"]), made["dtstart"].dt) == (str(event.uuid), START)
    page.get_by_role("link", name="Seuraa: Pohjoinen: tapahtumat").click()
    expect(page.get_by_role("heading", name="Pohjoinen: tapahtumat")).to_be_visible()
    calendar = f"{site}/seuraa/kalenteri.ics?region=pohjoinen&kind=event"
    subscribe = page.get_by_role("link", name="Tilaa kalenteri", exact=True)
    expect(subscribe).to_have_attribute("href", calendar.replace("http:", "webcal:"))
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Lataa nykyiset tapahtumat").click()
    assert downloading.value.suggested_filename == "pohjoinen-tapahtumat.ics"
    assert str(event.uuid) in Path(downloading.value.path()).read_text()
