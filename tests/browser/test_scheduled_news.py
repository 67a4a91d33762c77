"""A news post that communications schedule, as everybody sees it before and after its time."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from freezegun import freeze_time
from playwright.sync_api import expect

from cms.pages.furnishing import furnish_all
from cms.pages.models import NewsPage
from cms.pages.publishing.scheduling import carry_out_schedule
from tests.browser.people import add_communications
from tests.browser.visitor import Visitor
from tests.factories import add_home, add_news, add_region

pytestmark = pytest.mark.browser

NEWS = (
    '{ news { edges { node { title } } } search(query: "laiturille") { edges { node { title } } } }'
)


@pytest.fixture
def newsroom(site):
    home = add_home()
    add_region(home, "pohjoinen")
    furnish_all()
    add_news(home, "Laituri suljetaan", lead="Laituria korjataan talvella.")
    add_communications("viestinta")


def expect_everywhere(resident: Visitor, *titles: str) -> None:
    """These are the news posts on the site, in the search and in GraphQL."""
    page = resident.page
    page.goto("/uutiset/")
    expect(page.locator("main h3")).to_have_text(titles)
    page.goto("/haku/?q=laiturille")
    hits = page.locator(".kp-hit h3")
    expect(hits).to_have_count(len(titles))
    assert sorted(hits.all_inner_texts()) == sorted(titles)
    answer = resident.ask(NEWS)
    for connection in ("news", "search"):
        found = [edge["node"]["title"] for edge in answer[connection]["edges"]]
        assert sorted(found) == sorted(titles), connection


def test_scheduled_news_is_public_from_nine_in_helsinki(
    newsroom, visit: Callable[[], Visitor]
) -> None:
    communications, resident = visit(), visit()
    communications.log_in("viestinta")
    communications.start_page_under("Uutiset")
    page = communications.page
    page.get_by_role("textbox", name="Ingressi*").fill("Uusi laituri kestää jäät.")
    page.get_by_role("textbox", name="Otsikko*").fill("Laituri avataan")
    page.get_by_role("button", name="Tila päälle/pois").click()
    page.get_by_role("button", name="Aseta ajastus").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Julkaisupäivämäärä ja -aika").fill("3.6.2097 9.00")
    calendar = page.locator(".xdsoft_datetimepicker").filter(visible=True)
    expect(calendar).to_have_count(1)
    dialog.get_by_role("heading", name="Aseta julkaisuajastus").click()
    expect(calendar).to_have_count(0)
    dialog.get_by_role("button", name="Tallenna ajastus").click()
    communications.expect_message("Laituri avataan")
    communications.do_more("Ajasta julkaistavaksi")
    communications.expect_message("Sivu 'Laituri avataan' on ajastettu julkaistavaksi.")

    news = NewsPage.objects.get(title="Laituri avataan")
    nine = datetime(2097, 6, 3, 6, tzinfo=UTC)
    assert (news.live, news.go_live_at) == (False, nine)
    assert news.scheduled_revision.approved_go_live_at == nine
    page.goto(f"/admin/pages/{news.pk}/edit/")
    expect(page.get_by_text("3. kesäkuuta 2097 kello 9.00").first).to_be_attached()
    expect(page.locator("[name=go_live_at]")).to_have_value("03.06.2097 09.00")

    with freeze_time("2097-06-03 05:59:59"):
        carry_out_schedule()
    expect_everywhere(resident, "Laituri suljetaan")
    with freeze_time(nine):
        carry_out_schedule()
    expect_everywhere(resident, "Laituri avataan", "Laituri suljetaan")
    news.refresh_from_db()
    assert (news.live, news.go_live_at, news.first_published_at) == (True, nine, nine)
    assert NewsPage.objects.count() == 2
