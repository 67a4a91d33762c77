"""The forms of the admin with their scripts, as a coordinator fills them in."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, expect

from cms.pages.furnishing import furnish_all
from cms.pages.models import Attendance, MeetingPage, NewsPage, RegionPage, Seat
from tests.browser.people import add_coordinator
from tests.browser.visitor import Visitor
from tests.factories import add_home, add_meeting, add_news, add_region, add_term

pytestmark = pytest.mark.browser

UNREADABLE = ("30.11.2030 klo 9", "31.11.2030 18.00", "1.12")
AS_PEOPLE_TYPE = 200
"""Milliseconds a key: the editor looks for changes from two seconds after it was opened."""
REFUSAL = "Syötä oikea pvm/kellonaika."


@pytest.fixture
def region(site: str) -> RegionPage:
    region = add_region(add_home(), "pohjoinen")
    furnish_all()
    add_coordinator("koordinaattori", region)
    return region


@pytest.fixture
def meeting(region: RegionPage) -> MeetingPage:
    seat = Seat(person="Jäsen 1", deputy="Varajäsen 1", represents="resident")
    term = add_term(region, "Kausi", has_deputies=True, seats=[seat])
    return add_meeting(region, "Kokous", attendance=[Attendance(seat=term.seats.get())])


@pytest.fixture
def draft(region: RegionPage) -> NewsPage:
    return add_news(region, "Uutinen", live=False)


@pytest.fixture
def coordinator(draft: NewsPage, meeting: MeetingPage, visit: Callable[[], Visitor]) -> Visitor:
    coordinator = visit()
    coordinator.log_in("koordinaattori")
    return coordinator


def calendar_of(field: Locator) -> Locator:
    """The calendar that opens at the field."""
    field.click()
    calendar = field.page.locator(".xdsoft_datetimepicker").filter(visible=True)
    expect(calendar).to_have_count(1)
    return calendar


def leave(field: Locator) -> None:
    """Go back, as after it comes a field whose calendar would open."""
    field.press("Shift+Tab")
    expect(field.page.locator(".xdsoft_datetimepicker").filter(visible=True)).to_have_count(0)


def leave_with(field: Locator, text: str) -> None:
    calendar_of(field)
    field.fill(text)
    leave(field)


def choose_fifteenth(field: Locator) -> None:
    calendar = calendar_of(field)
    calendar.locator("td[data-date='15']:not(.xdsoft_other_month)").click()
    leave(field)


def test_a_time_that_cannot_be_read_is_refused_as_it_was_typed(
    coordinator: Visitor, meeting: MeetingPage
) -> None:
    page = coordinator.page
    page.goto(f"/admin/pages/{meeting.pk}/edit/")
    field = page.get_by_label("Alkaa")
    for text in UNREADABLE:
        leave_with(field, text)
        expect(field).to_have_value(text)
    coordinator.do_more("Julkaise")
    expect(page.get_by_text(REFUSAL)).to_be_visible()
    expect(field).to_have_value(UNREADABLE[-1])
    assert MeetingPage.objects.get(pk=meeting.pk).starts_at == meeting.starts_at

    leave_with(field, "3.6.2030 9.00")
    choose_fifteenth(field)
    expect(field).to_have_value("15.06.2030 09.00")
    coordinator.do_more("Julkaise")
    coordinator.expect_message("julkaistu")
    chosen = datetime(2030, 6, 15, 6, tzinfo=UTC)
    assert MeetingPage.objects.get(pk=meeting.pk).starts_at == chosen


def test_a_schedule_that_cannot_be_read_publishes_nothing(
    coordinator: Visitor, draft: NewsPage
) -> None:
    page = coordinator.page
    page.goto(f"/admin/pages/{draft.pk}/edit/")
    page.get_by_role("button", name="Tila päälle/pois").click()
    page.get_by_role("button", name="Aseta ajastus").click()
    dialog = page.get_by_role("dialog")
    field = dialog.get_by_label("Julkaisupäivämäärä ja -aika")
    for text in UNREADABLE:
        leave_with(field, text)
        expect(field).to_have_value(text)
    dialog.get_by_role("button", name="Tallenna ajastus").click()
    page.get_by_role("button", name="Muokkaa ajastusta").click()
    expect(dialog.get_by_text(REFUSAL)).to_be_visible()
    news = NewsPage.objects.get(pk=draft.pk)
    assert (news.live, news.go_live_at, news.latest_revision) == (
        False,
        None,
        draft.latest_revision,
    )

    leave_with(field, "3.6.2030 9.00")
    choose_fifteenth(field)
    dialog.get_by_role("button", name="Tallenna ajastus").click()
    coordinator.expect_message("Uutinen")
    news = NewsPage.objects.get(pk=draft.pk)
    assert (news.live, news.go_live_at) == (False, datetime(2030, 6, 15, 6, tzinfo=UTC))


def test_the_name_in_a_row_of_attendance_follows_its_status(
    coordinator: Visitor, meeting: MeetingPage
) -> None:
    page = coordinator.page
    page.goto(f"/admin/pages/{meeting.pk}/edit/")
    with coordinator.saved_by_itself():
        page.get_by_role("textbox", name="Paikka").press_sequentially(
            "Mukkulan koulu", delay=AS_PEOPLE_TYPE
        )
    page.get_by_role("tab", name="Seuranta").click()
    row = page.get_by_role("region", name="Henkilö 1")
    name = row.get_by_label("Nimi")
    expect(name).to_have_value("Jäsen 1")
    box = name.bounding_box()
    assert box and box["width"] > 250
    row.get_by_label("Läsnäolo").select_option(label="varajäsen paikalla")
    expect(name).to_have_value("Varajäsen 1")
    coordinator.do_more("Julkaise")
    coordinator.expect_message("julkaistu")
    published = MeetingPage.objects.get(pk=meeting.pk).attendance.get()
    assert (published.name, published.status) == ("Varajäsen 1", "deputy_attends")


def test_a_region_whose_address_is_not_offered_is_renamed(
    coordinator: Visitor, region: RegionPage
) -> None:
    page = coordinator.page
    page.goto(f"/admin/pages/{region.pk}/edit/")
    page.get_by_role("textbox", name="Otsikko*").fill("Pohjoinen suuralue")
    coordinator.do_more("Julkaise")
    coordinator.expect_message("julkaistu")
    region = RegionPage.objects.get(pk=region.pk)
    assert (region.title, region.slug) == ("Pohjoinen suuralue", "pohjoinen")
