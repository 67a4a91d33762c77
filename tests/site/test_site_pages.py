"""What residents read on each kind of page that a table publishes."""

from datetime import UTC, date, datetime
from decimal import Decimal

from freezegun import freeze_time

from cms.pages.models import (
    Attendance,
    EventFeedback,
    Note,
    Reply,
    Seat,
)
from tests.factories import (
    add_document,
    add_event,
    add_meeting,
    add_news,
    add_organisation,
    add_publication,
    add_statement,
    add_term,
    add_topic,
)
from tests.site.reading import hrefs, soup, texts


def test_meeting_is_one_page_for_notice_agenda_and_minutes(client, pohjoinen) -> None:
    association = add_organisation("Asukasyhdistys", kind="association")
    term = add_term(
        pohjoinen,
        "Toimikausi 2023–2025",
        has_deputies=True,
        seats=[
            Seat(
                person="Asukasjäsen 1",
                represents="association",
                organisation=association,
                deputy="Varajäsen 1",
            )
        ],
    )
    topic = add_topic("Liikenne")
    following = add_meeting(pohjoinen, "Seuraava kokous")
    seat = term.seats.get()
    meeting = add_meeting(
        pohjoinen,
        "Kokous 1.3.2023",
        "Puhuttiin puistosta.",
        "Puhuttiin bussista.",
        starts_at=datetime(2023, 3, 1, 15, tzinfo=UTC),
        ends_at=datetime(2023, 3, 1, 17, 30, tzinfo=UTC),
        place="Lähitupa",
        stage="minutes_published",
        state="moved",
        term=term,
        next_meeting=following,
        topics=[topic],
        attachments=[
            ("attachment", {"document": add_document("Kartta"), "title": "Alueen kartta"})
        ],
        attendance=[
            Attendance(seat=seat, status="deputy_attends"),
            Attendance(name="Asiantuntija 1", status="expert"),
        ],
    )
    first, second = meeting.agenda_items.all()
    agenda = soup(client, add_meeting(pohjoinen, "Tuleva", "asia", stage="agenda_published"))
    assert texts(agenda, ".kp-section h2") == ["Esityslista"]
    assert texts(agenda, "aside .kp-badge") == ["esityslista julkaistu"]
    statement = add_statement(pohjoinen, "Lausunto bussista", agenda_item=second)
    html = soup(client, meeting)
    items = html.select(".kp-agenda > li")
    assert [item["id"] for item in items] == [first.anchor, second.anchor]
    assert [item.h3.a["href"] for item in items] == [f"#{first.anchor}", f"#{second.anchor}"]
    assert texts(html, ".kp-agenda h3") == ["1. Asia 1", "2. Asia 2"]
    assert statement.url not in hrefs(items[0])
    assert statement.url in hrefs(items[1])
    assert {following.url, term.url, "/haku/?topic=liikenne"} <= hrefs(html)
    assert html.select(".kp-badge--minutes_published")
    assert texts(html, ".kp-notice--moved") == ["Kokouksen aika tai paikka on muuttunut."]
    assert [time["datetime"] for time in html.select(".kp-lead time")] == [
        "2023-03-01T17:00:00+02:00",
        "2023-03-01T19:30:00+02:00",
    ]
    assert texts(html, ".kp-lead") == ["ke 1.3.2023 klo 17.00 – 19.30 · Lähitupa"]
    rows = [texts(row, "th, td") for row in html.select("tbody tr")]
    assert rows == [
        ["Varajäsen 1", "yhdistykset, Asukasyhdistys", "varajäsen paikalla (Asukasjäsen 1)"],
        ["Asiantuntija 1", "", "asiantuntija"],
    ]
    assert texts(html, ".kp-section > .kp-files a")[0].startswith("Alueen kartta (TXT, ")


def test_statement_shows_what_came_of_it(client, pohjoinen) -> None:
    board = add_organisation("Kaupunginhallitus")
    committee = add_organisation("Tekninen lautakunta")
    meeting = add_meeting(pohjoinen, "Kokous", "asia")
    item = meeting.agenda_items.get()
    statement = add_statement(
        pohjoinen,
        "Lausunto",
        addressee=board,
        requested_by=committee,
        requested_on=date(2023, 3, 1),
        requested_until=date(2023, 3, 31),
        given_on=date(2023, 4, 1),
        plain_summary="Haluamme penkkejä.",
        body=[("text", "<p>Pöytä esittää penkkejä.</p>")],
        agenda_item=item,
        replies=[
            Reply(date=date(2023, 5, 2), outcome="noted"),
            Reply(
                date=date(2023, 4, 11),
                outcome="accepted",
                body=committee,
                text="<p>Penkit tulevat.</p>",
                decision_body="Tekninen lautakunta",
                decision_date=date(2023, 4, 10),
                decision_section="12",
                decision_url="https://example.org/12",
            ),
        ],
    )
    html = soup(client, statement)
    days = ["1.3.2023", "31.3.2023", "1.4.2023", "11.4.2023", "2.5.2023"]
    assert texts(html, ".kp-timeline time") == days
    assert "https://example.org/12" in hrefs(html)
    assert f"{meeting.url}#{item.anchor}" in hrefs(html)
    text = " ".join(html.main.get_text(" ").split())
    for part in (
        "Tekninen lautakunta 10.4.2023 § 12",
        "Penkit tulevat.",
        "Haluamme penkkejä.",
        "Pöytä esittää penkkejä.",
        "Kaupunginhallitus",
        "10 päivää",
    ):
        assert part in text
    assert html.select(".kp-badge--replied")
    assert html.select(".kp-badge--accepted")


