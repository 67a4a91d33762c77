"""What residents read on each kind of page."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from freezegun import freeze_time

from cms.pages.models import (
    Attendance,
    EventFeedback,
    FocusArea,
    FoundingDecision,
    HomeBudgetRow,
    Note,
    RegionBudgetRow,
    RegionCoordinator,
    RegionLink,
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
    add_region,
    add_statement,
    add_term,
    add_theme,
    add_topic,
    index_of,
)
from tests.site.reading import hrefs, soup, texts

TODAY = timezone.localdate()
SOON = timezone.now() + timedelta(days=7)


@pytest.fixture
def table_page(home):
    region = add_region(
        home,
        "pohjoinen",
        introduction="<p>Pöytä kokoaa alueen väen.</p>",
        theme=add_theme("pohjoinen", primary="#14532d"),
        coordinators=[
            RegionCoordinator(
                name="Koordinaattori 1",
                title="Sihteeri",
                phone="044 000 0001",
                email="a@example.org",
            )
        ],
        links=[RegionLink(kind="feedback", label="Anna palautetta", url="https://example.org/p")],
        focus_areas=[
            FocusArea(year=2022, text="Vanha painopiste"),
            FocusArea(year=2023, text="Uusi painopiste"),
        ],
        budget_rows=[
            RegionBudgetRow(
                year=2023, purpose="Tapahtumat", allotted=8000, used=Decimal("7500.50")
            ),
            RegionBudgetRow(year=2023, purpose="Tuki", allotted=7000),
        ],
        founding_decisions=[
            FoundingDecision(
                decision_body="Kaupunginvaltuusto",
                decision_date=date(2020, 11, 9),
                decision_section="91",
            )
        ],
    )
    return region


def test_pages_wear_the_brand_of_their_region(client, home, table_page) -> None:
    itainen = add_region(home, "itainen", theme=add_theme("itainen", primary="#7c2d12"))
    own = table_page.theme.css_path
    for page in (
        table_page,
        add_meeting(table_page, "Kokous", "asia"),
        add_statement(table_page, "Lausunto"),
        add_event(table_page, "Tapahtuma"),
        add_news(table_page, "Uutinen"),
        add_publication(table_page, "Raportti"),
        add_term(table_page, "Toimikausi"),
        *[index_of(table_page, slug) for slug in ("kokoukset", "lausunnot", "uutiset")],
    ):
        html = soup(client, page)
        sheets = [link["href"] for link in html.select("link[rel=stylesheet]")]
        assert sheets[-1] == own
        assert itainen.theme.css_path not in sheets
        assert html.h1.get_text() == page.title
        assert html.html["lang"] == "fi"
    sheets = [link["href"] for link in soup(client, home).select("link[rel=stylesheet]")]
    assert {own, itainen.theme.css_path} < set(sheets)
    assert sheets[-1].startswith("/themes/city.")


def test_region_page(client, home, table_page) -> None:
    event = add_event(table_page, "Kahvit", starts_at=SOON, place="Kirjasto", state="moved")
    add_event(table_page, "Ohi mennyt", starts_at=datetime(2020, 1, 1, tzinfo=UTC))
    own = add_news(table_page, "Oma uutinen")
    city = add_news(home, "Koko kaupungin uutinen")
    add_news(add_region(home, "etelainen"), "Toisen alueen uutinen")
    memo = add_meeting(table_page, "Muistio", "asia", stage="minutes_published")
    coming = add_meeting(table_page, "Tuleva kokous", starts_at=SOON)
    statement = add_statement(
        table_page, "Lausunto", replies=[Reply(date=date(2023, 5, 1), outcome="partly")]
    )
    term = add_term(table_page, "Kausi", starts_on=TODAY, ends_on=TODAY + timedelta(days=30))
    html = soup(client, table_page)
    text = " ".join(html.main.get_text(" ").split())
    for part in (
        "Pöytä kokoaa alueen väen.",
        "Koordinaattori 1",
        "Kaupunginvaltuusto 9.11.2020 § 91",
    ):
        assert part in text
    assert {page.url for page in (event, own, city, memo, coming, statement, term)} <= hrefs(html)
    assert {"tel:0440000001", "mailto:a@example.org", "https://example.org/p"} <= hrefs(html)
    assert "Toisen alueen uutinen" not in text
    assert "Ohi mennyt" not in text
    assert texts(html, ".kp-badge--moved")
    assert texts(html, ".kp-badge--replied")
    assert texts(html, ".kp-badge--partly")
    assert text.index("Uusi painopiste") < text.index("Vanha painopiste")
    budget = html.select_one("table")
    assert [" ".join(td.get_text(" ").split()) for td in budget.select("tbody td")] == [
        "8 000",
        "7 500,50",
        "7 000",
        "– ei vielä tiedossa",
    ]
    assert texts(budget, "tfoot td") == ["15 000", "7 500,50"]


def test_meeting_is_one_page_for_notice_agenda_and_minutes(client, table_page) -> None:
    association = add_organisation("Asukasyhdistys", kind="association")
    term = add_term(
        table_page,
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
    following = add_meeting(table_page, "Seuraava kokous")
    seat = term.seats.get()
    meeting = add_meeting(
        table_page,
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
    agenda = soup(client, add_meeting(table_page, "Tuleva", "asia", stage="agenda_published"))
    assert texts(agenda, ".kp-section h2") == ["Esityslista"]
    assert texts(agenda, "aside .kp-badge") == ["esityslista julkaistu"]
    statement = add_statement(table_page, "Lausunto bussista", agenda_item=second)
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


def test_statement_shows_what_came_of_it(client, table_page) -> None:
    board = add_organisation("Kaupunginhallitus")
    committee = add_organisation("Tekninen lautakunta")
    meeting = add_meeting(table_page, "Kokous", "asia")
    item = meeting.agenda_items.get()
    statement = add_statement(
        table_page,
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
            Reply(
                date=date(2023, 4, 11),
                outcome="accepted",
                body=committee,
                text="<p>Penkit tulevat.</p>",
                decision_body="Tekninen lautakunta",
                decision_date=date(2023, 4, 10),
                decision_section="12",
                decision_url="https://example.org/12",
            )
        ],
    )
    html = soup(client, statement)
    assert texts(html, ".kp-timeline time") == ["1.3.2023", "31.3.2023", "1.4.2023", "11.4.2023"]
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
def test_overdue_statement_says_how_long_it_has_waited(client, table_page) -> None:
    statement = add_statement(
        table_page,
        "Lausunto",
        given_on=date(2024, 3, 22),
        due_on=date(2024, 4, 21),
    )
    html = soup(client, statement)
    assert html.select(".kp-timeline .kp-badge--overdue")
    assert "40 päivää" in html.select_one(".kp-timeline").get_text()


def test_event_page(client, table_page) -> None:
    event = add_event(
        table_page,
        "Kerro Pois!",
        starts_at=datetime(2097, 7, 1, 6, tzinfo=UTC),
        ends_at=datetime(2097, 7, 2, 9, 30, tzinfo=UTC),
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
    assert texts(html, ".kp-lead")[0] == "ma 1.7.2097 klo 9.00 – ti 2.7.2097 klo 12.30 · Tori"
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


def test_term_page_without_deputies_has_no_column_for_them(client, table_page) -> None:
    term = add_term(
        table_page,
        "Toimikausi 2025–2027",
        decision_body="Kaupunginhallitus",
        decision_date=date(2025, 5, 5),
        decision_section="7",
        seats=[
            Seat(person="Asukasjäsen 1", represents="resident", role="chair"),
            Seat(person="Asukasjäsen 2", represents="resident", ends_on=date(2024, 1, 31)),
        ],
    )
    html = soup(client, term)
    assert texts(html, "thead th") == ["Jäsen", "Tehtävä", "Edustaa", "Aika"]
    assert [texts(row, "th, td") for row in html.select("tbody tr")] == [
        ["Asukasjäsen 1", "puheenjohtaja", "asukkaat", "koko toimikausi"],
        ["Asukasjäsen 2", "jäsen", "asukkaat", "1.6.2023 – 31.1.2024"],
    ]
    assert "Kaupunginhallitus 5.5.2025 § 7" in html.main.get_text()


def test_home_page(client, home, pohjoinen, itainen) -> None:
    home.refresh_from_db()
    home.budget_rows = [HomeBudgetRow(year=2023, purpose="Yhteinen", allotted=180000)]
    home.save_revision().publish()
    first = add_event(pohjoinen, "Kahvit", starts_at=SOON)
    second = add_event(itainen, "Kuuleminen", starts_at=SOON + timedelta(days=1))
    city = add_news(home, "Koko kaupungin uutinen")
    own = add_news(pohjoinen, "Alueen uutinen")
    plan = add_publication(home, "Toimintasuunnitelma")
    html = soup(client, home)
    assert texts(html, ".kp-card--brand h3") == ["Pohjoinen", "Itainen"]
    assert [link["href"] for link in html.select(".kp-list h3 a")] == [first.url, second.url]
    assert "Pohjoinen" in html.select_one(".kp-list .kp-meta").get_text()
    assert {city.url, plan.url} <= hrefs(html)
    assert own.url not in hrefs(html)
    assert texts(html, "tfoot td")[0] == "180 000"
