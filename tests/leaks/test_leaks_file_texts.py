"""Comments, deletions and hidden text of documents, tried by what the public asks."""

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from cms.media.models import Document, FileText
from cms.media.text import VERSION
from cms.pages.publishing.jobs import read_files
from tests.factories import add_news
from tests.factories.files import docx_bytes, odt_bytes, pdf_bytes

FILES = {
    "odt": odt_bytes(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>pesukarhu</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes><text:p>Kokous: majava"
        "<office:annotation><text:p>pesukarhu</text:p></office:annotation>.</text:p>"
    ),
    "docx": docx_bytes(
        "<w:p><w:r><w:t>Kokous: majava.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr>"
        "<w:t>pesukarhu</w:t></w:r></w:p>"
    ),
    "pdf": pdf_bytes("Kokous: majava."),
}


@pytest.fixture
def attached(request, pohjoinen) -> Document:
    file = ContentFile(FILES[request.param], name=f"a.{request.param}")
    document = Document.objects.create(title="Muistio", file=file)
    add_news(pohjoinen, "Uutinen", body=[("attachment", {"document": document, "title": ""})])
    return document


def found(client, words: str) -> dict[str, object]:
    """What each door of the search gives for a word."""
    query = f'{{ search(query: "{words}") {{ totalCount }} suggest(prefix: "{words}") }}'
    told = client.post("/graphql/", {"query": query}, content_type="application/json").json()
    return {
        "page": "<mark>" in client.get("/haku/", {"q": words}).text,
        "search": told["data"]["search"]["totalCount"],
        "suggest": told["data"]["suggest"],
    }


def nothing() -> dict[str, object]:
    return {"page": False, "search": 0, "suggest": []}


def the_page(word: str) -> dict[str, object]:
    return {"page": True, "search": 1, "suggest": [word]}


@pytest.mark.parametrize("attached", ["odt", "docx"], indirect=True)
def test_private_text_is_not_found_once_the_file_is_read(client, attached) -> None:
    read_files()
    assert found(client, "majava") == the_page("majava")
    assert found(client, "pesukarhu") == nothing()


@pytest.mark.parametrize("attached", ["odt", "pdf"], indirect=True)
def test_what_an_earlier_version_read_is_hidden_by_the_upgrade_and_read_anew(
    client, attached
) -> None:
    FileText.objects.create(
        file_hash=attached.file_hash,
        pages=["pesukarhu"],
        format=attached.file_extension,
        reader_version=VERSION - 1,
    )
    attached.save()  # with which it was found
    assert found(client, "pesukarhu") == the_page("pesukarhu")
    call_command("migrate", verbosity=0)
    is_safe = attached.file_extension == "pdf"
    assert found(client, "pesukarhu") == (the_page("pesukarhu") if is_safe else nothing())
    read_files()
    assert found(client, "pesukarhu") == nothing()
    assert found(client, "majava") == the_page("majava")
