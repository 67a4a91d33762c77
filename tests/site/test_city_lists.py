"""Lists of all the tables together, and what the lists of a table share with them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import include, path
from django.utils import timezone
from freezegun import freeze_time

from cms import urls
from cms.pages.models import RegionPage, Reply, StatementPage
from tests.factories import (
    add_event,
    add_meeting,
    add_news,
    add_organisation,
    add_publication,
    add_statement,
    add_topic,
)
from tests.site.reading import hrefs, soup, texts

SOON = timezone.now() + timedelta(days=7)
LIST = "/kaikki/lausunnot/"


def titles(client, path: str) -> list[str]:
    return texts(soup(client, path), ".kp-item h3, .kp-card h3")


def reply(day: date, outcome: str, **fields: Any) -> Reply:
    return Reply(date=day, outcome=outcome, **fields)


@pytest.fixture
def statements(pohjoinen, itainen) -> None:
    """On the first of May 2024 in every status, to two boards."""
    council, board = add_organisation("Valtuusto"), add_organisation("Tekninen lautakunta")
    add_statement(pohjoinen, "Odottaa", addressee=board, given_on=date(2024, 4, 1))
    add_statement(
        pohjoinen,
        "Myöhässä",
        addressee=board,
        given_on=date(2024, 1, 1),
        due_on=date(2024, 4, 1),
        kind="proposal",
    )
    add_statement(
        itainen,
        "Vanhin",
        addressee=council,
        given_on=date(2023, 12, 1),
        due_on=date(2024, 4, 1),
        topics=[add_topic("Liikenne")],
    )
    add_statement(itainen, "Valmisteilla", addressee=council, given_on=None)
    for title, days, outcome in (("=1+1", 10, "accepted"), ("Hylätty", 31, "rejected")):
        given = date(2023, 4, 1)
        answer = reply(
            given + timedelta(days=days),
            outcome,
            decision_body="Valtuusto",
            decision_date=date(2023, 4, 30),
            decision_section="7",
        )
        add_statement(itainen, title, addressee=council, given_on=given, replies=[answer])


@freeze_time("2024-05-01 09:00")
def test_statements_of_all_tables_are_followed_up_and_narrowed(client, statements) -> None:
    html = soup(client, LIST)
    assert texts(html, "h1") == ["Mitä tälle kuului?"]
    assert texts(html, ".kp-item h3") == [
        *("Vanhin", "Myöhässä", "Odottaa", "Valmisteilla"),
        *("Hylätty", "=1+1"),
    ]
    assert texts(html, ".kp-item .kp-meta")[0] == (
        "Itainen · pyydetty lausunto · Valtuusto vastaus myöhässä on odottanut 152 päivää"
    )
    assert texts(html, ".kp-item .kp-meta")[4] == (
        "Itainen · pyydetty lausunto · Valtuusto vastattu hylätty vastattu 31 päivässä"
    )
    rows = [texts(row, "th, td") for row in html.select("table tr")]
    assert rows == [
        [
            *("Lautakunta", "Lausunnot", "Odottaa", "Myöhässä", "Hyväksytty"),
            *(
                "Hyväksytty osittain",
                "Merkitty tiedoksi",
                "Hylätty",
                "Päiviä vastaukseen, mediaani",
            ),
        ],
        ["Tekninen lautakunta", "2", "2", "1", "0", "0", "0", "0", "– ei vielä tiedossa"],
        ["Valtuusto", "4", "1", "1", "1 (50 %)", "0 (0 %)", "0 (0 %)", "1 (50 %)", "20,5"],
    ]
    council = StatementPage.objects.get(title="Vanhin").addressee
    expected = {
        "region=pohjoinen": ["Myöhässä", "Odottaa"],
        "kind=proposal": ["Myöhässä"],
        "status=overdue": ["Vanhin", "Myöhässä"],
        "status=preparing": ["Valmisteilla"],
        "outcome=rejected": ["Hylätty"],
        f"body={council.uuid}&status=replied": ["Hylätty", "=1+1"],
        "topic=liikenne": ["Vanhin"],
        "year=2024": ["Myöhässä", "Odottaa"],
        "waiting=90": ["Vanhin", "Myöhässä"],
    }
    assert {query: titles(client, f"{LIST}?{query}") for query in expected} == expected
    for odd in ("status=odd", "body=1", "year=0", "waiting=1", "region=%00", "topic=x"):
        assert len(titles(client, f"{LIST}?{odd}")) == 6
    html = soup(client, f"{LIST}?status=overdue&outcome=rejected")
    assert texts(html, ".kp-empty") == [
        "Tällaisia ei ole. Rajaa vähemmän tai näytä koko luettelo ."
    ]
    assert html.select_one(".kp-empty a")["href"] == LIST
    assert [one["value"] for one in html.select("option[selected]")] == ["overdue", "rejected"]
    # The list of a table has the same, its own region apart.
    own = soup(client, "/itainen/lausunnot/?status=replied")
    assert texts(own, ".kp-item h3") == ["Hylätty", "=1+1"]
    assert [one["name"] for one in own.select("select")] == [
        *("kind", "status", "outcome", "body", "waiting", "topic", "year")
    ]


@freeze_time("2024-05-01 09:00")
def test_the_list_is_a_table_for_excel_and_the_search_leads_to_it(client, statements) -> None:
    page = soup(client, f"{LIST}?status=replied&page=1")
    assert "/kaikki/lausunnot.csv?status=replied" in hrefs(page)
    response = client.get("/kaikki/lausunnot.csv?status=replied")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="lausunnot.csv"'
    base = "https://kumppanuus.test/itainen/lausunnot"
    answer = "Pyydetty lausunto;Valtuusto;1.4.2023;;Vastattu"
    assert response.content.decode() == (
        "\ufeffOtsikko;Pöytä;Laji;Saaja;Annettu;Vastaus pyydetty viimeistään;Tila;Odotettu "
        "päiviä;Vastattu;Tulos;Päätös;Osoite\r\n"
        f"Hylätty;Itainen;{answer};31;2.5.2023;Hylätty;Valtuusto 30.4.2023 § 7;{base}/hylatty/\r\n"
        f"'=1+1;Itainen;{answer};10;11.4.2023;Hyväksytty;Valtuusto 30.4.2023 § 7;{base}/11/\r\n"
    )
    for words, query in {
        "myöhässä olevat": "status=overdue",
        "Hylättyjä": "outcome=rejected",
        "hyväksytty lausunto": "outcome=accepted",
    }.items():
        links = soup(client, f"/haku/?q={words}").select(".kp-suggestion a")
        assert [link["href"] for link in links] == [f"{LIST}?{query}"]
    assert not soup(client, "/haku/?q=puisto").select(".kp-suggestion a")


def test_events_meetings_news_and_publications_of_all_tables(
    client, home, pohjoinen, itainen
) -> None:
    topic = add_topic("Puistot")
    add_event(pohjoinen, "Kahvit", starts_at=SOON, audiences=["seniors"], kind="coffee")
    add_event(itainen, "Kuuleminen", starts_at=datetime(2023, 5, 5, tzinfo=UTC), kind="hearing")
    for region, stage in ((pohjoinen, "minutes_published"), (itainen, "planned")):
        add_meeting(region, f"Kokous {region.slug}", "asia", "toinen", stage=stage, topics=[topic])
    add_news(home, "Kaupungin", date=date(2022, 5, 1))
    add_news(itainen, "Idän", topics=[topic])
    add_publication(pohjoinen, "Suunnitelma")
    add_publication(home, "Yhteinen", kind="report")
    expected = {
        "tapahtumat/": ["Kahvit", "Kuuleminen"],
        "tapahtumat/?audience=seniors": ["Kahvit"],
        "tapahtumat/?kind=hearing&year=2023&region=itainen": ["Kuuleminen"],
        "kokoukset/?topic=puistot": ["Kokous itainen", "Kokous pohjoinen"],
        "kokoukset/?stage=minutes_published": ["Kokous pohjoinen"],
        "uutiset/": ["Idän", "Kaupungin"],
        "uutiset/?region=pohjoinen": ["Kaupungin"],
        "uutiset/?topic=puistot": ["Idän"],
        "julkaisut/?kind=report": ["Yhteinen"],
        "julkaisut/?region=pohjoinen": ["Suunnitelma"],
    }
    assert {path: titles(client, f"/kaikki/{path}") for path in expected} == expected
    meetings = soup(client, "/kaikki/kokoukset/")
    assert texts(meetings, ".kp-subjects li") == ["Asia 1", "Asia 2"]
    assert "Pohjoinen" in texts(meetings, ".kp-item .kp-meta")[1]


def test_short_lists_lead_to_whole_ones_and_every_page_to_the_lists(
    client, home, pohjoinen
) -> None:
    add_event(pohjoinen, "Kahvit", starts_at=SOON)
    add_meeting(pohjoinen, "Kokous", "asia", stage="minutes_published")
    add_statement(pohjoinen, "Lausunto")
    add_news(home, "Uutinen")
    front, table = soup(client, "/"), soup(client, pohjoinen)
    for name in ("", "lausunnot/", "tapahtumat/", "kokoukset/", "uutiset/", "julkaisut/"):
        assert f"/kaikki/{name}" in hrefs(front)
    assert texts(front, "section > p > a") == [
        *("Näytä kaikki tapahtumat", "Näytä kaikki uutiset"),
    ]
    assert [(link.text, link["href"]) for link in table.select("section > p > a")] == [
        ("Näytä kaikki: Tapahtumat", "/pohjoinen/tapahtumat/"),
        ("Näytä kaikki: Lausunnot", "/pohjoinen/lausunnot/"),
        ("Näytä kaikki muistiot", "/pohjoinen/kokoukset/?stage=minutes_published"),
    ]
    assert texts(table, ".kp-subjects") == ["Asia 1"]
    assert "/kaikki/lausunnot/" in {link["href"] for link in table.select("footer a")}


def test_lists_stand_where_their_addresses_are_included(client, settings, pohjoinen) -> None:
    settings.ROOT_URLCONF = (path("poydat/", include("cms.pages.site.urls")), *urls.urlpatterns)
    add_statement(pohjoinen, "Lausunto")
    html = soup(client, "/poydat/kaikki/lausunnot/?year=2023")
    assert texts(html, ".kp-item h3") == ["Lausunto"]
    lists = {address for address in hrefs(html) if "/kaikki/" in address}
    assert "/poydat/kaikki/lausunnot.csv?year=2023" in lists
    assert {address for address in lists if not address.startswith("/poydat/kaikki/")} == set()


def test_no_page_is_made_at_an_address_of_the_lists(admin_client, home) -> None:
    add = f"/admin/pages/add/kumppanuus_pages/regionpage/{home.pk}/"
    given = {"title": "Kaikki", "slug": "kaikki", "introduction": "null"}
    rows = ("coordinators", "focus_areas", "links", "budget_rows", "founding_decisions", "comments")
    given |= {f"{name}-{key}_FORMS": 0 for name in rows for key in ("TOTAL", "INITIAL")}
    refused = admin_client.post(add, given)
    words = "Osoitteessa “/kaikki/” on sivuston oma sivu: valitse toinen osoite."
    assert words in refused.text
    assert not RegionPage.objects.exists()
    assert admin_client.post(add, given | {"slug": "kaikille"}).status_code == 302
    assert RegionPage.objects.get().slug == "kaikille"
