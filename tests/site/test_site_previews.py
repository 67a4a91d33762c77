"""What an editor sees before publishing."""

from datetime import UTC, date, datetime

from bs4 import BeautifulSoup

from cms.pages.models import AgendaItem, Attendance, MeetingPage, Reply
from tests.factories import add_meeting, add_organisation, add_statement, add_topic, index_of
from tests.site.reading import texts


def preview(page) -> BeautifulSoup:
    response = page.make_preview_request()
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_preview_shows_the_children_of_the_draft(pohjoinen) -> None:
    statement = add_statement(
        pohjoinen, "Lausunto", replies=[Reply(date=date(2023, 5, 1), outcome="rejected")]
    )
    statement.replies = [Reply(date=date(2023, 6, 1), outcome="accepted", text="<p>Kyllä.</p>")]
    statement.addressee = add_organisation("Toinen lautakunta")
    html = preview(statement.save_revision().as_object())
    assert texts(html, ".kp-timeline time") == ["1.4.2023", "1.6.2023"]
    assert html.select(".kp-timeline .kp-badge--accepted")
    assert not html.select(".kp-badge--rejected")
    assert "Toinen lautakunta" in html.main.get_text()


def test_preview_of_a_page_that_was_never_saved(pohjoinen) -> None:
    index = index_of(pohjoinen, "kokoukset")
    topic = add_topic("Liikenne")
    page = MeetingPage(
        title="Uusi kokous",
        slug="uusi",
        starts_at=datetime(2097, 1, 1, 15, tzinfo=UTC),
        stage="minutes_published",
        next_meeting=add_meeting(pohjoinen, "Seuraava"),
        topics=[topic],
        agenda_items=[AgendaItem(number=1, title="Avaus", text="<p>Avattiin.</p>", topics=[topic])],
        attendance=[Attendance(name="Asiantuntija 1", status="expert")],
    )
    page.path, page.depth = f"{index.path}000Z", index.depth + 1
    page.locale = index.locale
    page.set_url_path(index)
    html = preview(page)
    assert texts(html, ".kp-agenda h3") == ["1. Avaus"]
    assert texts(html, "tbody th") == ["Asiantuntija 1"]
    assert texts(html, ".kp-breadcrumbs a") == ["Etusivu", "Pohjoinen", str(index.title)]
    assert "Liikenne" in html.select_one("aside").get_text()
