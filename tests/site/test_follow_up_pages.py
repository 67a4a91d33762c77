"""The year of the tables, their figures, terms and trails, and versions of publications."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from freezegun import freeze_time

from cms.pages.models import (
    AgendaItem,
    Attendance,
    EventFeedback,
    HomeBudgetRow,
    RegionBudgetRow,
    Reply,
    Seat,
)
from cms.pages.site.statistics import statistics_of
from tests.factories import (
    add_event,
    add_meeting,
    add_organisation,
    add_publication,
    add_statement,
    add_term,
    add_topic,
)
from tests.site.reading import hrefs, soup, texts


def at(year: int, month: int, day: int = 5) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


@freeze_time("2024-05-01 09:00")
def test_the_year_by_month_and_by_table(client, pohjoinen, itainen) -> None:
    coffee = add_event(
        *(pohjoinen, "Kahvit"), kind="coffee", audiences=["seniors"], starts_at=at(2024, 3)
    )
    add_event(itainen, "Kuuleminen", starts_at=at(2024, 3, 2), state="cancelled", place="Tori")
    add_meeting(itainen, "Kokous", starts_at=datetime(2023, 12, 31, 23, tzinfo=UTC))  # 1.1. here
    add_meeting(itainen, "Vanha", starts_at=at(2022, 1))
    html = soup(client, "/kaikki/vuosi/")
    assert texts(html, "h1") == ["Pöytien vuosi 2024"]
    assert texts(html, "caption") == ["Vuosi 2024 kuukausittain ja pöydittäin"]
    assert texts(html, "thead th[scope=col]") == ["Kuukausi", "Pohjoinen", "Itainen"]
    rows = {row.th.text: texts(row, "td") for row in html.select("tbody tr") if texts(row, "td a")}
    assert rows == {
        "tammikuu": ["", "1.1. Kokous"],
        "maaliskuu": ["5.3. Kahvit", "2.3. Kuuleminen (peruttu)"],
    }
    assert len(html.select("tbody tr")) == 12
    assert coffee.site_path in {link["href"] for link in html.select("td a")}
    twin = html.select_one(".kp-year-list")
    assert texts(twin, "h2") == ["Tammikuu", "Maaliskuu"]
    assert texts(twin, "li") == [
        *("1.1. Kokous · Itainen", "2.3. Kuuleminen · Itainen · Tori peruttu"),
        "5.3. Kahvit · Pohjoinen",
    ]
    assert [link["href"] for link in html.select(".kp-years a")] == ["/kaikki/vuosi/2022/"]
    narrowed = {
        "region=pohjoinen": ["5.3. Kahvit"],
        "kind=meeting": ["1.1. Kokous"],
        "kind=coffee": ["5.3. Kahvit"],
        "audience=seniors&region=pohjoinen": ["5.3. Kahvit"],
    }
    for query, found in narrowed.items():
        assert texts(soup(client, f"/kaikki/vuosi/2024/?{query}"), "td li") == found
    one = soup(client, "/kaikki/vuosi/2024/?view=list&region=itainen")
    assert not one.select("table")
    assert texts(one, ".kp-views a") == ["Näytä kalenterina"]
    empty = soup(client, "/kaikki/vuosi/2023/")
    assert texts(empty, ".kp-empty") == ["Täällä ei ole vielä mitään. Hae sivustolta"]
    assert [link["href"] for link in empty.select(".kp-years a")] == [
        *("/kaikki/vuosi/2022/", "/kaikki/vuosi/2024/")
    ]
    assert client.get("/kaikki/vuosi/1899/").status_code == 404
    assert client.get("/kaikki/vuosi/99999999999/").status_code == 404
    assert client.get("/kaikki/vuosi/0/").status_code == 404


@pytest.fixture
def counted(home, pohjoinen, itainen) -> None:
    """What the two tables did in 2023, and one of them in 2022."""
    people = {"present": 3, "deputy_attends": 1, "absent": 1, "expert": 2}
    attendance = [
        Attendance(name=f"Jäsen {number}", status=status)
        for status, count in people.items()
        for number in range(count)
    ]
    add_meeting(
        *(pohjoinen, "Kokous", "asia"),
        stage="minutes_published",
        starts_at=at(2023, 3),
        attendance=attendance,
    )
    add_meeting(itainen, "Peruttu", starts_at=at(2023, 3), state="cancelled")
    add_meeting(pohjoinen, "Vanha", starts_at=at(2022, 3))
    for title, region, participants, audiences in (
        ("A", pohjoinen, 20, ["seniors", "youth"]),
        ("B", itainen, 10, ["youth"]),
        ("C", itainen, None, ["youth"]),
    ):
        add_event(
            *(region, title),
            starts_at=at(2023, 4),
            participants=participants,
            audiences=audiences,
        )
    board = add_organisation("Lautakunta")
    for title, region, days, outcome in (
        ("D", pohjoinen, 8, "accepted"),
        ("E", itainen, 3, "rejected"),
        ("F", itainen, 0, ""),
    ):
        replies = [Reply(date=date(2023, 6, 1 + days), outcome=outcome)] if outcome else []
        given = {"given_on": date(2023, 6, 1), "due_on": date(2023, 9, 1), "replies": replies}
        add_statement(region, title, addressee=board, **given)
    pohjoinen.budget_rows = [
        RegionBudgetRow(year=2023, purpose="=Tilat", allotted=1000, used="250.50"),
        RegionBudgetRow(year=2023, purpose="Kahvit", allotted=500),
    ]
    home.budget_rows = [HomeBudgetRow(year=2023, purpose="Yhteinen", allotted=9000, used=100)]
    for page in (pohjoinen, home):
        page.save_revision().publish()


@freeze_time("2024-05-01 09:00")
def test_figures_of_each_table_and_of_all_by_year(client, counted, pohjoinen, itainen) -> None:
    html = soup(client, "/kaikki/luvut/?year=2023")
    by_year, by_table, outcomes, audiences, budget = (
        [texts(row, "th, td") for row in table.select("tr")][1:] for table in html.select("table")
    )
    assert by_year == [
        ["2023", "1", "80 %", "3", "30", "3", "2", "5,5", "9 000", "100"],
        ["2022", "1", "–", "0", "–", "0", "0", "–", "–", "–"],
    ]
    assert by_table == [
        ["Pohjoinen", "1", "80 %", "1", "20", "1", "1", "8", "1 500", "250,50"],
        ["Itainen", "0", "–", "2", "10", "2", "1", "3", "–", "–"],
        ["Kaikki yhteensä", "1", "80 %", "3", "30", "3", "2", "5,5", "9 000", "100"],
    ]
    assert outcomes == [
        *(["Hyväksytty", "1", "50 %"], ["Hyväksytty osittain", "0", "0 %"]),
        *(["Merkitty tiedoksi", "0", "0 %"], ["Hylätty", "1", "50 %"], ["Odottaa", "1", "–"]),
    ]
    assert audiences == [["Nuorille", "3", "30"], ["Ikäihmisille", "1", "20"]]
    assert budget == [["Yhteinen", "9 000", "100"]]
    charts = html.select("svg[role=img]")
    assert texts(html, "figcaption") == [
        *("Kokoukset vuosittain", "Tapahtumat vuosittain", "Lausunnot tuloksittain"),
        *("Osallistujat kohderyhmittäin", "Talousarviosta käytetty tarkoituksittain"),
    ]
    for chart in charts:
        assert html.find(id=chart["aria-labelledby"]).name == "figcaption"
    assert [bar["width"] for bar in charts[3].select("rect")] == ["250", "167"]
    assert "Mitä kukin luku tarkoittaa" in texts(html, "h2")
    assert not html.select("[style], style, script:not([src])")
    # The same as GraphQL tells.
    told = client.get("/kaikki/luvut.json?year=2023").json()["tables"]
    assert [table["table"] for table in told] == ["pohjoinen", "itainen", None]
    for table, region in zip(told, (pohjoinen, itainen, None), strict=True):
        (figures,) = table["years"]
        statistics = statistics_of("fi", region, 2023)
        for name in ("meetings", "minutes_published", "events", "participants", "statements"):
            assert figures[name] == getattr(statistics, name)
        for name in ("attendance_rate", "waiting", "median_days_to_reply"):
            assert figures[name] == getattr(statistics, name)
        used = [line["used"] for line in figures["budget"] if line["used"] is not None]
        assert sum(used) == float(statistics.budget_used or 0)
    lines = client.get("/kaikki/luvut.csv?region=pohjoinen").content.decode().splitlines()
    assert lines[0] == "\ufeffPöytä;Vuosi;Luku;Arvo"
    assert "Pohjoinen;2023;Läsnäolo prosentteina;80" in lines
    assert "Pohjoinen;2023;Käytetty, €: =Tilat;250,50" in lines
    assert "Pohjoinen;2022;Osallistujia;" in lines
    assert not any("Itainen" in line for line in lines)


@freeze_time("2024-05-01 09:00")
def test_terms_with_who_sat_on_them_and_ended_tables_last(client, pohjoinen, itainen) -> None:
    seats = [
        Seat(person="Asukasjäsen 1", represents="resident", role="chair"),
        Seat(person="Asukasjäsen 2", represents="resident", ends_on=date(2023, 12, 31)),
    ]
    add_term(itainen, "Kausi 2023", seats=seats)
    add_term(itainen, "Kausi 2021", starts_on=date(2021, 6, 1), ends_on=date(2023, 5, 31))
    add_term(pohjoinen, "Päättynyt", starts_on=date(2019, 6, 1), ends_on=date(2021, 5, 31))
    html = soup(client, "/kaikki/toimikaudet/")
    assert texts(html, ".kp-content h2") == [
        *("Itainen", "Pöydät, joiden toimikaudet ovat päättyneet", "Pohjoinen")
    ]
    assert texts(html, "h3") == ["Kausi 2023", "Kausi 2021", "Päättynyt"]
    assert texts(html, "details li") == [
        *("Asukasjäsen 1, puheenjohtaja", "Asukasjäsen 2, jäsen, 1.6.2023 – 31.12.2023")
    ]
    assert texts(html, ".kp-badge") == ["käynnissä"]
    assert "/pohjoinen/" in hrefs(html.main)
    assert texts(soup(client, "/kaikki/toimikaudet/?region=pohjoinen"), "h3") == ["Päättynyt"]
    assert "/kaikki/toimikaudet/?region=itainen" in hrefs(soup(client, itainen))


def steps(html: Any) -> dict[str, list[str]]:
    return {step.h3.text: texts(step, "ul > li, p") for step in html.select(".kp-trail > li")}


def test_a_topic_is_followed_from_a_word_to_a_deed(client, pohjoinen, itainen) -> None:
    topic, other = add_topic("Valaistus"), add_topic("Muu")
    feedback = [EventFeedback(topic=topic, text="Liian pimeää.")]
    event = add_event(pohjoinen, "Kerro Pois!", starts_at=at(2023, 2), feedback=feedback)
    items = [
        AgendaItem(number=1, title="Avaus", text="<p>a</p>"),
        AgendaItem(number=2, title="Valot", text="<p>a</p>", topics=[topic]),
    ]
    meeting = add_meeting(pohjoinen, "Kokous", agenda_items=items, stage="minutes_published")
    item = meeting.agenda_items.get(number=2)
    reply = Reply(
        date=date(2023, 5, 1),
        outcome="accepted",
        decision_body="Tekninen lautakunta",
        decision_section="12",
        decision_url="https://example.org/12",
    )
    statement = add_statement(
        *(pohjoinen, "Esitys valoista"),
        agenda_item=item,
        replies=[reply],
        what_was_done="Valot syttyivät syksyllä.",
    )
    add_statement(pohjoinen, "Muusta", topics=[other])
    add_statement(itainen, "Idän valot", topics=[topic])
    expected = {
        "Asukkaat puhuivat siitä": ["5.2.2023 Kerro Pois!"],
        "Aiheet": ["Valaistus"],
        "Pöydän asialistalla": ["1.3.2023 Kokous: 2. Valot"],
        "Pöydän lausunto": ["1.4.2023 Esitys valoista vastattu hyväksytty"],
        "Vastaus": ["1.5.2023 Kaupunginhallitus hyväksytty"],
        "Päätös": ["Tekninen lautakunta § 12"],
        "Mitä tehtiin": ["Valot syttyivät syksyllä."],
    }
    for place in ("/kaikki/polku/?topic=valaistus&region=pohjoinen", event, meeting, statement):
        html = soup(client, place)
        assert steps(html) == expected
        assert html.select(".kp-trail [aria-current]") or isinstance(place, str)
    assert f"{meeting.site_path}#{item.anchor}" in hrefs(soup(client, statement))
    assert "/kaikki/polku/?topic=valaistus&region=pohjoinen" in hrefs(soup(client, event))
    both = steps(soup(client, "/kaikki/polku/?topic=valaistus"))["Pöydän lausunto"]
    assert [line.split(" vast")[0].split(" odot")[0] for line in both] == [
        *("1.4.2023 Esitys valoista", "1.4.2023 Idän valot")
    ]
    assert texts(soup(client, "/kaikki/polku/"), ".kp-content .kp-tags a") == ["Muu", "Valaistus"]
    assert not soup(client, "/pohjoinen/lausunnot/muusta/").select(".kp-trail")


def test_a_version_tells_what_has_replaced_it(client, pohjoinen) -> None:
    old = add_publication(
        pohjoinen, "Suunnitelma 2021", valid_from=date(2021, 1, 1), valid_to=date(2022, 12, 31)
    )
    new = add_publication(pohjoinen, "Suunnitelma 2023", version=2)
    add_publication(pohjoinen, "Raportti", kind="report", valid_from=date(2024, 1, 1))
    notice = soup(client, old).select_one(".kp-notice")
    assert texts(notice.parent, ".kp-notice") == [
        "Korvattu uudella: Suunnitelma 2023 (versio 2, 26.1.2023 –)"
    ]
    assert notice.a["href"] == new.site_path
    html = soup(client, new)
    assert not html.select(".kp-notice")
    assert old.site_path in hrefs(html)
