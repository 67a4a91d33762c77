"""Content of every kind, all fields filled, in visible twins and hidden in every way.

Every text, address and file name of what is hidden has the word `salaisuus`; the draft of the
page that is previewed has `salaluonnos`."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Collection, CollectionViewRestriction

from cms.pages.editing.previews import preview_token
from tests.factories import (
    HIDING,
    Things,
    add_event,
    add_full_event,
    add_full_info,
    add_full_meeting,
    add_full_news,
    add_full_pages,
    add_full_publication,
    add_full_region,
    add_full_statement,
    add_full_term,
    add_info,
    add_meeting,
    add_news,
    add_publication,
    add_region,
    add_statement,
    add_things,
    fill_home,
    fill_indexes,
    fill_region,
    hide,
)

SECRET, DRAFT = "Salaisuus", "Salaluonnos"


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


def add_secret_pages(region: Any, word: str, of: Things) -> dict[str, Any]:
    """One of each kind, by whose choices and days nothing else comes."""
    term = add_full_term(region, word, of)
    start, end = (datetime(2011, 3, 1, hour, tzinfo=UTC) for hour in (15, 17))
    meeting = add_full_meeting(
        region,
        word,
        of,
        term,
        kind="seminar",
        stage="agenda_published",
        state="moved",
        starts_at=start,
        ends_at=end,
    )
    return {
        "term": term,
        "meeting": meeting,
        "statement": add_full_statement(
            region,
            word,
            of,
            meeting,
            kind="position",
            given_on=date(2011, 4, 1),
            outcome="rejected",
        ),
        "event": add_full_event(
            region,
            word,
            of,
            kind="festivity",
            organiser_role="supported",
            state="moved",
            starts_at=datetime(2098, 5, 5, 14, tzinfo=UTC),
            ends_at=datetime(2098, 5, 5, 16, tzinfo=UTC),
            audiences=["companies"],
            participants=12345,
        ),
        "news": add_full_news(region, word, of, date=date(2011, 5, 1)),
        "publication": add_full_publication(
            region,
            word,
            of,
            kind="evaluation",
            valid_from=date(2011, 1, 1),
            valid_to=date(2011, 12, 31),
        ),
        "info": add_full_info(region, word, of, kind="cookies"),
    }


def build(home: Any, region: Any) -> World:
    """In one visible region the twins, what is hidden by itself, and pages that refer to all of
    it; in others what is hidden with its region or its parent."""
    fill_indexes(region, "Avoin")
    home = fill_home(home, "Avoin")
    twins = add_things("Avoin")
    twins.pages = add_full_pages(region, "Avoin", twins)
    add_event(
        region, "Avoin mennyt", starts_at=datetime(2023, 5, 5, 14, tzinfo=UTC), participants=20
    )
    add_statement(region, "Avoin odottava", given_on=date(2023, 4, 1), due_on=date(2023, 5, 1))
    private = Collection.get_first_root_node().add_child(name=SECRET)
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    hidden, gone = [], []
    for number, way in enumerate(HIDING):
        word = f"{SECRET}{number}"
        of = add_things(word, Collection.objects.get(pk=private.pk))
        place = add_full_region(home, word.lower(), word, of, year=2011)
        inside = region if not way.startswith("under") else place
        of.pages = add_secret_pages(inside, word, of) | {"region": place}
        hidden.append(of)
        gone += of.pages.values()
    drafts = add_things(f"{SECRET}9", Collection.objects.get(pk=private.pk), live=False)
    add_draft = {"live": False}
    secret = [
        add_news(region, f"{SECRET} luonnos", date=date(2011, 1, 1), **add_draft),
        add_event(region, f"{SECRET} luonnos", topics=[drafts.topic], **add_draft),
        add_meeting(region, f"{SECRET} luonnos", f"{SECRET} teksti", **add_draft),
        add_statement(region, f"{SECRET} luonnos", addressee=drafts.body, **add_draft),
        add_publication(region, f"{SECRET} luonnos", **add_draft),
        add_info(region, f"{SECRET} luonnos", **add_draft),
        add_region(home, f"{SECRET.lower()}-luonnos", title=f"{SECRET} alue", **add_draft),
    ]
    twins.pages["region"] = region
    for number, of in enumerate([twins, *hidden]):
        add_full_pages(region, f"Viittaava-{number}", of)
    twins_and_hidden = Things(twins.topic, twins.body, twins.image, twins.file)
    twins_and_hidden.pages = {
        f"{number} {kind}": page
        for number, of in enumerate([twins, *hidden])
        for kind, page in of.pages.items()
    }
    region = fill_region(region, "Avoin", twins_and_hidden)
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
