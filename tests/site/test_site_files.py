"""Documents and pictures: served and shown only where the public may see them."""

import logging
from io import BytesIO

import PIL.Image
import pytest
from bs4 import BeautifulSoup, Tag
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction

from cms.media.models import Image
from cms.media.renditions import RENDITIONS
from cms.pages.models.records.document_reference import DocumentReference
from cms.users.models import User
from tests.factories import (
    HIDING,
    add_document,
    add_event,
    add_image,
    add_meeting,
    add_news,
    add_publication,
    hide,
)


@pytest.fixture
def private(db) -> Collection:
    collection = Collection.get_first_root_node().add_child(name="Suljettu")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection.add_child(name="Suljetun alla")


@pytest.mark.parametrize("way", HIDING)
def test_document_of_a_hidden_page_is_not_found(client, pohjoinen, itainen, way) -> None:
    shown, hidden = add_document("Avoin"), add_document("Salainen")
    add_news(itainen, "Uutinen", body=[("attachment", {"document": shown, "title": ""})])
    page = add_publication(pohjoinen, "Julkaisu", file=hidden)
    assert client.get(hidden.url).status_code == 200
    hide(page, way)
    assert client.get(hidden.url).status_code == 404
    response = client.get(shown.url)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b"teksti"


def test_document_that_only_a_draft_refers_to_is_not_found(client, pohjoinen) -> None:
    document, linked = add_document("Luonnoksen"), add_document("Linkitetty")
    assert client.get(document.url).status_code == 404
    news = add_news(
        pohjoinen,
        "Uutinen",
        body=[("text", f'<p><a linktype="document" id="{linked.pk}">liite</a></p>')],
    )
    assert client.get(linked.url).status_code == 200
    news.body = [("attachment", {"document": document, "title": ""})]
    draft = news.save_revision()
    assert client.get(document.url).status_code == 404
    draft.publish()
    assert client.get(document.url).status_code == 200
    assert client.get(linked.url).status_code == 404


def test_document_in_a_restricted_collection_is_neither_shown_nor_served(
    client, pohjoinen, private
) -> None:
    shown, hidden = add_document("Avoin"), add_document("Salainen", collection=private)
    blocks = [("attachment", {"document": document, "title": ""}) for document in (shown, hidden)]
    links = "".join(
        f'<p><a linktype="document" id="{document.pk}">katso {document.title}</a></p>'
        for document in (shown, hidden)
    )
    pages = [
        add_meeting(pohjoinen, "Kokous", "asia", attachments=blocks),
        add_news(pohjoinen, "Uutinen", body=[*blocks, ("text", links)]),
        add_publication(pohjoinen, "Julkaisu", file=hidden, body=blocks),
    ]
    for page in pages:
        html = client.get(page.url).content.decode()
        assert shown.url in html
        assert hidden.url not in html
        assert "Salainen (" not in html
    assert "<a>katso Salainen</a>" in client.get(pages[1].url).content.decode()
    assert client.get(shown.url).status_code == 200
    assert client.get(hidden.url).status_code == 404


def test_editor_of_a_document_gets_it_before_it_is_published(client, pohjoinen) -> None:
    document = add_document("Luonnoksen")
    reader = User.objects.create_user("lukija", password="lukija-lukija")
    client.force_login(reader)
    assert client.get(document.url).status_code == 404
    client.force_login(User.objects.create_superuser("paakayttaja"))
    assert client.get(document.url).status_code == 200


def test_it_is_asked_once_whether_the_public_may_have_a_document(client, pohjoinen) -> None:
    document = add_document("Avoin")
    add_publication(pohjoinen, "Julkaisu", file=document)
    with CaptureQueriesContext(connection) as statements:
        assert client.get(document.url).status_code == 200
    asked = [one for one in statements if DocumentReference._meta.db_table in one["sql"]]
    assert len(asked) == 1


