"""Content of every kind, all fields filled, in visible twins and hidden in every way.

Every text, address and file name of what is hidden has the word `salaisuus`; the draft of the
page that is previewed has `salaluonnos`."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.rich_text import RichText

from cms.pages.editing.previews import preview_token
from cms.pages.models import (
    AgendaItem,
    Attendance,
    EventFeedback,
    FocusArea,
    FoundingDecision,
    HomeBudgetRow,
    MeetingPage,
    Note,
    PublicationDecision,
    RegionBudgetRow,
    RegionCoordinator,
    RegionLink,
    Reply,
    Seat,
)
from tests.factories import (
    HIDING,
    add_document,
    add_event,
    add_image,
    add_meeting,
    add_news,
    add_organisation,
    add_publication,
    add_region,
    add_statement,
    add_term,
    add_theme,
    add_topic,
    hide,
    index_of,
)

SECRET, DRAFT = "Salaisuus", "Salaluonnos"
DAY = timedelta(days=1)


@dataclass
class Things:
    """What pages refer to."""

    topic: Any
    body: Any
    image: Any
    file: Any
    pages: dict[str, Any] = field(default_factory=dict)


@dataclass
class World:
    home: Any
    region: Any
    twins: Things
    hidden: list[Things]
    token: str
    secret_ids: set[str]
    """Of what was never public."""
    gone_ids: set[str]
    """Of pages that were public: `changes` tells that they have gone."""


def things(word: str, collection: Collection | None = None, **fields: Any) -> Things:
    image = add_image(f"{word} kuva", collection=collection)
    image.make_renditions()
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


def add_pages(region: Any, word: str, of: Things, is_secret: bool = False) -> dict[str, Any]:
    """One of each kind, that refers to the things and, after them, to one another."""
    now = timezone.now()
    link = f'<p>{word} <a linktype="document" id="{of.file.pk}">x</a></p>' + "".join(
        f'<p><a linktype="page" id="{page.pk}">x</a></p>' for page in of.pages.values()
    )
    attachments = [("attachment", {"document": of.file, "title": f"{word} liite"})]
    body = [
        ("heading", {"number": "1", "text": f"{word} otsikko", "level": "2"}),
        ("text", RichText(link)),
        ("quote", {"text": f"{word} lainaus", "source": f"{word} lähde"}),
        ("picture", {"image": of.image, "caption": f"{word} kuvateksti"}),
        *attachments,
        *(("page", page) for page in of.pages.values()),
    ]
    decision = {
        "decision_body": f"{word} valtuusto",
        "decision_date": date(2020, 11, 9),
        "decision_section": "91",
        "decision_url": "https://avoin.test/",
    }
    found = {"search_description": f"{word} kuvaus"}
    topics = [of.topic]
    term = add_term(
        region,
        f"{word} kausi",
        starts_on=now.date() - 90 * DAY,
        ends_on=now.date() + 90 * DAY,
        has_deputies=True,
        seats=[
            Seat(
                person=f"{word} jäsen",
                represents="school",
                organisation=of.body,
                deputy=f"{word} vara",
                starts_on=now.date() - 80 * DAY,
                ends_on=now.date() + 80 * DAY,
            )
        ],
        **decision,
        **found,
    )
    meeting = add_meeting(
        region,
        f"{word} kokous",
        "Asia",
        kind="seminar" if is_secret else "regular",
        stage="agenda_published" if is_secret else "minutes_published",
        state="moved" if is_secret else "as_planned",
        starts_at=datetime(2011 if is_secret else 2023, 3, 1, 15, tzinfo=UTC),
        ends_at=datetime(2011 if is_secret else 2023, 3, 1, 17, tzinfo=UTC),
        place=f"{word} paikka",
        online_url=f"https://{word.lower()}.test/",
        introduction=link,
        topics=topics,
        attachments=attachments,
        term=of.pages.get("term", term),
        next_meeting=of.pages.get("meeting"),
        attendance=[
            Attendance(
                name=f"{word} nimi", seat=of.pages.get("term", term).seats.get(), status="present"
            )
        ],
        **found,
    )
    meeting.agenda_items = [
        AgendaItem(
            number=1,
            title=f"{word} asia",
            text=f"<p>{word} leikkipuisto</p>{link}",
            outcome=f"<p>{word} päätös</p>",
            topics=topics,
            attachments=attachments,
        )
    ]
    meeting.save_revision().publish()
    meeting = MeetingPage.objects.get(pk=meeting.pk)
    asked = of.pages.get("meeting", meeting).agenda_items.get()
    given = date(2011, 4, 1) if is_secret else date(2023, 4, 1)
    pages = {
        "term": term,
        "meeting": meeting,
        "statement": add_statement(
            region,
            f"{word} lausunto",
            kind="position" if is_secret else "statement",
            addressee=of.body,
            requested_by=of.body,
            requested_on=given - 20 * DAY,
            requested_until=given + 20 * DAY,
            given_on=given,
            agenda_item=asked,
            summary=f"{word} tiivistelmä",
            plain_summary=f"{word} selko",
            body=body,
            attachments=attachments,
            topics=topics,
            replies=[
                Reply(
                    date=given + 9 * DAY,
                    body=of.body,
                    outcome="rejected" if is_secret else "noted",
                    text=link,
                    **decision,
                )
            ],
            **found,
        ),
        "event": add_event(
            region,
            f"{word} tapahtuma",
            kind="festivity" if is_secret else "forum",
            organiser_role="supported" if is_secret else "own",
            state="moved" if is_secret else "as_planned",
            starts_at=datetime(2098 if is_secret else 2097, 5, 5, 14, tzinfo=UTC),
            ends_at=datetime(2098 if is_secret else 2097, 5, 5, 16, tzinfo=UTC),
            place=f"{word} paikka",
            latitude=61,
            longitude=25.5,
            online_url=f"https://{word.lower()}.test/",
            lead=f"{word} alku",
            image=of.image,
            body=body,
            partners=[of.body],
            audiences=["companies"] if is_secret else ["seniors"],
            topics=topics,
            accessibility=f"{word} esteetön",
            registration_url=f"https://{word.lower()}.test/",
            participants=12345 if is_secret else 20,
            feedback=[EventFeedback(topic=of.topic, text=f"{word} palaute")],
            **found,
        ),
        "news": add_news(
            region,
            f"{word} uutinen",
            date=date(2011 if is_secret else 2023, 5, 1),
            image=of.image,
            body=body,
            topics=topics,
            regions=[of.pages["region"]] if "region" in of.pages else [region],
            newspaper_text=f"{word} lehdelle",
            social_text=f"{word} someen",
            **found,
        ),
        "publication": add_publication(
            region,
            f"{word} julkaisu",
            kind="evaluation" if is_secret else "report",
            version=2,
            valid_from=date(2011 if is_secret else 2023, 1, 1),
            valid_to=date(2011 if is_secret else 2023, 12, 31),
            summary=f"{word} tiivistelmä",
            body=body,
            file=of.file,
            topics=topics,
            notes=[Note(number=1, text=f"{word} huomautus")],
            decisions=[PublicationDecision(**decision)],
            **found,
        ),
    }
    return pages


def fill_region(region: Any, word: str, of: Things, year: int = 2023) -> Any:
    region = type(region).objects.get(pk=region.pk)
    region.introduction = f'<p>{word} <a linktype="document" id="{of.file.pk}">x</a></p>'
    region.introduction += "".join(
        f'<p><a linktype="page" id="{page.pk}">x</a></p>' for page in of.pages.values()
    )
    region.image = of.image
    region.theme = add_theme(region.slug, name=f"{word} teema", logo=of.image)
    region.search_description = f"{word} kuvaus"
    region.coordinators = [
        RegionCoordinator(
            name=f"{word} nimi",
            title=f"{word} nimike",
            phone="010 123",
            email=f"{word.lower()}@avoin.test",
        )
    ]
    region.links = [
        RegionLink(kind="social", label=f"{word} linkki", url=f"https://{word.lower()}.test/")
    ]
    region.focus_areas = [FocusArea(year=year, text=f"{word} painopiste")]
    region.budget_rows = [
        RegionBudgetRow(year=year, purpose=f"{word} tarkoitus", allotted=100, used=10)
    ]
    region.founding_decisions = [
        FoundingDecision(
            decision_body=f"{word} valtuusto",
            decision_date=date(2020, 1, 1),
            decision_section="92",
            decision_url="https://avoin.test/",
        )
    ]
    region.save_revision().publish()
    return type(region).objects.get(pk=region.pk)


def build(home: Any, region: Any) -> World:
    """In one visible region the twins, what is hidden by itself, and pages that refer to all of
    it; in others what is hidden with its region or its parent."""
    for slug in ("kokoukset", "lausunnot", "tapahtumat", "uutiset", "julkaisut"):
        index = index_of(region, slug)
        index.introduction, index.search_description = "<p>Avoin johdanto</p>", "Avoin kuvaus"
        index.save_revision().publish()
    home = type(home).objects.get(pk=home.pk)
    home.introduction, home.search_description = "<p>Avoin etusivu</p>", "Avoin kuvaus"
    home.budget_rows = [HomeBudgetRow(year=2023, purpose="Avoin", allotted=100, used=10)]
    home.save_revision().publish()
    twins = things("Avoin")
    twins.pages = add_pages(region, "Avoin", twins)
    add_event(
        region, "Avoin mennyt", starts_at=datetime(2023, 5, 5, 14, tzinfo=UTC), participants=20
    )
    add_statement(region, "Avoin odottava", given_on=date(2023, 4, 1), due_on=date(2023, 5, 1))
    private = Collection.get_first_root_node().add_child(name=SECRET)
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    hidden, gone = [], []
    for number, way in enumerate(HIDING):
        word = f"{SECRET}{number}"
        of = things(word, Collection.objects.get(pk=private.pk))
        place = add_region(home, word.lower(), title=f"{word} alue")
        place = fill_region(place, word, of, 2011)
        inside = region if not way.startswith("under") else place
        of.pages = add_pages(inside, word, of, is_secret=True) | {"region": place}
        hidden.append(of)
        gone += of.pages.values()
    drafts = things(f"{SECRET}9", Collection.objects.get(pk=private.pk), live=False)
    add_draft = {"live": False}
    secret = [
        add_news(region, f"{SECRET} luonnos", date=date(2011, 1, 1), **add_draft),
        add_event(region, f"{SECRET} luonnos", topics=[drafts.topic], **add_draft),
        add_meeting(region, f"{SECRET} luonnos", f"{SECRET} teksti", **add_draft),
        add_statement(region, f"{SECRET} luonnos", addressee=drafts.body, **add_draft),
        add_publication(region, f"{SECRET} luonnos", **add_draft),
        add_region(home, f"{SECRET.lower()}-luonnos", title=f"{SECRET} alue", **add_draft),
    ]
    twins.pages["region"] = region
    for number, of in enumerate([twins, *hidden]):
        add_pages(region, f"Viittaava-{number}", of)
    twins_and_hidden = Things(twins.topic, twins.body, twins.image, twins.file)
    twins_and_hidden.pages = {
        f"{number} {kind}": page
        for number, of in enumerate([twins, *hidden])
        for kind, page in of.pages.items()
    }
    region = fill_region(region, "Avoin", twins_and_hidden)
    region.area = {"type": "Polygon", "coordinates": [[[25, 61], [26, 61], [26, 62], [25, 61]]]}
    region.save_revision().publish()
    for way, of in zip(HIDING, hidden, strict=True):
        for kind, page in of.pages.items():
            if kind != "region":
                hide(page, way)
        if not way.startswith("under"):
            hide(of.pages["region"], way)
        for thing in (of.topic, of.body):
            thing.live = False
            thing.save()
    draft = type(twins.pages["news"]).objects.get(pk=twins.pages["news"].pk)
    draft.title = draft.lead = f"{DRAFT} otsikko"
    draft.save_revision()
    editor = get_user_model().objects.create_superuser("toimittaja")
    kept = [thing for of in [*hidden, drafts] for thing in (of.topic, of.body, of.image, of.file)]
    return World(
        home=home,
        region=region,
        twins=twins,
        hidden=hidden,
        token=preview_token(draft, editor),
        secret_ids={str(thing.uuid) for thing in [*secret, *kept]},
        gone_ids={str(page.uuid) for page in gone},
    )
