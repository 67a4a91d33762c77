"""Index pages: order, filters, pages of a list."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from cms.pages.models import EventPage
from tests.factories import add_event, add_meeting, index_of
from tests.site.reading import soup, texts

SOON = timezone.now() + timedelta(days=7)


def test_index_pages_filter_by_year_and_kind_and_page(client, pohjoinen) -> None:
    for month in range(1, 13):
        add_meeting(
            pohjoinen, f"Kokous {month}/2022", starts_at=datetime(2022, month, 1, tzinfo=UTC)
        )
    for month in range(1, 10):
        add_meeting(
            pohjoinen,
            f"Kokous {month}/2023",
            starts_at=datetime(2023, month, 1, tzinfo=UTC),
            kind="seminar" if month == 5 else "regular",
        )
    path = index_of(pohjoinen, "kokoukset").site_path
    html = soup(client, path)
    assert len(html.select(".kp-item")) == 20
    assert texts(html, ".kp-item h3")[0] == "Kokous 9/2023"
    assert texts(html, "select[name=year] option") == ["Kaikki", "2023", "2022"]
    assert [link["href"] for link in html.select(".kp-pagination a")] == ["?page=2", "?page=2"]
    assert texts(soup(client, f"{path}?page=2"), ".kp-item h3") == ["Kokous 1/2022"]
    assert len(soup(client, f"{path}?year=2022").select(".kp-item")) == 12
    assert texts(soup(client, f"{path}?kind=seminar"), ".kp-item h3") == ["Kokous 5/2023"]
    for odd in ("year=abc", "year=99999", "kind=nonsense", "page=abc"):
        assert len(soup(client, f"{path}?{odd}").select(".kp-item")) == 20
    assert len(soup(client, f"{path}?page=99999").select(".kp-item")) == 1


def test_a_year_that_no_database_counts_with_is_no_year(client, pohjoinen) -> None:
    add_event(pohjoinen, "Tavallinen", starts_at=datetime(2021, 1, 1, tzinfo=UTC))
    odd = add_event(pohjoinen, "Vanha", starts_at=datetime(2020, 1, 1, tzinfo=UTC))
    EventPage.objects.filter(pk=odd.pk).update(starts_at=datetime(1, 1, 1, 5, tzinfo=UTC))
    path = index_of(pohjoinen, "tapahtumat").site_path
    for query in ("", "?year=1"):
        html = soup(client, f"{path}{query}")
        assert texts(html, ".kp-item h3") == ["Tavallinen", "Vanha"]
        assert texts(html, "select[name=year] option") == ["Kaikki", "2021"]


def test_index_pages_list_upcoming_soonest_first(client, pohjoinen) -> None:
    add_event(pohjoinen, "Myöhempi", starts_at=SOON + timedelta(days=1))
    add_event(pohjoinen, "Ensin", starts_at=SOON)
    add_event(pohjoinen, "Mennyt", starts_at=datetime(2021, 1, 1, tzinfo=UTC))
    html = soup(client, index_of(pohjoinen, "tapahtumat"))
    assert texts(html, ".kp-item h3") == ["Ensin", "Myöhempi", "Mennyt"]


@pytest.mark.parametrize(
    ("last_day", "shown"),
    [
        (14, "la 12.12.2026 – ma 14.12.2026"),
        (12, "la 12.12.2026"),
    ],
)
def test_an_event_of_whole_days_has_no_clock(client, pohjoinen, last_day, shown) -> None:
    event = add_event(
        pohjoinen,
        "Joulumarkkinat",
        starts_at=datetime(2026, 12, 11, 22, tzinfo=UTC),
        ends_at=datetime(2026, 12, last_day - 1, 22, tzinfo=UTC),
    )
    html = soup(client, event)
    assert texts(html, ".kp-lead") == [shown]
    days = dict.fromkeys(["2026-12-12", f"2026-12-{last_day}"])
    assert [time["datetime"] for time in html.select(".kp-lead time")] == list(days)
    html = soup(client, index_of(pohjoinen, "tapahtumat"))
    assert texts(html, ".kp-meta") == [shown]
