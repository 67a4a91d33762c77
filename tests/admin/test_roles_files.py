"""Images and documents: each role uses its own collections, through lists, choosers and pages."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from cms.media.models import Document, Image
from tests.admin.world import World, undone

CHANGE = {
    "coordinator": {"own"},
    "lead": {"own", "other"},
    "communications": {"shared"},
    "reviewer": set(),
}
CHOOSE = {
    "coordinator": {"own", "shared"},
    "lead": {"own", "other", "shared"},
    "communications": {"shared"},
    "reviewer": set(),
}
WHERE = ("own", "other", "shared")
KINDS = ("images", "docs")
MODELS = {"images": "Image", "docs": "Document"}


def collection(world: World, where: str) -> Any:
    return world.images[where].collection


def file_of(world: World, kind: str, where: str) -> Any:
    return {"images": world.images, "docs": world.documents}[kind][where]


def upload(kind: str) -> Any:
    if kind == "docs":
        return SimpleUploadedFile("uusi.txt", b"teksti")
    image = get_test_image_file(filename="uusi.png")
    return SimpleUploadedFile("uusi.png", image.file.getvalue(), content_type="image/png")


def data_for(world: World, kind: str, where: str) -> dict[str, Any]:
    data = {"title": "Muutettu", "collection": collection(world, where).pk, "tags": ""}
    return data | ({"description": "Kuvaus"} if kind == "images" else {})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", CHANGE)
class TestFiles:
    def test_changing(self, world: World, role: str, kind: str) -> None:
        for where in WHERE:
            with undone():
                path = reverse(f"wagtail{kind}:edit", args=[file_of(world, kind, where).pk])
                changed = world.asks(role, path, data_for(world, kind, where))
                assert changed == set() or where in CHANGE[role], where
                assert (MODELS[kind] in changed) is (where in CHANGE[role]), where

    def test_deleting(self, world: World, role: str, kind: str) -> None:
        for where in WHERE:
            pk = file_of(world, kind, where).pk
            bulk = reverse(
                "wagtail_bulk_action", args=["kumppanuus_media", MODELS[kind].lower(), "delete"]
            )
            for path in (reverse(f"wagtail{kind}:delete", args=[pk]), f"{bulk}?id={pk}"):
                with undone():
                    changed = world.asks(role, path)
                    assert changed == set() or where in CHANGE[role], (where, path)
                    assert (MODELS[kind] in changed) is (where in CHANGE[role]), (where, path)

    def test_moving_into_a_collection(self, world: World, role: str, kind: str) -> None:
        """Of another's file into one's own, and of one's own into another's."""
        bulk = reverse(
            "wagtail_bulk_action",
            args=["kumppanuus_media", MODELS[kind].lower(), "add_to_collection"],
        )
        for what in WHERE:
            for where in set(WHERE) - {what}:
                file = file_of(world, kind, what)
                may = {what, where} <= CHANGE[role]
                with undone():
                    data = {"collection": collection(world, where).pk}
                    changed = world.asks(role, f"{bulk}?id={file.pk}", data)
                    assert (changed != set()) is may, (what, where)
                with undone():
                    path = reverse(f"wagtail{kind}:edit", args=[file.pk])
                    world.asks(role, path, data_for(world, kind, where))
                    file = type(file).objects.get(pk=file.pk)
                    moved = file.collection == collection(world, where)
                    assert moved is may, (what, where)

    def test_adding(self, world: World, role: str, kind: str) -> None:
        model = {"images": Image, "docs": Document}[kind]
        for where in WHERE:
            target = collection(world, where).pk
            ways = [
                (reverse(f"wagtail{kind}:add"), "file", False),
                (reverse(f"wagtail{kind}:add_multiple"), "files[]", False),
                (reverse(f"wagtail{kind}_chooser:create"), None, True),
            ]
            if kind == "images":
                del ways[1]  # it asks for the description in a second step
            for path, field, chooser in ways:
                prefix = {"images": "image-chooser-upload-", "docs": "document-chooser-upload-"}
                names = prefix[kind] if chooser else ""
                with undone():
                    data = {f"{names}{k}": v for k, v in data_for(world, kind, where).items()}
                    data[field or f"{names}file"] = upload(kind)
                    before = set(model.objects.values_list("pk", flat=True))
                    world.clients[role].post(path, data)
                    added = model.objects.exclude(pk__in=before)
                    assert added.filter(collection=target).exists() is (where in CHANGE[role]), (
                        where,
                        path,
                    )
                    assert not added.exclude(
                        collection__in=[collection(world, own).pk for own in CHANGE[role]]
                    ).exists()

    def test_choosers_offer_what_may_be_chosen(self, world: World, role: str, kind: str) -> None:
        path = reverse(f"wagtail{kind}_chooser:choose_results")
        html = world.clients[role].get(path).text
        offered = {where for where in WHERE if file_of(world, kind, where).title in html}
        assert offered == CHOOSE[role]

    def test_lists_show_what_may_be_changed_or_chosen(
        self, world: World, role: str, kind: str
    ) -> None:
        html = world.clients[role].get(reverse(f"wagtail{kind}:index")).text
        listed = {where for where in WHERE if file_of(world, kind, where).title in html}
        assert listed <= CHOOSE[role] and listed >= CHANGE[role]


POSTED = [
    # role, page, whose file, whether it may be brought in
    ("coordinator", "own news", "own", True),
    ("coordinator", "own news", "shared", True),
    ("coordinator", "own news", "other", False),
    ("coordinator", "own region", "own", True),
    ("coordinator", "own region", "other", False),
    ("lead", "own news", "other", True),
    ("communications", "own news", "shared", True),
    ("communications", "own news", "own", False),
    ("communications", "city news", "other", False),
    ("administrator", "city news", "other", True),
]


@pytest.mark.parametrize("action", ["save", "action-publish"])
@pytest.mark.parametrize(("role", "name", "whose", "may"), POSTED)
def test_posting_the_key_of_an_image(
    world: World, role: str, name: str, whose: str, may: bool, action: str
) -> None:
    data = world.form(name)
    data.update({"image": str(world.images[whose].pk), action: "x"})
    path = reverse("wagtailadmin_pages:edit", args=[world.pages[name].pk])
    changed = world.asks(role, path, data)
    assert ("Revision" in changed) is may
    # The form that comes back shows a thumbnail.
    assert may or changed <= {"Rendition"}


@pytest.mark.parametrize(("whose", "may"), [("own", True), ("shared", True), ("other", False)])
def test_posting_a_document_in_attachments_links_and_items(
    world: World, whose: str, may: bool
) -> None:
    document = world.documents[whose].pk
    link = (
        '{"blocks":[{"key":"a","text":"liite","type":"unstyled","depth":0,'
        '"inlineStyleRanges":[],"entityRanges":[{"key":0,"offset":0,"length":5}]}],'
        f'"entityMap":{{"0":{{"type":"DOCUMENT","mutability":"MUTABLE","data":{{"id":{document},'
        '"filename":"t.txt","url":"/documents/1/t.txt"}}}}}'.replace("}}}}}", "}}}}")
    )
    stream = {"count": "1", "0-type": "attachment", "0-order": "0", "0-deleted": "", "0-id": ""}
    stream |= {"0-value-document": str(document), "0-value-title": ""}
    ways: dict[str, dict[str, str]] = {
        "in a stream": {f"attachments-{key}": value for key, value in stream.items()},
        "in a stream of an item": {
            f"agenda_items-0-attachments-{key}": value for key, value in stream.items()
        },
        "in rich text": {"introduction": link},
        "in rich text of an item": {"agenda_items-0-text": link},
    }
    path = reverse("wagtailadmin_pages:edit", args=[world.pages["own meeting"].pk])
    for way, fields in ways.items():
        with undone():
            data = world.form("own meeting")
            data.update(fields)
            changed = world.asks("coordinator", path, data)
            assert ("Revision" in changed) is may, way
            assert may or changed == set(), way


def test_what_others_have_put_in_a_page_stays(world: World) -> None:
    page = world.page("own news")
    page.image = world.images["other"]
    page.save_revision().publish()
    data = world.form("own news")
    data.update({"image": str(world.images["other"].pk), "title": "Muutettu", "action-publish": ""})
    data["action-publish"] = "x"
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    world.asks("coordinator", path, data)
    after = world.page("own news")
    assert (after.title, after.image_id) == ("Muutettu", world.images["other"].pk)
