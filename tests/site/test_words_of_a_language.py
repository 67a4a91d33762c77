"""Pages in Swedish and English are in that language throughout: the frame, the names of kinds and
states, the search, what other sites frame, and errors. Their content here is a single word, so that
all else is the site's own."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Comment
from django.conf import settings
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Locale

from cms.pages.models import (
    Attendance,
    Audience,
    EventFeedback,
    FocusArea,
    FoundingDecision,
    Note,
    Outcome,
    PublicationDecision,
    RegionBudgetRow,
    RegionCoordinator,
    RegionLink,
    Reply,
    Seat,
)
from cms.pages.models.event import OrganiserRole
from cms.pages.models.meeting import AttendanceStatus, MeetingStage
from cms.pages.models.term import Represents, SeatRole
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
    add_topic,
    index_of,
)
from tests.site.reading import texts

TODAY = timezone.localdate()
SOON = timezone.now() + timedelta(days=7)
WORD = "Qvarn"
SHOWN_ATTRIBUTES = ("aria-label", "placeholder", "title", "alt", "content")
STATES = ("as_planned", "moved", "cancelled")
OF_ALL_TABLES = [
    "",
    "lausunnot/",
    "lausunnot/?status=given&outcome=noted",
    *("tapahtumat/", "kokoukset/", "uutiset/", "julkaisut/", "toimikaudet/"),
    *("polku/", "polku/?topic=qvarn-planned", "vuosi/2023/", "luvut/", "luvut/?year=2023"),
]
DECISION = {
    "decision_body": WORD,
    "decision_date": date(2020, 11, 9),
    "decision_section": "91",
}


def catalogue(language: str) -> Iterator[Any]:
    for room in ("themes", "cms"):
        file = settings.BASE_DIR / room / "locale" / language / "LC_MESSAGES" / "django.po"
        with file.open("rb") as lines:
            yield from (message for message in read_po(lines) if message.id)


def strings(one_or_more: Any) -> list[str]:
    return [one_or_more] if isinstance(one_or_more, str) else list(one_or_more)


def finnish_words(language: str) -> re.Pattern[str]:
    """What the site says in Finnish, unless it says the same in this language."""
    finnish = {text for message in catalogue("fi") for text in strings(message.string)}
    if language == "en":
        own = {text for message in catalogue("fi") for text in strings(message.id)}
    else:
        own = {text for message in catalogue(language) for text in strings(message.string)}
    patterns = [re.sub(r"%\\\(\w+\\\)[sd]", ".+", re.escape(text)) for text in finnish - own]
    return re.compile("|".join(patterns))


def shown_words(html: BeautifulSoup) -> set[str]:
    """Every text a reader may meet, whole and in the parts that signs divide it into."""
    shown = [text for text in html.find_all(string=True) if not isinstance(text, Comment)]
    for name in SHOWN_ATTRIBUTES:
        shown += [tag[name] for tag in html.find_all(attrs={name: True})]
    whole = [" ".join(text.split()) for text in shown]
    parts = [part.strip() for text in whole for part in re.split(r"[,·()–]|\d+", text)]
    return {text for text in (*whole, *parts) if text}


@pytest.fixture(params=["sv", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def region(home, language):
    """A translated table with all that a table can have."""
    locale, _ = Locale.objects.get_or_create(language_code=language)
    front = home.copy_for_translation(locale)
    front.title = WORD
    front.save_revision().publish()
    return add_region(
        front,
        "pohjoinen",
        title=WORD,
        coordinators=[RegionCoordinator(name=WORD, title=WORD)],
        links=[RegionLink(kind="feedback", label=WORD, url="https://example.org/")],
        focus_areas=[FocusArea(year=year, text=WORD) for year in (2022, 2023)],
        budget_rows=[
            RegionBudgetRow(year=year, purpose=WORD, allotted=8000) for year in (2022, 2023)
        ],
        founding_decisions=[FoundingDecision(**DECISION)],
    )


@pytest.fixture
def addresses(region, language) -> list[str]:
    """Of a page of each kind, in each state that it can be in."""
    with override(language):
        pages = [region, region.get_parent().specific, *terms(region), *meetings(region)]
        pages += [*statements(region), *events(region), *publications(region)]
        pages += [add_news(region, f"{WORD} {number}", lead=WORD) for number in range(21)]
        pages += [
            index_of(region, slug)
            for slug in ("kokoukset", "lausunnot", "tapahtumat", "uutiset", "julkaisut")
        ]
    kinds = ("events", "news", "statements", "meetings", "search")
    own = f"/{language}"
    return [
        *(page.site_path for page in pages),
        f"{own}/haku/",
        f"{own}/haku/?q={WORD}&kind=news&year=2023&page=2",
        f"{own}/haku/?q={WORD[:-1]}m",
        f"{own}/haku/?q=xyzzyx",
        *(f"{own}/kaikki/{place}" for place in OF_ALL_TABLES),
        *(f"{own}/embed/pohjoinen/{kind}/?q={WORD}&count=1" for kind in kinds),
        f"{own}/embed/pohjoinen/search/?q=xyzzyx",
        f"{own}/embed/pohjoinen/search/",
        f"{own}/embed/pohjoinen/events/?count=99",
        f"{own}/embed/xyzzyx/events/",
        f"{own}/xyzzyx/",
    ]


def terms(region) -> list[Any]:
    seats = [
        Seat(person=f"{WORD} {number}", represents=code, deputy=f"{WORD} 9{number}")
        for number, code in enumerate(Represents.values)
    ]
    for seat, role in zip(seats, SeatRole.values, strict=False):
        seat.role = role
    period = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=30)}
    term = add_term(region, WORD, seats=seats, has_deputies=True, **period, **DECISION)
    return [term, add_term(region, f"{WORD} 2")]


def meetings(region) -> list[Any]:
    attachment = ("attachment", {"document": add_document(WORD), "title": ""})
    attendance = [Attendance(name=WORD, status=status) for status in AttendanceStatus.values]
    return [
        add_meeting(
            region,
            f"{WORD} {stage}",
            WORD,
            starts_at=datetime(2023, 3, 1, 15, tzinfo=UTC),
            stage=stage,
            state=state,
            topics=[add_topic(f"{WORD} {stage}")],
            attendance=attendance,
            attachments=[attachment],
            place=WORD,
            online_url="https://example.org/",
        )
        for stage, state in zip(MeetingStage.values, STATES, strict=True)
    ] + [add_meeting(region, f"{WORD} to come", starts_at=SOON)]


def statements(region) -> list[Any]:
    board = add_organisation(WORD)
    asked = {"addressee": board, "requested_by": board, "requested_on": date(2023, 3, 1)}
    replies = [Reply(date=date(2023, 5, 1), outcome=code, **DECISION) for code in Outcome.values]
    variants: list[dict[str, Any]] = [
        {"given_on": None, **asked},
        {"kind": "for_information", "given_on": TODAY, **asked},
        {"given_on": TODAY - timedelta(days=40), "due_on": TODAY + timedelta(days=1), **asked},
        {"given_on": TODAY - timedelta(days=40), "due_on": TODAY - timedelta(days=1), **asked},
        {"replies": replies, "plain_summary": WORD, "what_was_done": WORD, **asked},
        {"requested_on": date(2023, 3, 1), "requested_until": date(2023, 4, 1), "addressee": board},
    ]
    pages = [
        add_statement(region, f"{WORD} {number}", **fields)
        for number, fields in enumerate(variants)
    ]
    statuses = {"preparing", "given", "waiting", "overdue", "replied"}
    assert {page.status.value for page in pages} == statuses
    return pages


def events(region) -> list[Any]:
    return [
        add_event(
            region,
            f"{WORD} {role}",
            starts_at=SOON,
            organiser_role=role,
            state=state,
            place=WORD,
            latitude="60.98",
            longitude="25.66",
            accessibility=WORD,
            audiences=Audience.values,
            partners=[add_organisation(f"{WORD} {role}")],
            online_url="https://example.org/",
            registration_url="https://example.org/",
            participants=3,
            feedback=[EventFeedback(text=WORD)],
        )
        for role, state in zip(OrganiserRole.values, STATES, strict=True)
    ]


def publications(region) -> list[Any]:
    mark = '<p>Qvarn<a href="#note-1"><sup>1</sup></a></p>'
    return [
        add_publication(
            region,
            WORD,
            version=2,
            summary=WORD,
            file=add_document(WORD),
            body=[("heading", {"number": "1", "text": WORD, "level": "2"}), ("text", mark)],
            notes=[Note(number=1, text=WORD)],
            decisions=[PublicationDecision(**DECISION)],
        )
    ]


def test_no_page_speaks_finnish(client, addresses, language) -> None:
    finnish = finnish_words(language)
    assert finnish.fullmatch("Etusivu")
    for address in addresses:
        response = client.get(address)
        expected = 404 if "xyzzyx/" in address else 400 if "99" in address else 200
        assert response.status_code == expected, address
        html = BeautifulSoup(response.content, "html.parser")
        assert expected == 400 or html.html["lang"] == language, address
        assert {text for text in shown_words(html) if finnish.fullmatch(text)} == set(), address


def test_times_are_told_in_the_language_of_the_page(client, region, language) -> None:
    with override(language):
        meeting = add_meeting(region, WORD, starts_at=datetime(2023, 3, 1, 15, tzinfo=UTC))
    html = BeautifulSoup(client.get(meeting.site_path).content, "html.parser")
    assert texts(html, ".kp-lead") == [
        {"sv": "ons 1.3.2023 kl. 17.00", "en": "Wed 1.3.2023 at 17.00"}[language]
    ]


def test_what_a_page_is_called_is_searched_for_in_its_language(client, region, language) -> None:
    with override("fi"):  # whoever publishes it
        add_statement(region, WORD, addressee=add_organisation(WORD))
    own, finnish = {"sv": "utlåtande", "en": "statement"}[language], "lausunto"
    found = [
        texts(
            BeautifulSoup(client.get(f"/{language}/haku/", {"q": word}).content, "html.parser"),
            ".kp-hit h3",
        )
        for word in (own, finnish)
    ]
    assert found == [[WORD], []]
