"""What residents read of a table, its term of office and all tables together."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from cms.pages.models import (
    FocusArea,
    FoundingDecision,
    HomeBudgetRow,
    RegionBudgetRow,
    RegionCoordinator,
    RegionLink,
    Reply,
    Seat,
)
from tests.factories import (
    add_event,
    add_meeting,
    add_news,
    add_publication,
    add_region,
    add_statement,
    add_term,
    add_theme,
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
    report = add_publication(table_page, "Raportti", valid_to=TODAY)
    add_publication(table_page, "Vanha raportti", valid_to=TODAY - timedelta(days=1))
    html = soup(client, table_page)
    text = " ".join(html.main.get_text(" ").split())
    for part in (
        "Pöytä kokoaa alueen väen.",
        "Koordinaattori 1",
        "Kaupunginvaltuusto 9.11.2020 § 91",
    ):
        assert part in text
    shown = (event, own, city, memo, coming, statement, term, report)
    assert {page.url for page in shown} <= hrefs(html)
    assert {"tel:0440000001", "mailto:a@example.org", "https://example.org/p"} <= hrefs(html)
    assert "Toisen alueen uutinen" not in text
    assert "Ohi mennyt" not in text
    assert "Vanha raportti" not in text
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
    plan = add_publication(home, "Toimintasuunnitelma", valid_from=TODAY)
    old = add_publication(home, "Vanha suunnitelma", valid_to=TODAY - timedelta(days=1))
    html = soup(client, home)
    assert texts(html, ".kp-card--brand h3") == ["Pohjoinen", "Itainen"]
    assert [link["href"] for link in html.select(".kp-list h3 a")] == [first.url, second.url]
    assert "Pohjoinen" in html.select_one(".kp-list .kp-meta").get_text()
    assert {city.url, plan.url} <= hrefs(html)
    assert not {own.url, old.url} & hrefs(html)
    assert texts(html, "tfoot td")[0] == "180 000"