@freeze_time("2024-05-01 09:00")
def test_overdue_statement_says_how_long_it_has_waited(client, pohjoinen) -> None:
    statement = add_statement(
        pohjoinen,
        "Lausunto",
        given_on=date(2024, 3, 22),
        due_on=date(2024, 4, 21),
    )
    html = soup(client, statement)
    assert html.select(".kp-timeline .kp-badge--overdue")
    assert "40 päivää" in html.select_one(".kp-timeline").get_text()


def test_event_page(client, pohjoinen) -> None:
    event = add_event(
        pohjoinen,
        "Kerro Pois!",
        starts_at=datetime(2097, 7, 1, 6, tzinfo=UTC),
        ends_at=datetime(2097, 8, 1, 9, 30, tzinfo=UTC),
        state="cancelled",
        place="Tori",
        latitude=Decimal("60.982675"),
        longitude=Decimal("25.661210"),
        accessibility="Induktiosilmukka on.",
        registration_url="https://example.org/ilmo",
        partners=[add_organisation("Kotiseutuyhdistys", website="https://example.org/k")],
        audiences=["seniors", "youth"],
        participants=31,
        feedback=[EventFeedback(topic=add_topic("Penkit"), text="Lisää penkkejä.")],
    )
    html = soup(client, event)
    assert texts(html, ".kp-notice--cancelled") == ["Tapahtuma on peruttu."]
    assert texts(html, ".kp-lead")[0] == "ma 1.7.2097 klo 9.00 – to 1.8.2097 klo 12.30 · Tori"
    assert {"geo:60.982675,25.661210", "https://example.org/k"} <= hrefs(html)
    # Nobody registers for a cancelled event.
    assert "https://example.org/ilmo" not in hrefs(html)
    text = " ".join(html.main.get_text(" ").split())
    for part in (
        "Induktiosilmukka on.",
        "nuorille, ikäihmisille",
        "31 osallistujaa",
        "Lisää penkkejä.",
    ):
        assert part in text
    assert texts(html, "h3") == ["Penkit"]
    event.state = "as_planned"
    event.save_revision().publish()
    assert "https://example.org/ilmo" in hrefs(soup(client, event))


def test_news_page_names_its_regions(client, home, pohjoinen, itainen) -> None:
    news = add_news(
        home,
        "Uutinen",
        date=date(2023, 5, 4),
        lead="Lyhyesti.",
        regions=[itainen],
        body=[
            ("heading", {"number": "", "text": "Väliotsikko", "level": "2"}),
            ("quote", {"text": "Hieno juttu.", "source": "Jäsen 1"}),
            ("page", pohjoinen),
        ],
    )
    html = soup(client, news)
    assert texts(html, "article time") == ["4.5.2023"]
    assert texts(html, "article h2") == ["Väliotsikko"]
    assert itainen.url in hrefs(html.aside)
    assert pohjoinen.url not in hrefs(html.aside)
    assert pohjoinen.url in hrefs(html.article)


def test_publication_has_contents_notes_and_file(client, home) -> None:
    document = add_document("Suunnitelma")
    publication = add_publication(
        home,
        "Toimintasuunnitelma",
        file=document,
        valid_to=date(2024, 12, 31),
        body=[
            ("heading", {"number": "1", "text": "Tavoitteet", "level": "2"}),
            (
                "text",
                "<p>Laki{mark} ja{mark}.</p>".format(mark='<a href="#note-1"><sup>1</sup></a>'),
            ),
            ("heading", {"number": "1.1", "text": "Keinot", "level": "4"}),
            ("heading", {"number": "1.1.1", "text": "Tarkemmin", "level": "4"}),
            ("heading", {"number": "2", "text": "Raha", "level": "2"}),
        ],
        notes=[Note(number=1, text="Kuntalaki 410/2015.")],
    )
    html = soup(client, publication)
    headings = html.select("article h2[id^=osa], article h3")
    assert [(h.name, h.get_text()) for h in headings] == [
        ("h2", "1 Tavoitteet"),
        ("h3", "1.1 Keinot"),
        ("h2", "2 Raha"),
    ]  # a level is not jumped over
    assert [link["href"] for link in html.select(".kp-outline a")] == [
        f"#{h['id']}" for h in headings
    ]
    assert texts(html, ".kp-outline ol a") == ["1.1 Keinot"]
    marks = html.select("a.kp-note-ref")
    assert [(mark["href"], mark.get("id")) for mark in marks] == [
        ("#note-1", "note-mark-1"),
        ("#note-1", None),
    ]
    note = html.select_one("#note-1")
    assert note.get_text().startswith("Kuntalaki 410/2015.")
    assert note.a["href"] == "#note-mark-1"
    assert document.url in hrefs(html)
    assert texts(html, "dd time") == ["26.1.2023", "31.12.2024"]
