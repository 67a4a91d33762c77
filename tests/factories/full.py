"""Pages of each type with every field, block and inline child filled: a field that a page type gets
is filled here, for the tests of the search, of leaks and of the site alike."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Collection, Page
from wagtail.rich_text import RichText

from cms.media.renditions import make_renditions
from cms.pages.models import (
    AgendaItem,
    Attendance,
    EventFeedback,
    EventPage,
    FocusArea,
    FoundingDecision,
    HomeBudgetRow,
    HomePage,
    IndexPage,
    InfoPage,
    MeetingPage,
    NewsPage,
    Note,
    PublicationDecision,
    PublicationPage,
    RegionBudgetRow,
    RegionCoordinator,
    RegionLink,
    RegionPage,
    Reply,
    Seat,
    StatementPage,
    TermPage,
)
from tests.factories.pages import (
    add_event,
    add_info,
    add_meeting,
    add_news,
    add_publication,
    add_region,
    add_statement,
    add_term,
    index_of,
)
from tests.factories.shared import add_document, add_image, add_organisation, add_theme, add_topic

DAY = timedelta(days=1)
AREA = {"type": "Polygon", "coordinates": [[[25, 61], [26, 61], [26, 62], [25, 61]]]}


@dataclass
class Things:
    """What pages refer to."""

    topic: Any
    body: Any
    image: Any
    file: Any
    pages: dict[str, Any] = field(default_factory=dict)
    """Pages that are linked to, by any name. The one named `term` has the seats of meetings, the
    one named `meeting` the item of statements, the one named `region` is what news concerns."""


def add_things(word: str, collection: Collection | None = None, **fields: Any) -> Things:
    """All that pages refer to besides pages; the fields are those of the registers."""
    image = add_image(f"{word} kuva", collection=collection)
    make_renditions(image)
    return Things(
        add_topic(f"{word} aihe", **fields),
        add_organisation(
            f"{word} taho",
            website=f"https://{word.lower()}.test/",
            email=f"{word.lower()}@avoin.test",
            **fields,
        ),
        image,
        add_document(f"{word} tiedosto", f"{word} teksti", collection),
    )


def add_full_pages(region: RegionPage, word: str, of: Things) -> dict[str, Any]:
    """One page of each type that stands under a region, lists left out."""
    term = add_full_term(region, word, of)
    meeting = add_full_meeting(region, word, of, term)
    return {
        "term": term,
        "meeting": meeting,
        "statement": add_full_statement(region, word, of, meeting),
        "event": add_full_event(region, word, of),
        "news": add_full_news(region, word, of),
        "publication": add_full_publication(region, word, of),
        "info": add_full_info(region, word, of),
    }


def add_full_term(region: RegionPage, word: str, of: Things, **fields: Any) -> TermPage:
    """A term that runs today."""
    today = timezone.localdate()
    seat = Seat(
        person=f"{word} jäsen",
        represents="school",
        organisation=of.body,
        deputy=f"{word} vara",
        starts_on=today - 80 * DAY,
        ends_on=today + 80 * DAY,
    )
    defaults = {
        "starts_on": today - 90 * DAY,
        "ends_on": today + 90 * DAY,
        "has_deputies": True,
        "seats": [seat],
        **_decision(word),
        **_found(word),
    }
    return add_term(region, f"{word} kausi", **defaults | fields)


def add_full_meeting(
    region: RegionPage, word: str, of: Things, term: TermPage, **fields: Any
) -> MeetingPage:
    """A meeting of the term, with its minutes."""
    term = of.pages.get("term", term)
    item = AgendaItem(
        number=1,
        title=f"{word} asia",
        text=f"<p>{word} leikkipuisto</p>{_rich_text(word, of)}",
        outcome=f"<p>{word} päätös</p>",
        topics=[of.topic],
        attachments=_attachments(word, of),
    )
    defaults = {
        "kind": "regular",
        "stage": "minutes_published",
        "starts_at": datetime(2023, 3, 1, 15, tzinfo=UTC),
        "ends_at": datetime(2023, 3, 1, 17, tzinfo=UTC),
        "place": f"{word} paikka",
        "online_url": _address(word),
        "introduction": _rich_text(word, of),
        "plain_summary": f"{word} kokous selkokielellä",
        "agenda_items": [item],
        "topics": [of.topic],
        "attachments": _attachments(word, of),
        "term": term,
        "next_meeting": of.pages.get("meeting"),
        "attendance": [Attendance(name=f"{word} nimi", seat=term.seats.get(), status="present")],
        **_found(word),
    }
    return add_meeting(region, f"{word} kokous", **defaults | fields)


def add_full_statement(
    region: RegionPage, word: str, of: Things, meeting: MeetingPage, **fields: Any
) -> StatementPage:
    """A statement from an item of the meeting, with the reply to it."""
    given = fields.pop("given_on", date(2023, 4, 1))
    reply = Reply(
        date=given + 9 * DAY,
        body=of.body,
        outcome=fields.pop("outcome", "noted"),
        text=_rich_text(word, of),
        **_decision(word),
    )
    defaults = {
        "addressee": of.body,
        "requested_by": of.body,
        "requested_on": given - 20 * DAY,
        "requested_until": given + 20 * DAY,
        "given_on": given,
        "due_on": given + 90 * DAY,
        "agenda_item": of.pages.get("meeting", meeting).agenda_items.get(),
        "summary": f"{word} tiivistelmä",
        "plain_summary": f"{word} selko",
        "what_was_done": f"{word} teko",
        "body": _body(word, of),
        "attachments": _attachments(word, of),
        "topics": [of.topic],
        "replies": [reply],
        **_found(word),
    }
    return add_statement(region, f"{word} lausunto", **defaults | fields)


def add_full_event(region: RegionPage, word: str, of: Things, **fields: Any) -> EventPage:
    """An event to come that has been told of already."""
    defaults = {
        "kind": "forum",
        "starts_at": datetime(2097, 5, 5, 14, tzinfo=UTC),
        "ends_at": datetime(2097, 5, 5, 16, tzinfo=UTC),
        "place": f"{word} paikka",
        "latitude": 61,
        "longitude": 25.5,
        "online_url": _address(word),
        "lead": f"{word} alku",
        "plain_summary": f"{word} tapahtuma selkokielellä",
        "image": of.image,
        "body": _body(word, of),
        "partners": [of.body],
        "audiences": ["seniors"],
        "topics": [of.topic],
        "accessibility": f"{word} esteetön",
        "registration_url": _address(word),
        "participants": 20,
        "feedback": [EventFeedback(topic=of.topic, text=f"{word} palaute")],
        **_found(word),
    }
    return add_event(region, f"{word} tapahtuma", **defaults | fields)


def add_full_news(region: RegionPage, word: str, of: Things, **fields: Any) -> NewsPage:
    defaults = {
        "image": of.image,
        "body": _body(word, of),
        "topics": [of.topic],
        "regions": [of.pages.get("region", region)],
        "newspaper_text": f"{word} lehdelle",
        "social_text": f"{word} someen",
        **_found(word),
    }
    return add_news(region, f"{word} uutinen", **defaults | fields)


def add_full_publication(
    region: RegionPage, word: str, of: Things, **fields: Any
) -> PublicationPage:
    defaults = {
        "kind": "report",
        "version": 2,
        "valid_from": date(2023, 1, 1),
        "valid_to": date(2023, 12, 31),
        "summary": f"{word} tiivistelmä",
        "plain_summary": f"{word} julkaisu selkokielellä",
        "body": _body(word, of),
        "file": of.file,
        "topics": [of.topic],
        "notes": [Note(number=1, text=f"{word} huomautus")],
        "decisions": [PublicationDecision(**_decision(word))],
        **_found(word),
    }
    return add_publication(region, f"{word} julkaisu", **defaults | fields)


def add_full_info(region: RegionPage, word: str, of: Things, **fields: Any) -> InfoPage:
    defaults = {
        "kind": "about",
        "lead": f"{word} alku",
        "body": _body(word, of),
        **_found(word),
    }
    return add_info(region, f"{word} tietosivu", **defaults | fields)


def add_full_region(home: HomePage, slug: str, word: str, of: Things, **fields: Any) -> RegionPage:
    return fill_region(add_region(home, slug, title=f"{word} alue"), word, of, **fields)


def fill_region(
    region: RegionPage, word: str, of: Things, year: int = 2023, **fields: Any
) -> RegionPage:
    defaults = {
        "introduction": _rich_text(word, of),
        "image": of.image,
        "area": AREA,
        "coordinators": [
            RegionCoordinator(
                name=f"{word} nimi",
                title=f"{word} nimike",
                phone="010 123",
                email=f"{word.lower()}@avoin.test",
            )
        ],
        "links": [RegionLink(kind="social", label=f"{word} linkki", url=_address(word))],
        "focus_areas": [FocusArea(year=year, text=f"{word} painopiste")],
        "budget_rows": [
            RegionBudgetRow(year=year, purpose=f"{word} tarkoitus", allotted=100, used=10)
        ],
        "founding_decisions": [FoundingDecision(**_decision(word))],
        **_found(word),
    }
    if "theme" not in fields:
        fields["theme"] = add_theme(region.slug, name=f"{word} teema", logo=of.image)
    return _fill(region, **defaults | fields)


def fill_home(home: HomePage, word: str) -> HomePage:
    rows = [HomeBudgetRow(year=2023, purpose=word, allotted=100, used=10)]
    return _fill(home, introduction=f"<p>{word} etusivu</p>", budget_rows=rows, **_found(word))


def fill_indexes(region: RegionPage, word: str) -> list[IndexPage]:
    slugs = [model.default_slug for model in IndexPage.__subclasses__()]
    introduction = f"<p>{word} johdanto</p>"
    return [
        _fill(index_of(region, slug), introduction=introduction, **_found(word)) for slug in slugs
    ]


def _fill(page: Page, **fields: Any) -> Any:
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def _found(word: str) -> dict[str, str]:
    """What is told to search engines."""
    return {"seo_title": f"{word} otsake", "search_description": f"{word} kuvaus"}


def _address(word: str) -> str:
    return f"https://{word.lower()}.test/"


def _decision(word: str) -> dict[str, Any]:
    return {
        "decision_body": f"{word} valtuusto",
        "decision_date": date(2020, 11, 9),
        "decision_section": "91",
        "decision_url": "https://avoin.test/",
    }


def _rich_text(word: str, of: Things) -> str:
    """With a link to each page and to the file."""
    links = [f'linktype="document" id="{of.file.pk}"']
    links += [f'linktype="page" id="{page.pk}"' for page in of.pages.values()]
    return f"<p>{word}</p>" + "".join(f"<p><a {link}>x</a></p>" for link in links)


def _attachments(word: str, of: Things) -> list[Any]:
    return [("attachment", {"document": of.file, "title": f"{word} liite"})]


def _body(word: str, of: Things) -> list[Any]:
    """Every kind of block."""
    return [
        ("heading", {"number": "1", "text": f"{word} otsikko", "level": "2"}),
        ("text", RichText(_rich_text(word, of))),
        ("quote", {"text": f"{word} lainaus", "source": f"{word} lähde"}),
        ("picture", {"image": of.image, "caption": f"{word} kuvateksti"}),
        *_attachments(word, of),
        *(("page", page) for page in of.pages.values()),
    ]
