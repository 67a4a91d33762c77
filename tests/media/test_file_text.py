"""Text of uploaded files: each format as residents' papers have it, and files that misbehave."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader, PdfWriter

from cms.media.models import WHY_UNREAD
from cms.media.text import Format, Limits, ReadResult, UnreadReason, read_file
from tests.factories.files import WORD, docx_bytes, odt_bytes, pdf_bytes


@pytest.fixture
def file_of(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def write(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def replaced(archive: bytes, before: bytes, after: bytes) -> bytes:
    """A zipped file with other words in its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(before, after))
    return out.getvalue()


def unread(reason: UnreadReason) -> ReadResult:
    return ReadResult(pages=[], unread_reason=reason)


def test_every_reason_can_be_stored_and_shown() -> None:
    assert set(WHY_UNREAD) == set(UnreadReason)


def test_pdf_is_read_page_by_page_and_a_blank_page_keeps_its_number(file_of) -> None:
    path = file_of("muistio.pdf", pdf_bytes("Leikkipuistojen kunnostus", "", "Pöytä päätti"))
    assert read_file(path) == ReadResult(
        pages=["Leikkipuistojen kunnostus", "", "Pöytä päätti"], format=Format.PDF
    )


def test_docx_is_read_with_its_tables_in_reading_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Kokousmuistio", 1)
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "Läsnä"
    document.add_paragraph("Päätettiin jatkaa.")
    document.save(str(tmp_path / "muistio.docx"))
    assert read_file(tmp_path / "muistio.docx") == ReadResult(
        pages=["Kokousmuistio\nLäsnä\nPäätettiin jatkaa."], format=Format.DOCX
    )


def test_odt_is_read_with_headings_and_lists(file_of) -> None:
    body = """<text:h text:outline-level="1">Lausunto</text:h>
        <text:list><text:list-item><text:p>uimaranta kuntoon</text:p></text:list-item></text:list>
        <text:p>Kiitos.</text:p>"""
    assert read_file(file_of("lausunto.odt", odt_bytes(body))) == ReadResult(
        pages=["Lausunto\nuimaranta kuntoon\nKiitos."], format=Format.ODT
    )


