"""Pictures and documents with personal identity codes: in their words, in the names of their files
and in the text that the worker reads."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from cms.media.models import Document, FileText, Image
from cms.media.reading import read_pending_files
from cms.pages.models import NewsPage, RegionPage
from search import queries
from tests.factories import add_document, add_news
from tests.factories.personal import identity_code

CODE = identity_code()


def told_of(place: str) -> str:
    return f"{place}: tässä on henkilötunnus (13…). Poista se."


def send(client: Client, kind: str, view: str = "add", **fields: Any) -> str:
    """What answers a sent file, as an editor sees it."""
    collection = Collection.get_first_root_node().pk
    data = {"title": "Tiedosto", "collection": collection, **fields}
    return client.post(reverse(f"wagtail{kind}:{view}"), data, follow=True).text


def picture(name: str) -> SimpleUploadedFile:
    content = get_test_image_file(filename="kuva.png").file.getvalue()
    return SimpleUploadedFile(name, content, "image/png")


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"title": f"Kuva {CODE}"}, "Otsikko"),
        ({"description": f"Kortti {CODE}"}, "Vaihtoehtoinen teksti"),
        ({"file": f"kortti_{CODE}.png"}, "Tiedoston nimi"),
    ],
)
def test_no_picture_is_taken_with_a_code(admin_client, fields: dict[str, str], place: str) -> None:
    sent = {"description": "Kuva", "file": "kuva.png"} | fields
    answer = send(admin_client, "images", **sent | {"file": picture(sent["file"])})
    assert told_of(place) in answer
    assert not Image.objects.exists()


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"title": f"Hakemus {CODE}"}, "Otsikko"),
        ({"file": f"hakemus{CODE}.txt"}, "Tiedoston nimi"),
    ],
)
def test_no_document_is_taken_with_a_code(admin_client, fields: dict[str, str], place: str) -> None:
    sent = {"file": "liite.txt"} | fields
    answer = send(
        admin_client, "docs", **sent | {"file": SimpleUploadedFile(sent["file"], b"teksti")}
    )
    assert told_of(place) in answer
    assert not Document.objects.exists()


def test_of_many_files_those_with_a_code_in_the_name_are_refused(admin_client) -> None:
    collection = Collection.get_first_root_node().pk
    for kind, file in (
        ("images", picture(f"{CODE}.png")),
        ("docs", SimpleUploadedFile(f"{CODE}.txt", b"teksti")),
    ):
        response = admin_client.post(
            reverse(f"wagtail{kind}:add_multiple"), {"files[]": file, "collection": collection}
        )
        assert response.json() == {
            "success": False,
            "error_message": told_of("Tiedoston nimi"),
        }
    assert not Image.objects.exists() and not Document.objects.exists()


@pytest.fixture
def attached(pohjoinen: RegionPage) -> tuple[NewsPage, Document]:
    document = add_document("Liite", f"Puistossa\nkeinuja {CODE}", name="liite.txt")
    block = ("attachment", {"document": document, "title": ""})
    return add_news(pohjoinen, "Liitteellinen", body=[block]), document


def test_a_file_with_a_code_is_held_from_the_public(
    client, admin_client, attached: tuple[NewsPage, Document]
) -> None:
    page, document = attached
    assert client.get(document.url).status_code == 200  # nobody has read it yet
    assert document.title in client.get(page.url).text
    assert read_pending_files(limit=1) == 1

    assert client.get(document.url).status_code == 404
    assert document.url not in client.get(page.url).text
    assert [hit.title for hit in queries.search(queries.Query("keinuja")).hits] == []
    text = FileText.objects.get()
    assert (text.pages, text.unread_reason, text.pages_with_codes) == ([], "identity_code", [1])

    form = admin_client.get(reverse("wagtaildocs:edit", args=[document.pk])).text
    assert "Ei luettu: Tiedosto on pidätetty yleisöltä: sen tekstissä on henkilötunnus." in (
        " ".join(form.split())
    )
    assert admin_client.get(document.url).status_code == 200  # who may change it sees what is in it


def test_a_page_is_not_published_with_a_held_file(attached: tuple[NewsPage, Document]) -> None:
    page, document = attached
    read_pending_files(limit=1)
    page.lead = "Muutettu"
    with pytest.raises(ValidationError) as refused:
        page.save_revision().publish()
    assert refused.value.messages == [
        "Liitteellinen: Tiedosto ”Liite”: tekstissä on henkilötunnuksia (sivu 1). Ota tiedosto pois"
        " sivulta tai vaihda tilalle sellainen, jossa niitä ei ole."
    ]
    document.file.save("uusi.txt", SimpleUploadedFile("uusi.txt", b"Puistossa keinuja"))
    document.file_hash = ""
    document.save()
    page.save_revision().publish()
    assert NewsPage.objects.get().lead == "Muutettu"
