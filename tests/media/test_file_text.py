"""Text of uploaded files: each format as residents' papers have it, and files that misbehave."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from odf import text as odf_text
from odf.opendocument import OpenDocumentText
from pypdf import PdfReader, PdfWriter

from cms.media.models import WHY_UNREAD
from cms.media.text import Limits, ReadResult, UnreadReason, read_file
from tests.factories.files import pdf_bytes


@pytest.fixture
def file_of(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def write(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def unread(reason: UnreadReason) -> ReadResult:
    return ReadResult(pages=[], unread_reason=reason)


def test_every_reason_can_be_stored_and_shown() -> None:
    assert set(WHY_UNREAD) == set(UnreadReason)


def test_pdf_is_read_page_by_page_and_a_blank_page_keeps_its_number(file_of) -> None:
    path = file_of("muistio.pdf", pdf_bytes("Leikkipuistojen kunnostus", "", "Pöytä päätti"))
    assert read_file(path) == ReadResult(pages=["Leikkipuistojen kunnostus", "", "Pöytä päätti"])


def test_docx_is_read_with_its_tables_in_reading_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Kokousmuistio", 1)
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "Läsnä"
    document.add_paragraph("Päätettiin jatkaa.")
    document.save(str(tmp_path / "muistio.docx"))
    assert read_file(tmp_path / "muistio.docx") == ReadResult(
        pages=["Kokousmuistio\nLäsnä\nPäätettiin jatkaa."]
    )


def test_odt_is_read_with_headings_and_lists(tmp_path: Path) -> None:
    document = OpenDocumentText()
    document.text.addElement(odf_text.H(outlinelevel=1, text="Lausunto"))
    items = odf_text.List()
    item = odf_text.ListItem()
    item.addElement(odf_text.P(text="uimaranta kuntoon"))
    items.addElement(item)
    document.text.addElement(items)
    document.text.addElement(odf_text.P(text="Kiitos."))
    document.save(str(tmp_path / "lausunto.odt"))
    assert read_file(tmp_path / "lausunto.odt") == ReadResult(
        pages=["Lausunto\nuimaranta kuntoon\nKiitos."]
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_txt_is_read_in_the_encodings_that_offices_write(file_of, encoding: str) -> None:
    path = file_of("a.txt", "Hyvää päivää – Kerro Pois!\r\n\r\nTervetuloa".encode(encoding))
    assert read_file(path) == ReadResult(pages=["Hyvää päivää – Kerro Pois!\nTervetuloa"])


def test_a_format_without_pages_is_cut_between_paragraphs_at_about_500_words(file_of) -> None:
    first, second, huge = "yksi " * 300, "kaksi " * 300, "kolme " * 700
    path = file_of("pitka.txt", "\n".join([first, second, huge]).encode())
    result = read_file(path)
    assert [len(page.split()) for page in result.pages] == [300, 300, 500, 200]
    assert set(result.pages[1].split()) == {"kaksi"}


def test_what_no_database_stores_is_left_out(file_of) -> None:
    path = file_of("a.pdf", pdf_bytes("ennen\x00jalkeen"))
    assert read_file(path) == ReadResult(pages=["ennenjalkeen"])


def encrypted_pdf(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_bytes("salaisuus"))))
    writer.encrypt(user_password=password, owner_password="omistaja", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def encrypted_odt() -> bytes:
    return zipped(
        mimetype=b"application/vnd.oasis.opendocument.text",
        **{"META-INF__manifest_xml": b"<m:manifest><m:encryption-data/></m:manifest>"},
    )


def zip_bomb() -> bytes:
    return zipped(word__document_xml=b"<w:t>" + b"0" * 3_000_000)


def test_a_pdf_that_only_its_owner_may_change_is_read(file_of) -> None:
    assert read_file(file_of("a.pdf", encrypted_pdf(""))) == ReadResult(pages=["salaisuus"])


ENCRYPTED_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("salattu.pdf", encrypted_pdf("sana"), UnreadReason.ENCRYPTED),
        ("salattu.docx", ENCRYPTED_OFFICE, UnreadReason.ENCRYPTED),
        ("salattu.odt", encrypted_odt(), UnreadReason.ENCRYPTED),
        ("rikki.pdf", pdf_bytes("teksti")[:200], UnreadReason.BROKEN),
        ("rikki.docx", zipped(word__document_xml=b"<w:t>")[:60], UnreadReason.BROKEN),
        ("vajaa.docx", zipped(word__document_xml=b"<w:t>"), UnreadReason.BROKEN),
        ("kuva.pdf", b"\x89PNG\r\n\x1a\n" + bytes(50), UnreadReason.BROKEN),
        ("kuva.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), UnreadReason.BROKEN),
        ("vanha.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(50), UnreadReason.UNSUPPORTED),
        ("taulukko.xlsx", zipped(xl__workbook_xml=b"<x/>"), UnreadReason.UNSUPPORTED),
        ("luettelo.csv", b"a;b", UnreadReason.UNSUPPORTED),
        ("skannattu.pdf", pdf_bytes("", ""), UnreadReason.EMPTY),
        ("tyhja.txt", b"", UnreadReason.EMPTY),
        ("tyhja.pdf", b"", UnreadReason.BROKEN),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_gives_no_text_gives_its_reason(file_of, name, content, reason) -> None:
    assert read_file(file_of(name, content)) == unread(reason)


def test_a_zip_bomb_is_too_large(file_of) -> None:
    path = file_of("pommi.docx", zip_bomb())
    assert path.stat().st_size < 10_000
    assert read_file(path, Limits(inflated_bytes=2_000_000)) == unread(UnreadReason.TOO_LARGE)


def test_an_enormous_file_or_text_is_too_large(file_of) -> None:
    path = file_of("a.txt", b"sana " * 1000)
    assert read_file(path, Limits(file_bytes=4_999)) == unread(UnreadReason.TOO_LARGE)
    assert read_file(path, Limits(text_characters=4_000)) == unread(UnreadReason.TOO_LARGE)


def test_memory_is_limited(file_of) -> None:
    path = file_of("a.txt", b"sana " * 4_000_000)
    limits = Limits(memory_bytes=120_000_000)
    assert read_file(path, limits) == unread(UnreadReason.MEMORY)


def test_time_is_limited(tmp_path: Path) -> None:
    path = tmp_path / "hidas.txt"
    os.mkfifo(path)  # nobody writes into it, so that to read it takes for ever
    assert read_file(path, Limits(seconds=1)) == unread(UnreadReason.TIMEOUT)
