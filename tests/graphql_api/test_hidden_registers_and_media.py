"""Draft topics and organisations, and images and documents of private collections, come out of no
door, while their visible twins do."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.rich_text import RichText

from cms.pages.models import AgendaItem, EventFeedback, Reply, Seat
from cms.snippets.models import Organisation, Topic
from tests.factories import (
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
)

PAST = timezone.now() - timedelta(minutes=1)


REGISTER_WAYS = {"draft": {"live": False}, "expired": {"expire_at": PAST}}
COLLECTION_WAYS = {
    "private collection": lambda collection: collection,
    "under a private collection": lambda collection: collection.get_parent(),
}

TOPIC = "id name slug"
ORGANISATION = "id name website email"
REGISTER_DOORS = {
    "topics of meetings": f"{{ meetings {{ nodes {{ topics {{ {TOPIC} }} }} }} }}",
    "topics of agenda items": (
        f"{{ meetings {{ nodes {{ agendaItems {{ topics {{ {TOPIC} }} }} }} }} }}"
    ),
    "topics of statements": f"{{ statements {{ nodes {{ topics {{ {TOPIC} }} }} }} }}",
    "topics of events": f"{{ events {{ nodes {{ topics {{ {TOPIC} }} }} }} }}",
    "topics of news": f"{{ news {{ nodes {{ topics {{ {TOPIC} }} }} }} }}",
    "topics of publications": f"{{ publications {{ nodes {{ topics {{ {TOPIC} }} }} }} }}",
    "topics of feedback": f"{{ events {{ nodes {{ feedback {{ topic {{ {TOPIC} }} }} }} }} }}",
    "topics of search facets": '{ search(query: "") { facets { topic { value } } } }',
    "partners": f"{{ events {{ nodes {{ partners {{ {ORGANISATION} }} }} }} }}",
    "addressees": f"{{ statements {{ nodes {{ addressee {{ {ORGANISATION} }} }} }} }}",
    "who asked": f"{{ statements {{ nodes {{ requestedBy {{ {ORGANISATION} }} }} }} }}",
    "who replied": f"{{ statements {{ nodes {{ replies {{ body {{ {ORGANISATION} }} }} }} }} }}",
    "organisations of seats": (
        f"{{ regions {{ terms {{ seats {{ organisation {{ {ORGANISATION} }} }} }} }} }}"
    ),
}

IMAGE = (
    "id alt srcset thumbnail { url } card { url } wide { url } cardJpeg { url } wideJpeg { url }"
)
DOCUMENT = "id title url filename"
MEDIA_DOORS = {
    "picture of a region": f"{{ regions {{ image {{ {IMAGE} }} }} }}",
    "picture of an event": f"{{ events {{ nodes {{ image {{ {IMAGE} }} }} }} }}",
    "picture of news": f"{{ news {{ nodes {{ image {{ {IMAGE} }} }} }} }}",
    "picture in a body": (
        f"{{ news {{ nodes {{ body {{ ... on PictureBlock {{ image {{ {IMAGE} }} }} }} }} }} }}"
    ),
    "logo": f"{{ regions {{ theme {{ logo {{ {IMAGE} }} }} }} }}",
    "file of a publication": f"{{ publications {{ nodes {{ file {{ {DOCUMENT} }} }} }} }}",
    "file in a body": (
        f"{{ news {{ nodes {{ body {{ ... on AttachmentBlock {{ document {{ {DOCUMENT} }} }} }}"
        " } } }"
    ),
    "attachments of meetings": (
        f"{{ meetings {{ nodes {{ attachments {{ ... on AttachmentBlock {{"
        f" document {{ {DOCUMENT} }} }} }} }} }} }}"
    ),
    "attachments of agenda items": (
        f"{{ meetings {{ nodes {{ agendaItems {{ attachments {{ ... on AttachmentBlock {{"
        f" document {{ {DOCUMENT} }} }} }} }} }} }} }}"
    ),
    "attachments of statements": (
        f"{{ statements {{ nodes {{ attachments {{ ... on AttachmentBlock {{"
        f" document {{ {DOCUMENT} }} }} }} }} }} }}"
    ),
    "link to a file in a body": ("{ news { nodes { body { ... on RichTextBlock { html } } } } }"),
    "link to a file in a field": "{ regions { introduction } }",
}


def add_content(region: Any, topics: list[Any], bodies: list[Any], image: Any, file: Any) -> None:
    """Pages that refer to the things by every relation there is; the last body replies without
    being named, as the addressee."""
    body = bodies[-1]
    attachments = [("attachment", {"document": file, "title": ""})]
    meeting = add_meeting(region, "Kokous", topics=topics, attachments=attachments)
    meeting.agenda_items = [
        AgendaItem(number=1, title="Asia", text="<p>A</p>", topics=topics, attachments=attachments)
    ]
    meeting.save_revision().publish()
    add_statement(
        region,
        "Lausunto",
        addressee=body,
        requested_by=body,
        topics=topics,
        attachments=attachments,
        replies=[Reply(date=timezone.localdate(), outcome="noted")],
    )
    add_event(
        region,
        "Tapahtuma",
        topics=topics,
        partners=bodies,
        image=image,
        feedback=[EventFeedback(topic=topics[-1], text="Sanottua")],
    )
    add_news(
        region,
        "Uutinen",
        topics=topics,
        image=image,
        body=[
            ("picture", {"image": image, "caption": "Kuvateksti"}),
            *attachments,
            ("text", RichText(f'<p><a linktype="document" id="{file.pk}">tiedosto</a></p>')),
        ],
    )
    add_publication(region, "Julkaisu", topics=topics, file=file)
    add_term(region, "Kausi", seats=[Seat(person="Jäsen", represents="school", organisation=body)])
    region.refresh_from_db()
    region.introduction = f'<p><a linktype="document" id="{file.pk}">tiedosto</a></p>'
    region.image = image
    region.theme = add_theme(region.slug, logo=image)
    region.save_revision().publish()


@pytest.fixture
def things(home):
    """Topic, organisation, image and document to hide, named Kätketty and used in one region, and
    their twins, named Avoin, in another."""
    things = {}
    for word, slug in (("Kätketty", "pohjoinen"), ("Avoin", "itainen")):
        collection = _nested_collection() if word == "Kätketty" else None
        topic = add_topic(f"{word} aihe")
        body = add_organisation(f"{word} taho", email="taho@avoin.test")
        image = add_image(f"{word} kuva", collection=collection)
        file = add_document(f"{word} tiedosto", collection=collection)
        add_content(add_region(home, slug), [topic], [body], image, file)
        things[word] = (topic, body, image, file)
    return things


def _nested_collection() -> Collection:
    above = Collection.get_first_root_node().add_child(name="Jaetut")
    below: Collection = Collection.objects.get(pk=above.pk).add_child(name="Salaiset")
    return below


def traces_of(*hidden: Any) -> list[str]:
    """What would show in an answer that gives one of the things."""
    return ["kätketty", "k%c3%a4tketty", "katketty", *(str(thing.uuid) for thing in hidden)]


def answer(ask, query: str) -> str:
    return json.dumps(ask(query), ensure_ascii=False).lower()


def test_no_door_gives_what_is_hidden(ask, things, for_a_while, subtests):
    topic, body, image, file = things["Kätketty"]
    open_topic, open_body, *_ = things["Avoin"]
    for name, query in (REGISTER_DOORS | MEDIA_DOORS).items():
        text = answer(ask, query)
        assert any(trace in text for trace in traces_of(*things["Kätketty"])), name
    for way, columns in REGISTER_WAYS.items():
        with for_a_while():
            for model, thing in ((Topic, topic), (Organisation, body)):
                model.objects.filter(pk=thing.pk).update(**columns)
            for name, query in REGISTER_DOORS.items():
                with subtests.test(way=way, door=name):
                    text = answer(ask, query)
                    assert not [trace for trace in traces_of(topic, body) if trace in text]
                    assert "avoin" in text
            with subtests.test(way=way, door="filters"):
                assert counts_by(ask, topic, body) == [0, 0, 0, 0, 0, 0]
                assert counts_by(ask, open_topic, open_body) == [1, 1, 1, 1, 1, 1]
    for way, restricted in COLLECTION_WAYS.items():
        with for_a_while():
            CollectionViewRestriction.objects.create(
                collection=restricted(file.collection),
                restriction_type=CollectionViewRestriction.LOGIN,
            )
            for name, query in MEDIA_DOORS.items():
                with subtests.test(way=way, door=name):
                    text = answer(ask, query)
                    assert not [trace for trace in traces_of(image, file) if trace in text]
                    assert f"/documents/{file.pk}/" not in text
                    assert "avoin" in text
            with subtests.test(way=way, door="words of a link"):
                pohjoinen, itainen = ask("{ regions { introduction } }")["regions"]
                address = f"https://kumppanuus.test{things['Avoin'][3].url}"
                assert pohjoinen["introduction"] == "<p><a>tiedosto</a></p>"
                assert itainen["introduction"] == f'<p><a href="{address}">tiedosto</a></p>'
    with for_a_while(), subtests.test(way="no published page", door="file of a publication"):
        # The reference of a page that is not published as it refers.
        things["Avoin"][3].kumppanuus_page_references.all().delete()
        assert ask('{ publications(region: "itainen") { nodes { file { id } } } }') == {
            "publications": {"nodes": [{"file": None}]}
        }
    for name, query in MEDIA_DOORS.items():
        with subtests.test(way="original images", door=name):
            assert "original_images" not in answer(ask, query)


def counts_by(ask, topic: Any, body: Any) -> list[int]:
    """How many pages each filter finds by the topic or the organisation."""
    by_topic = " ".join(
        f'{plural}(topic: "{topic.slug}") {{ totalCount }}'
        for plural in ("meetings", "statements", "events", "news", "publications")
    )
    data = ask(f'{{ {by_topic} to: statements(addressee: "{body.uuid}") {{ totalCount }} }}')
    return [rows["totalCount"] for rows in data.values()]