SENTENCE = "<w:p><w:r><w:t>Muistio torialueen penkeistä.</w:t></w:r></w:p>"
DOCX = docx_bytes(SENTENCE)
TYPE_OF_WORD = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@pytest.mark.parametrize(
    "content",
    [
        docx_bytes(SENTENCE, main="word/document2.xml"),
        replaced(DOCX, WORD.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
        replaced(
            DOCX,
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
        replaced(DOCX, TYPE_OF_WORD, b"vnd.ms-word.document.macroEnabled.main+xml"),
        replaced(
            DOCX,
            TYPE_OF_WORD,
            b"vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        ),
    ],
    ids=["Word on the web", "Strict", "names of Strict", "with macros", "template"],
)
def test_docx_is_read_as_each_program_saves_it(file_of, content: bytes) -> None:
    result = read_file(file_of("a.docx", content))
    assert result == ReadResult(pages=["Muistio torialueen penkeistä."], format=Format.DOCX)


def level(number: int, pattern: str, further: str = "", kind: str = "decimal") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{further}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbered(words: str, properties: str) -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def test_docx_is_read_with_the_numbers_that_word_counts(file_of) -> None:
    styles = """<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr>
        <w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/>
        <w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>"""
    numbering = (
        f"""<w:abstractNum w:abstractNumId="0">{level(0, "%1", '<w:pStyle w:val="H1"/>')}
        {level(1, "%1.%2", '<w:pStyle w:val="H2"/>')}</w:abstractNum>
        <w:abstractNum w:abstractNumId="1">{level(0, "§ %1")}
        {level(1, "%2)", kind="lowerLetter")}{level(2, "%3.", kind="upperRoman")}
        {level(3, "o", kind="bullet")}</w:abstractNum>"""
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="12"/></w:lvlOverride></w:num>'
    )
    heading, inner = '<w:pStyle w:val="H1"/>', '<w:pStyle w:val="H2"/>'

    def item(depth: int, name: int = 2) -> str:
        return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{name}"/></w:numPr>'

    paragraphs = [
        ("Johdanto", heading),
        ("Tausta", inner),
        ("Avaus", item(0)),
        ("kohta", item(1)),
        ("kohta", item(1)),
        ("osa", item(2)),
        ("pallo", item(3)),
        ("Esityslista", item(0)),
        ("kohta", item(1)),
        ("Tavoitteet", heading),
        ("Keinot", inner),
        ("Ilman", heading + item(0, name=0)),
        ("Loppu", ""),
    ]
    body = "".join(numbered(words, properties) for words, properties in paragraphs)
    content = docx_bytes(body, styles=styles, numbering=numbering)
    assert read_file(file_of("a.docx", content)).pages == [
        "1 Johdanto\n1.1 Tausta\n§ 12 Avaus\na) kohta\nb) kohta\nI. osa\npallo\n§ 13 Esityslista"
        "\na) kohta\n2 Tavoitteet\n2.1 Keinot\nIlman\nLoppu"
    ]


def test_odt_is_read_with_the_numbers_that_its_programs_count(file_of) -> None:
    outline = "".join(
        f'<text:outline-level-style text:level="{level}" style:num-format="1"'
        f' text:display-levels="{level}"/>'
        for level in (1, 2)
    )
    levels = (
        ("1", 'style:num-prefix="§ " text:start-value="12"'),
        ("a", 'style:num-suffix=")"'),
        ("I", 'style:num-suffix="."'),
    )
    numbers = "".join(
        f'<text:list-level-style-number text:level="{level}" style:num-format="{form}" {more}/>'
        for level, (form, more) in enumerate(levels, start=1)
    )
    lists = (
        f'<text:list-style style:name="L1">{numbers}</text:list-style>'
        '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"'
        ' text:bullet-char="o"/></text:list-style>'
    )
    body = """<text:h text:outline-level="1"><text:number>1</text:number>Johdanto</text:h>
        <text:h text:outline-level="2">Tausta</text:h>
        <text:list text:style-name="L1" xml:id="a"><text:list-item><text:p>Avaus</text:p>
        <text:p>jatkuu</text:p><text:list><text:list-item><text:p>kohta</text:p></text:list-item>
        <text:list-item><text:p>kohta</text:p><text:list><text:list-item><text:p>osa</text:p>
        </text:list-item></text:list></text:list-item></text:list></text:list-item></text:list>
        <text:list text:style-name="L2"><text:list-item><text:p>pallo</text:p></text:list-item>
        </text:list><text:list text:style-name="L1" text:continue-numbering="true"><text:list-item>
        <text:p>Esityslista</text:p></text:list-item></text:list><text:h text:outline-level="1"
        >Tavoitteet</text:h><text:h text:outline-level="2">Keinot</text:h><text:list
        text:continue-list="a" text:style-name="L1"><text:list-item><text:p>Loppu</text:p>
        </text:list-item></text:list>"""
    content = odt_bytes(body, lists, f"<text:outline-style>{outline}</text:outline-style>")
    assert read_file(file_of("a.odt", content)).pages == [
        "1 Johdanto\n1.1 Tausta\n§ 12 Avaus\njatkuu\na) kohta\nb) kohta\nI. osa\npallo\n"
        "§ 13 Esityslista\n2 Tavoitteet\n2.1 Keinot\n§ 14 Loppu"
    ]


def test_odt_is_known_by_its_manifest_too(file_of) -> None:
    content = odt_bytes("<text:p>Kiitos.</text:p>").replace(b"mimetype", b"mimetypo")
    assert read_file(file_of("a.odt", content)) == unread(UnreadReason.UNSUPPORTED)
    kind = b"<m t='application/vnd.oasis.opendocument.text'/>"
    content = replaced(content, b"<m/>", kind)
    assert read_file(file_of("b.odt", content)).pages == ["Kiitos."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_txt_is_read_in_the_encodings_that_offices_write(file_of, encoding: str) -> None:
    path = file_of("a.txt", "Hyvää päivää – Kerro Pois!\r\n\r\nTervetuloa".encode(encoding))
    assert read_file(path) == ReadResult(
        pages=["Hyvää päivää – Kerro Pois!\nTervetuloa"], format=Format.TXT
    )


@pytest.mark.parametrize(
    "encoding", ["cp1252", "cp850", "mac_roman", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize(
    "words", ["Uusi jäähalli ja pyörätie.", "”Äänestä, älä epäröi”, sanoi Åke Yläjärvi."]
)
def test_txt_without_a_mark_is_known_by_its_letters(file_of, encoding: str, words: str) -> None:
    content = words.encode(encoding, "ignore")  # DOS has no such quotation marks
    kept = words if encoding != "cp850" else words.replace("”", "")
    assert read_file(file_of("a.txt", content)).pages == [kept]


def test_letters_are_told_as_they_are_typed(file_of) -> None:
    path = file_of("a.txt", "proﬁili, graﬃti, a\u0308a\u0308ni, koira\u00adpuisto".encode())
    assert read_file(path).pages == ["profiili, graffiti, ääni, koirapuisto"]


def test_a_broken_page_of_a_pdf_leaves_the_others_their_numbers(file_of) -> None:
    broken = b"[FR] TJ   "
    content = pdf_bytes("yksi", "kaksi", "kolme").replace(b"(kaksi) Tj", broken)
    assert read_file(file_of("a.pdf", content)).pages == ["yksi", "", "kolme"]
    content = pdf_bytes("kaksi", "kaksi").replace(b"(kaksi) Tj", broken)
    assert read_file(file_of("b.pdf", content)) == unread(UnreadReason.BROKEN)


def test_words_that_a_pdf_cuts_at_the_end_of_a_line_are_whole(file_of) -> None:
    lines = """korjaisi koirapuis-
        ton aidan, linja-
        autoreitin ja EU-
        rahoituksen sekä puisto-
        ja katutyön, Pohjois-
        Lahden yhteis-
        palvelun, meri-
        retken ja vuoden 2024-
        2025. Meri-retki ja
        raja-
        asema"""
    text = "\n".join(line.strip() for line in lines.splitlines())
    assert read_file(file_of("a.pdf", pdf_bytes(text))).pages == [
        "korjaisi koirapuiston\naidan, linja-autoreitin\nja EU-rahoituksen\nsekä puisto-\nja"
        " katutyön, Pohjois-Lahden\nyhteispalvelun,\nmeri-retken\nja vuoden 2024-2025.\nMeri-retki"
        " ja\nraja-asema"
    ]


def test_a_format_without_pages_is_cut_between_paragraphs_at_about_500_words(file_of) -> None:
    first, second, huge = "yksi " * 300, "kaksi " * 300, "kolme " * 700
    path = file_of("pitka.txt", "\n".join([first, second, huge]).encode())
    result = read_file(path)
    assert [len(page.split()) for page in result.pages] == [300, 300, 500, 200]
    assert set(result.pages[1].split()) == {"kaksi"}


def test_what_no_database_stores_is_left_out(file_of) -> None:
    path = file_of("a.pdf", pdf_bytes("ennen\x00jalkeen"))
    assert read_file(path) == ReadResult(pages=["ennenjalkeen"], format=Format.PDF)


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
    assert read_file(file_of("a.pdf", encrypted_pdf(""))) == ReadResult(
        pages=["salaisuus"], format=Format.PDF
    )


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
