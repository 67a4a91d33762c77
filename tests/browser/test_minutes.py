"""Minutes on their way from a coordinator's editor to a resident who searches for them."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Route, expect

from cms.pages.furnishing import furnish_all
from cms.pages.models import MeetingPage
from tests.browser.people import add_coordinator
from tests.browser.visitor import Visitor, write
from tests.factories import add_home, add_meeting, add_region

pytestmark = pytest.mark.browser

AS_PEOPLE_TYPE = 200
"""Milliseconds a key. The editor sees as changes what is written later than two seconds after it
was opened."""
OPENING = [f"Kohta {number}: kokous avattiin ja todettiin avatuksi." for number in range(1, 9)]
SWINGS = "Sovittiin, että *leikkipuistojen* keinut korjataan ennen kesää."


@pytest.fixture
def region(site):
    home = add_home()
    pohjoinen, itainen = add_region(home, "pohjoinen"), add_region(home, "itainen")
    furnish_all()
    add_meeting(itainen, "Itäisen kokous", "Puhuttiin busseista.")
    add_coordinator("koordinaattori", pohjoinen)
    return pohjoinen


def without_keys(html: str) -> str:
    """Rich text without the keys that the editor gives to its blocks."""
    return re.sub(r' data-block-key="[^"]+"', "", html)


def test_minutes_are_written_published_and_found(region, visit: Callable[[], Visitor]) -> None:
    coordinator = visit()
    coordinator.log_in("koordinaattori")
    coordinator.start_page_under("Kokoukset")
    page = coordinator.page

    page.get_by_label("Alkaa").fill("12.1.2027 17.00")
    page.get_by_label("Vaihe").select_option(label="muistio julkaistu")
    page.get_by_label("Paikka").fill("Mukkulan koulu")
    with coordinator.saved_by_itself():
        title = page.get_by_role("textbox", name="Otsikko*")
        title.press_sequentially("Kokous 12.1.2027", delay=AS_PEOPLE_TYPE)
    for number, title, text in [(1, "Avaus", OPENING), (2, "Keinut", [SWINGS])]:
        page.get_by_role("button", name="Lisää Asiakohta").click()
        item = page.get_by_role("region", name=f"Asiakohta {number}")
        with coordinator.saved_by_itself():
            item.get_by_label("Numero").fill(str(number))
            item.get_by_label("Otsikko").fill(title)
            write(item.locator("[data-draftail-editor-wrapper]"), *text)
    page.get_by_role("tab", name="Seuranta").click()
    for number, name, attended in [
        (1, "Asukasjäsen 1", "läsnä"),
        (2, "Asiantuntija 1", "asiantuntija"),
    ]:
        page.get_by_role("button", name="Lisää Henkilö").click()
        person = page.get_by_role("region", name=f"Henkilö {number}")
        with coordinator.saved_by_itself():
            person.get_by_label("Nimi").fill(name)
            person.get_by_label("Läsnäolo").select_option(label=attended)
    assert not MeetingPage.objects.get(title="Kokous 12.1.2027").live

    page.get_by_role("button", name="Esikatselu päälle/pois").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", name="2. Keinut")).to_be_visible()
    expect(preview.get_by_text("leikkipuistojen keinut korjataan")).to_be_visible()
    expect(preview.get_by_role("row", name="Asiantuntija 1 asiantuntija")).to_be_visible()

    coordinator.do_more("Julkaise")
    coordinator.expect_message("Kokous 12.1.2027")
    expect(page.locator(".messages")).to_contain_text("julkaistu", timeout=20_000)

    meeting = MeetingPage.objects.child_of(region.get_children().get(slug="kokoukset")).get()
    assert (meeting.title, meeting.slug) == ("Kokous 12.1.2027", "kokous-1212027")
    assert (meeting.live, meeting.has_unpublished_changes) == (True, False)
    assert (meeting.stage, meeting.place) == ("minutes_published", "Mukkulan koulu")
    assert meeting.starts_at == datetime(2027, 1, 12, 15, tzinfo=UTC)
    assert meeting.owner.get_username() == "koordinaattori"
    assert [
        (item.number, item.title, without_keys(item.text)) for item in meeting.agenda_items.all()
    ] == [
        (1, "Avaus", "".join(f"<p>{paragraph}</p>" for paragraph in OPENING)),
        (
            2,
            "Keinut",
            "<p>Sovittiin, että <b>leikkipuistojen</b> keinut korjataan ennen kesää.</p>",
        ),
    ]
    assert [(row.name, row.status, row.seat) for row in meeting.attendance.all()] == [
        ("Asukasjäsen 1", "present", None),
        ("Asiantuntija 1", "expert", None),
    ]
    assert MeetingPage.objects.count() == 2

    resident = visit()
    page = resident.page
    page.goto("/")
    page.get_by_label("Hae sivustolta").fill("leikkipuistoissa")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/haku/"))
    hit = page.locator("main .kp-hit")
    expect(hit.get_by_role("heading")).to_have_text("Kokous 12.1.2027")
    expect(hit.locator("mark")).to_have_text("leikkipuistojen")
    expect(hit.locator(".kp-match")).to_have_text("Asiakohta: 2. Keinut")
    hit.get_by_role("link", name="2. Keinut").click()
    swings = meeting.agenda_items.get(number=2)
    expect(page).to_have_url(f"/pohjoinen/kokoukset/kokous-1212027/#{swings.anchor}")
    expect(page.locator(":target")).to_contain_text("leikkipuistojen keinut korjataan")
    expect(page.locator(":target")).to_be_in_viewport()
    assert page.evaluate("scrollY") > 0
    assert resident.context.cookies() == []


@pytest.fixture
def meeting(region):
    # Made before any browser opens: Playwright's event loop gives Django another connection.
    return add_meeting(region, "Kokous", "Leikkipuistot")


def test_publishing_while_the_editor_saves_doubles_nothing(meeting, visit) -> None:
    """The new row of attendance is being saved by the editor when the form is sent."""
    coordinator = visit()
    coordinator.log_in("koordinaattori")
    page = coordinator.page
    page.goto(f"/admin/pages/{meeting.pk}/edit/")
    held: list[Route] = []

    def hold_first_saving(route: Route) -> None:
        is_saving = route.request.headers.get("accept") == "application/json"
        if is_saving and route.request.method == "POST" and not held:
            held.append(route)
        else:
            route.continue_()

    page.route(f"**/admin/pages/{meeting.pk}/edit/", hold_first_saving)
    page.get_by_role("tab", name="Seuranta").click()
    page.get_by_role("button", name="Lisää Henkilö").click()
    person = page.get_by_role("region", name="Henkilö 1")
    with page.expect_request(lambda request: request.method == "POST" and "/edit/" in request.url):
        person.get_by_label("Nimi").press_sequentially("Asukasjäsen 1", delay=AS_PEOPLE_TYPE)
        page.keyboard.press("Tab")
    coordinator.do_more("Julkaise")
    assert MeetingPage.objects.get(pk=meeting.pk).attendance.count() == 0
    held[0].continue_()
    coordinator.expect_message("julkaistu")
    rows = MeetingPage.objects.get(pk=meeting.pk).attendance.values_list("name", flat=True)
    assert list(rows) == ["Asukasjäsen 1"]