def test_image_is_shown_by_renditions_that_saving_made(
    client, pohjoinen, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = add_image("Ranta")
    made = {one.filter_spec: one.url for one in image.renditions.all()}
    assert set(made) == set(RENDITIONS.values())
    news = add_news(pohjoinen, "Uutinen", image=image)
    listing = BeautifulSoup(client.get("/pohjoinen/").content, "html.parser")
    page = BeautifulSoup(client.get(news.url).content, "html.parser")
    assert page.article.img["alt"] == "Kuva: Ranta"
    assert page.article.img["src"] == made[RENDITIONS["wide_jpeg"]]
    assert _srcsets(page.article) == {
        "image/avif": f"{made[RENDITIONS['medium_avif']]} 640w,"
        f" {made[RENDITIONS['wide_avif']]} 1280w",
        "image/webp": f"{made[RENDITIONS['medium']]} 640w, {made[RENDITIONS['wide']]} 1280w",
    }
    card = listing.select_one(".kp-card")
    assert _srcsets(card) == {
        "image/avif": f"{made[RENDITIONS['thumbnail_avif']]} 320w,"
        f" {made[RENDITIONS['card_avif']]} 640w",
        "image/webp": f"{made[RENDITIONS['thumbnail']]} 320w, {made[RENDITIONS['card']]} 640w",
    }
    avif = client.get(made[RENDITIONS["card_avif"]])
    assert avif["Content-Type"] == "image/avif"
    with PIL.Image.open(BytesIO(b"".join(avif.streaming_content))) as drawn:
        assert (drawn.format, drawn.size) == ("AVIF", (640, 400))
    assert image.renditions.count() == len(RENDITIONS)
    assert client.get(card.img["src"]).status_code == 200
    # The original has no public address.
    assert image.file.url not in page.decode()
    assert client.get(image.file.url).status_code == 404


def _srcsets(part: Tag) -> dict[str, str]:
    return {source["type"]: source["srcset"] for source in part.select("source")}


def test_image_in_a_restricted_collection_is_left_out(
    client, pohjoinen, private, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        shown, hidden = add_image("Avoin"), add_image("Salainen", collection=private)
    pictures = [("picture", {"image": image, "caption": image.title}) for image in (shown, hidden)]
    for image, twin in ((shown, True), (hidden, False)):
        page = add_event(pohjoinen, f"Tapahtuma {image.title}", image=image, body=pictures)
        html = BeautifulSoup(client.get(page.url).content, "html.parser")
        assert (
            len(html.article.select("img") if html.article else html.main.select("img")) == 1 + twin
        )
        assert [caption.get_text() for caption in html.select("figcaption")] == ["Avoin"]
        for rendition in hidden.renditions.all():
            assert rendition.url not in html.decode()
    for image, status in ((shown, 200), (hidden, 404)):
        for rendition in image.renditions.all():
            assert client.get(rendition.url).status_code == status
    client.force_login(User.objects.create_superuser("paakayttaja"))
    response = client.get(hidden.renditions.first().url)
    assert response.status_code == 200
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


def test_decorative_image_has_an_empty_alternative(
    client, pohjoinen, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = add_image("Koriste", is_decorative=True)
    html = BeautifulSoup(
        client.get(add_news(pohjoinen, "U", image=image).url).content, "html.parser"
    )
    assert html.article.img["alt"] == ""


def test_image_that_cannot_be_drawn_is_kept_without_renditions(
    client, pohjoinen, django_capture_on_commit_callbacks, caplog
) -> None:
    with caplog.at_level(logging.ERROR), django_capture_on_commit_callbacks(execute=True):
        image = add_image("Rikki")
        image.file.storage.delete(image.file.name)
    assert "make_renditions" in caplog.text
    assert Image.objects.filter(pk=image.pk).exists()
    assert image.renditions.count() == 0
    response = client.get(add_news(pohjoinen, "Uutinen", image=image).url)
    assert response.status_code == 200
    assert b"<img" not in response.content


def test_replaced_image_gets_new_renditions(
    client, pohjoinen, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = add_image("Ranta")
    before = set(image.renditions.values_list("file", flat=True))
    client.force_login(User.objects.create_superuser("paakayttaja"))
    other = add_image("Toinen")
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(
            f"/admin/images/{image.pk}/",
            {
                "title": "Ranta",
                "description": "Kuva: Ranta",
                "collection": image.collection_id,
                "file": ContentFile(other.file.read(), name="uusi.png"),
            },
        )
    assert response.status_code == 302
    after = set(image.renditions.values_list("file", flat=True))
    assert len(after) == len(RENDITIONS)
    assert not before & after
