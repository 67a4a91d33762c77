"""Root lists: filters, orders, paging; single pages; and what is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale

from cms.pages.models import AgendaItem, Reply, Seat
from tests.factories import (
    add_event,
    add_meeting,
    add_news,
    add_organisation,
    add_publication,
    add_statement,
    add_term,
    add_topic,
)


def day(text: str) -> datetime:
    """Noon in Helsinki of a day."""
    return timezone.make_aware(datetime.fromisoformat(f"{text}T12:00"))


@pytest.fixture
def titles(ask):
    """Titles that a root list gives for its arguments."""

    def titles(root: str, arguments: str = "") -> list[str]:
        call = f"{root}({arguments})" if arguments else root
        rows = ask(f"{{ {call} {{ totalCount nodes {{ title }} }} }}")[root]
        found = [row["title"] for row in rows["nodes"]]
        assert rows["totalCount"] == len(found)
        return found

    return titles


def test_events_are_narrowed(titles, pohjoinen, itainen):
    parks = add_topic("Puistot")
    add_event(
        pohjoinen,
        "Kuuleminen",
        starts_at=day("2024-05-05"),
        kind="hearing",
        organiser_role="co_organised",
        audiences=["seniors", "youth"],
        topics=[parks],
    )
    add_event(itainen, "Kahvit", starts_at=day("2024-06-06"), kind="coffee", state="cancelled")
    add_event(itainen, "Tuleva", starts_at=timezone.now() + timedelta(days=3))
    add_event(itainen, "Kesken", starts_at=day("2024-01-01"), ends_at=day("2099-01-01"))
    assert titles("events") == ["Tuleva", "Kahvit", "Kuuleminen", "Kesken"]
    assert titles("events", 'region: "itainen"') == ["Tuleva", "Kahvit", "Kesken"]
    assert titles("events", 'region: "etelainen"') == []
    assert titles("events", "kind: HEARING") == ["Kuuleminen"]
    assert titles("events", "organiserRole: CO_ORGANISED") == ["Kuuleminen"]
    assert titles("events", "audience: SENIORS") == ["Kuuleminen"]
    assert titles("events", "audience: CHILDREN") == []
    assert titles("events", "state: CANCELLED") == ["Kahvit"]
    assert titles("events", 'topic: "puistot"') == ["Kuuleminen"]
    assert titles("events", "year: 2024") == ["Kahvit", "Kuuleminen", "Kesken"]
    assert titles("events", 'from: "2024-05-06", to: "2024-06-06"') == ["Kahvit"]
    assert titles("events", "upcoming: true") == ["Kesken", "Tuleva"]
    assert titles("events", "upcoming: false") == ["Kahvit", "Kuuleminen"]
    assert titles("events", "order: STARTS_AT_ASC, year: 2024") == [
        "Kesken",
        "Kuuleminen",
        "Kahvit",
    ]
    assert titles("events", "order: TITLE_DESC") == ["Tuleva", "Kuuleminen", "Kesken", "Kahvit"]


def test_days_begin_in_helsinki(titles, pohjoinen):
    add_event(pohjoinen, "Aamuyö", starts_at=datetime(2024, 6, 5, 21, 30, tzinfo=UTC))
    assert titles("events", 'from: "2024-06-06", to: "2024-06-06"') == ["Aamuyö"]
    assert titles("events", 'to: "2024-06-05"') == []


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_farthest_days_are_answered(titles, pohjoinen, day):
    add_event(pohjoinen, "Tapahtuma")
    assert titles("events", f'from: "{day}"') == (["Tapahtuma"] if day < "2097" else [])
    assert titles("events", f'to: "{day}"') == ([] if day < "2097" else ["Tapahtuma"])


def test_meetings_are_narrowed(ask, titles, pohjoinen, itainen):
    term, other = add_term(pohjoinen, "Kausi"), add_term(pohjoinen, "Salainen kausi", live=False)
    add_meeting(
        pohjoinen,
        "Muistio",
        "A",
        starts_at=day("2023-02-01"),
        stage="minutes_published",
        topics=[add_topic("Puistot")],
        term=other,
    )
    add_meeting(itainen, "Seminaari", starts_at=day("2024-02-01"), kind="seminar", term=term)
    assert titles("meetings") == ["Seminaari", "Muistio"]
    assert titles("meetings", "kind: SEMINAR") == ["Seminaari"]
    assert titles("meetings", "stage: MINUTES_PUBLISHED") == ["Muistio"]
    assert titles("meetings", f'term: "{term.uuid}"') == ["Seminaari"]
    assert titles("meetings", f'term: "{other.uuid}"') == []
    assert titles("meetings", 'region: "itainen"') == ["Seminaari"]
    assert titles("meetings", 'topic: "puistot"') == ["Muistio"]
    assert titles("meetings", 'topic: "muu"') == []
    assert titles("meetings", "year: 2023") == ["Muistio"]


def test_statements_are_narrowed_by_what_is_written(titles, pohjoinen, itainen):
    hidden = add_topic("Salaiset", live=False)
    add_statement(pohjoinen, "Vanha", given_on=date(2022, 12, 31), topics=[hidden])
    add_statement(
        itainen, "Uusi", given_on=date(2023, 1, 1), kind="proposal", topics=[add_topic("Puistot")]
    )
    assert titles("statements", "year: 2022") == ["Vanha"]
    assert titles("statements", 'region: "itainen"') == ["Uusi"]
    assert titles("statements", "kind: PROPOSAL") == ["Uusi"]
    assert titles("statements", 'topic: "puistot"') == ["Uusi"]
    assert titles("statements", 'topic: "salaiset"') == []


def test_statements_are_narrowed_by_what_is_derived(ask, titles, pohjoinen):
    today = timezone.localdate()
    board, other = add_organisation("Tekninen lautakunta"), add_organisation("Hallitus")

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    add_statement(pohjoinen, "Valmisteilla", given_on=None, addressee=board)
    add_statement(pohjoinen, "Odottaa", given_on=ago(10), due_on=today, addressee=other)
    add_statement(pohjoinen, "Myöhässä", given_on=ago(40), due_on=ago(1), addressee=other)
    add_statement(pohjoinen, "Tiedoksi", given_on=ago(50), kind="for_information", addressee=other)
    add_statement(
        pohjoinen,
        "Vastattu",
        given_on=ago(60),
        addressee=other,
        replies=[
            Reply(date=ago(50), outcome="rejected"),
            Reply(date=ago(20), outcome="partly"),
        ],
    )
    expected = {
        "PREPARING": "Valmisteilla",
        "WAITING": "Odottaa",
        "OVERDUE": "Myöhässä",
        "GIVEN": "Tiedoksi",
        "REPLIED": "Vastattu",
    }
    for status, title in expected.items():
        assert titles("statements", f"status: {status}") == [title]
    rows = ask("{ statements { nodes { title status outcome daysWaiting } } }")["statements"]
    assert rows["nodes"] == [
        {"title": "Valmisteilla", "status": "PREPARING", "outcome": None, "daysWaiting": None},
        {"title": "Odottaa", "status": "WAITING", "outcome": None, "daysWaiting": 10},
        {"title": "Myöhässä", "status": "OVERDUE", "outcome": None, "daysWaiting": 40},
        {"title": "Tiedoksi", "status": "GIVEN", "outcome": None, "daysWaiting": None},
        {"title": "Vastattu", "status": "REPLIED", "outcome": "PARTLY", "daysWaiting": 10},
    ]
    assert titles("statements", "outcome: PARTLY") == ["Vastattu"]
    assert titles("statements", "outcome: REJECTED") == []
    assert titles("statements", f'addressee: "{board.uuid}"') == ["Valmisteilla"]
    assert titles("statements", "waitingLongerThan: 9") == ["Odottaa", "Myöhässä"]
    assert titles("statements", "waitingLongerThan: 10") == ["Myöhässä"]
    assert titles("statements", "waitingLongerThan: 2147483647") == []
    assert titles("statements", f"year: {ago(60).year}, kind: FOR_INFORMATION") in (
        ["Tiedoksi"],
        [],
    )


def test_news_of_a_region_are_those_that_concern_it(titles, home, pohjoinen, itainen):
    add_news(home, "Kaikille", date=date(2024, 1, 3))
    add_news(home, "Itäiselle", date=date(2024, 1, 2), regions=[itainen])
    add_news(pohjoinen, "Oma", date=date(2024, 1, 1), topics=[add_topic("Puistot")])
    assert titles("news", 'topic: "puistot"') == ["Oma"]
    assert titles("news", 'region: "pohjoinen"') == ["Kaikille", "Oma"]
    assert titles("news", 'from: "2024-01-02", to: "2024-01-02"') == ["Itäiselle"]
    assert titles("news", "order: DATE_ASC") == ["Oma", "Itäiselle", "Kaikille"]


def test_seats_of_a_term_on_a_day(ask, refused, pohjoinen):
    term = add_term(
        pohjoinen,
        "Kausi",
        seats=[
            Seat(person="Koko kauden", represents="school"),
            Seat(person="Alussa", represents="school", ends_on=date(2024, 1, 1)),
            Seat(person="Lopussa", represents="school", starts_on=date(2024, 1, 2)),
        ],
    )
    query = "query ($id: ID!, $on: Date) { term(id: $id) { seats(on: $on) { person } } }"

    def people(on: str | None) -> list[str]:
        seats = ask(query, id=str(term.uuid), on=on)["term"]["seats"]
        return [seat["person"] for seat in seats]

    assert people(None) == ["Koko kauden", "Alussa", "Lopussa"]
    assert people("2023-06-01") == people("2024-01-01") == ["Koko kauden", "Alussa"]
    assert people("2024-01-02") == people("2025-05-31") == ["Koko kauden", "Lopussa"]
    assert people("2023-05-31") == people("2025-06-01") == []
    [message] = refused(query, id=str(term.uuid), on="eilen")
    assert "$on" in message
    assert "eilen" in message


def test_publications_that_are_valid_on_a_day(titles, home):
    add_publication(home, "Vanha", valid_from=date(2021, 1, 1), valid_to=date(2022, 12, 31))
    add_publication(home, "Nykyinen", valid_from=date(2023, 1, 1), kind="report")
    assert titles("publications", 'validOn: "2022-12-31"') == ["Vanha"]
    assert titles("publications", 'validOn: "2023-01-01"') == ["Nykyinen"]
    assert titles("publications", 'validOn: "2023-06-01"') == ["Nykyinen"]
    assert titles("publications", "kind: REPORT") == ["Nykyinen"]


def test_paging_gives_every_row_once(ask, pohjoinen):
    for number in range(5):
        add_news(pohjoinen, f"Uutinen {number}", date=date(2024, 1, 1 + number))
    query = (
        "query ($after: String) { news(first: 2, after: $after) { totalCount"
        " pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
        " edges { cursor node { title } } nodes { title } } }"
    )
    seen, after, more = [], None, True
    while more:
        page = ask(query, after=after)["news"]
        assert page["totalCount"] == 5
        assert [edge["node"] for edge in page["edges"]] == page["nodes"]
        assert page["pageInfo"]["startCursor"] == page["edges"][0]["cursor"]
        assert page["pageInfo"]["hasPreviousPage"] is bool(seen)
        seen += [row["title"] for row in page["nodes"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert seen == [f"Uutinen {number}" for number in (4, 3, 2, 1, 0)]
    none = ask("{ news(first: 0) { totalCount nodes { title } pageInfo { endCursor } } }")["news"]
    assert none == {"totalCount": 5, "nodes": [], "pageInfo": {"endCursor": None}}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("events(first: 101)", 'Argument "first" must be from 0 to 100; it is 101.'),
        ("events(first: -1)", 'Argument "first" must be from 0 to 100; it is -1.'),
        ('search(query: "a", first: 101)', 'Argument "first" must be from 0 to 100; it is 101.'),
        *(
            (
                f'events(after: "{cursor}")',
                'Argument "after" must be a cursor that an earlier answer gave.',
            )
            for cursor in ("", "x", "äö", "cm93Og==", "cm93Oi0x", "cm93Ojk5OTk5OTk5OTk5OTk5OTk=")
        ),
        ("events(year: 1)", 'Argument "year" must be from 1900 to 2200; it is 1.'),
        ("events(year: 1899)", 'Argument "year" must be from 1900 to 2200; it is 1899.'),
        ("events(year: 2201)", 'Argument "year" must be from 1900 to 2200; it is 2201.'),
        ("news(year: 99999)", 'Argument "year" must be from 1900 to 2200; it is 99999.'),
        ('statements(addressee: "1")', 'Argument "addressee" must be a UUID.'),
        ('meetings(term: "1")', 'Argument "term" must be a UUID.'),
        ("meetings(year: 0)", 'Argument "year" must be from 1900 to 2200; it is 0.'),
        ("statements(year: -1)", 'Argument "year" must be from 1900 to 2200; it is -1.'),
        ("publications(year: 0)", 'Argument "year" must be from 1900 to 2200; it is 0.'),
        (
            "statements(waitingLongerThan: -1)",
            'Argument "waitingLongerThan" must be at least 0; it is -1.',
        ),
    ],
)
def test_what_is_refused_names_the_argument(refused, home, call, message):
    assert refused(f"{{ {call} {{ totalCount }} }}") == [message]


def test_lists_of_a_region_refuse_the_same(refused, ask, pohjoinen):
    assert refused('{ region(slug: "pohjoinen") { latestNews(first: 101) { title } } }') == [
        'Argument "first" must be from 0 to 100; it is 101.'
    ]
    assert refused("{ regions { budget(year: 0) { used } } }") == [
        'Argument "year" must be from 1900 to 2200; it is 0.'
    ]


def test_single_pages_by_id(ask, refused, pohjoinen):
    meeting = add_meeting(pohjoinen, "Kokous", "Asia")
    query = "query ($id: ID!) { meeting(id: $id) { id title } event(id: $id) { id } }"
    assert ask(query, id=str(meeting.uuid)) == {
        "meeting": {"id": str(meeting.uuid), "title": "Kokous"},
        "event": None,
    }
    assert refused('{ meeting(id: "1") { id } }') == ['Argument "id" must be a UUID.']


def test_each_language_has_its_own_pages(ask, pohjoinen):
    swedish, _ = Locale.objects.get_or_create(language_code="sv")
    event = add_event(pohjoinen, "Tapahtuma")
    home = pohjoinen.get_parent().specific
    home.copy_for_translation(swedish).save_revision().publish()
    norra = pohjoinen.copy_for_translation(swedish)
    norra.title = "Norra"
    norra.save_revision().publish()
    query = (
        "query ($language: Language!, $id: ID!) { regions(language: $language) { title path"
        " language } event(id: $id, language: $language) { title } }"
    )
    assert ask(query, language="FI", id=str(event.uuid)) == {
        "regions": [{"title": "Pohjoinen", "path": "/pohjoinen/", "language": "FI"}],
        "event": {"title": "Tapahtuma"},
    }
    assert ask(query, language="SV", id=str(event.uuid)) == {
        "regions": [{"title": "Norra", "path": "/sv/pohjoinen/", "language": "SV"}],
        "event": None,
    }


def test_agenda_item_of_a_meeting_has_an_address_of_its_own(ask, pohjoinen):
    meeting = add_meeting(pohjoinen, "Kokous", "Ensimmäinen", "Toinen")
    second = AgendaItem.objects.get(page=meeting, number=2)
    rows = ask(
        "{ meetings { nodes { agendaItems { number text url anchor meeting { title } } } } }"
    )
    assert rows["meetings"]["nodes"][0]["agendaItems"][1] == {
        "number": 2,
        "text": "<p>Toinen</p>",
        "url": f"https://kumppanuus.test/pohjoinen/kokoukset/kokous/#{second.anchor}",
        "anchor": second.anchor,
        "meeting": {"title": "Kokous"},
    }


@pytest.mark.parametrize(("first", "follows"), [(2, True), (3, False), (4, False)])
def test_a_list_says_whether_more_follows(ask, pohjoinen, first, follows):
    for number in range(3):
        add_event(pohjoinen, f"Tapahtuma {number}")
    answer = ask(f"{{ events(first: {first}) {{ nodes {{ id }} pageInfo {{ hasNextPage }} }} }}")
    assert len(answer["events"]["nodes"]) == min(first, 3)
    assert answer["events"]["pageInfo"] == {"hasNextPage": follows}
