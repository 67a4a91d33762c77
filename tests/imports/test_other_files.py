"""Outlines of papers laid out in other ways, and of DOCX and PDF files."""

from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from cms.pages.importing.outline import (
    Heading,
    Item,
    ItemList,
    Note,
    NoteMark,
    Outline,
    Paragraph,
    Section,
    Span,
    UnreadableFileError,
)
from cms.pages.importing.plain_text import outline_of_lines
from cms.pages.importing.reading import read_publication
from tests.factories.files import docx_bytes, pdf_bytes


def outline_of(text: str) -> Outline:
    return outline_of_lines(text.splitlines())


def paragraph(text: str) -> Paragraph:
    return Paragraph((Span(text),))


def test_a_paper_without_contents_list_is_known_by_its_numbers() -> None:
    outline = outline_of(
        "Toiminnan arviointi 2024\n\n"
        "Alussa lukee tämä.\n\n"
        "1 Johdanto\n"
        "Rivi katkeaa keskeltä\nlausetta vuonna\n2024 ja jatkuu.\n\n"
        "1.1 Tausta\n\n"
        "2023 oli vilkas vuosi.\n\n"
        "2 Tulokset\n\n"
        "Vaikutukset alueella\n\n"
        "Puisto on 12 m² suurempi.\n"
    )
    assert outline == Outline(
        title="Toiminnan arviointi 2024",
        sections=[
            Section("", "", 1, [paragraph("Alussa lukee tämä.")]),
            Section(
                "1",
                "Johdanto",
                1,
                [paragraph("Rivi katkeaa keskeltä lausetta vuonna 2024 ja jatkuu.")],
            ),
            Section("1.1", "Tausta", 2, [paragraph("2023 oli vilkas vuosi.")]),
            Section(
                "2",
                "Tulokset",
                1,
                [Heading("Vaikutukset alueella"), paragraph("Puisto on 12 m² suurempi.")],
            ),
        ],
    )


def test_a_paper_without_numbers_has_its_short_lines_as_chapters() -> None:
    outline = outline_of("RAPORTTI\n\nTausta\n\nNäin alkoi.\n\nTulos\n\nNäin kävi.\n")
    assert [(each.level, each.title) for each in outline.sections] == [(1, "Tausta"), (1, "Tulos")]
    assert outline.title == "Raportti"


def test_a_note_of_many_lines_is_one_and_a_mark_without_note_stays_in_the_words() -> None:
    outline = outline_of("Raportti\n\nLaki¹ sanoo ja toinen².\n\n¹ Kuntalaki\n22 § 1 mom.\n")
    assert outline.notes == [Note(1, "Kuntalaki 22 § 1 mom.")]
    assert outline.sections[0].blocks == [
        Paragraph((Span("Laki"), NoteMark(1), Span(" sanoo ja toinen².")))
    ]


def test_a_paragraph_that_ends_in_a_note_mark_is_not_joined_to_the_next() -> None:
    outline = outline_of("Raportti\n\nNäin on.¹\n\niPad on laite.\n\n¹ Viite\n")
    assert outline.sections[0].blocks == [
        Paragraph((Span("Näin on."), NoteMark(1))),
        paragraph("iPad on laite."),
    ]


def test_a_list_item_cut_by_a_page_is_one_again_and_day_numbers_start_no_list() -> None:
    outline = outline_of(
        "Raportti\n\n1. ensimmäinen\n2. toinen alkaa\n\n¹ Viite\n\n"
        "ja jatkuu.\n\nTapahtuma on toukokuun\n5. päivänä."
    )
    assert outline.sections[0].blocks == [
        ItemList(True, [Item((Span("ensimmäinen"),)), Item((Span("toinen alkaa ja jatkuu."),))]),
        paragraph("Tapahtuma on toukokuun 5. päivänä."),
    ]


def test_a_list_begins_right_below_the_words_that_announce_it() -> None:
    outline = outline_of("Raportti\n\nPuhuttiin näistä:\n1. puisto\n2. tie\n")
    assert outline.sections[0].blocks == [
        paragraph("Puhuttiin näistä:"),
        ItemList(True, [Item((Span("puisto"),)), Item((Span("tie"),))]),
    ]


def test_numbered_items_within_bullets_are_nested() -> None:
    outline = outline_of("Raportti\n\n- a\n  1. b\n  2. c\n- d\n")
    assert outline.sections[0].blocks == [
        ItemList(
            False,
            [
                Item((Span("a"),), ItemList(True, [Item((Span("b"),)), Item((Span("c"),))])),
                Item((Span("d"),)),
            ],
        )
    ]


def word_document() -> WordDocument:
    document = docx.Document()
    document.add_paragraph("Arviointi 2024", style="Title")
    document.add_heading("1 Johdanto", 1)
    text = document.add_paragraph("Laki")
    text.add_run("määrää")
    text.runs[0]._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="7"/>'))
    text.add_run(" tästä.").bold = True
    document.add_heading("Tulokset", 2)
    document.add_heading("Alueella", 3)
    document.add_paragraph("puistot", style="List Bullet")
    document.add_paragraph("uusi keinu", style="List Bullet 2")
    document.add_paragraph("tiet", style="List Bullet")
    document.add_paragraph("ensin", style="List Number")
    row = document.add_table(rows=1, cols=2).rows[0]
    row.cells[0].text, row.cells[1].text = "Kahvihetki", "40"
    footnotes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="-1"><w:p/></w:footnote>'
        '<w:footnote w:id="7"><w:p><w:r><w:t>Kuntalaki 22 §</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        footnotes.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return document


def test_docx_by_its_styles_lists_tables_and_footnotes(tmp_path: Path) -> None:
    path = tmp_path / "arviointi.docx"
    word_document().save(str(path))
    puistot = Item((Span("puistot"),), ItemList(False, [Item((Span("uusi keinu"),))]))
    assert read_publication(path) == Outline(
        title="Arviointi 2024",
        sections=[
            Section(
                "1",
                "Johdanto",
                1,
                [Paragraph((Span("Laki"), NoteMark(1), Span("määrää"), Span(" tästä.", True)))],
            ),
            Section(
                "",
                "Tulokset",
                2,
                [
                    Heading("Alueella"),
                    ItemList(False, [puistot, Item((Span("tiet"),))]),
                    ItemList(True, [Item((Span("ensin"),))]),
                    paragraph("Kahvihetki – 40"),
                ],
            ),
        ],
        notes=[Note(1, "Kuntalaki 22 §")],
    )


def test_pdf_by_its_lines_without_running_heads_and_page_numbers(tmp_path: Path) -> None:
    head = "Lahden kaupunki"
    path = tmp_path / "raportti.pdf"
    path.write_bytes(
        pdf_bytes(
            f"{head}\nVuosiraportti\nSisällys\n1 Johdanto 2\n2 Tulokset 3\n1",
            f"{head}\n1 Johdanto\nTämä rivi on niin pitkä, että se täyttää sivun leveyden ja\n"
            "jatkuu toisella rivillä.\nUusi kappale alkaa tästä ja se katkeaa sivun vaihtuessa,\n2",
            f"{head}\nmutta jatkuu.\n2 Tulokset\n- kahvihetkiä\n- kuulemisia\n3",
        )
    )
    outline = read_publication(path)
    assert outline == Outline(
        title="Vuosiraportti",
        sections=[
            Section(
                "1",
                "Johdanto",
                1,
                [
                    paragraph(
                        "Tämä rivi on niin pitkä, että se täyttää sivun leveyden ja jatkuu "
                        "toisella rivillä."
                    ),
                    paragraph(
                        "Uusi kappale alkaa tästä ja se katkeaa sivun vaihtuessa, mutta jatkuu."
                    ),
                ],
            ),
            Section(
                "2",
                "Tulokset",
                1,
                [ItemList(False, [Item((Span("kahvihetkiä"),)), Item((Span("kuulemisia"),))])],
            ),
        ],
    )


def test_a_letterhead_on_every_page_of_a_pdf_is_neither_title_nor_text(tmp_path: Path) -> None:
    head = "Esimerkkikaupunki\nPostiosoite: PL 1, 00001 ESIMERKKI\npuhelin 000 000 000"
    text = "Tässä kappaleessa on rivi, joka täyttää sivun leveyden ja\non sama joka sivulla, "
    text += "vaikka ei ole mikään alaviite."
    path = tmp_path / "ohje.pdf"
    path.write_bytes(
        pdf_bytes(
            f"{head}\n1 (3)\nTurvallisuusohje\nAlku\n{text}\nY-tunnus 0",
            f"{head}\n2 (3)\nEnsiapu\n{text}\nY-tunnus 0",
            f"{head}\n3 (3)\nYhteystiedot\n{text}\nY-tunnus 0",
        )
    )
    same = paragraph(text.replace("\n", " "))
    assert read_publication(path) == Outline(
        title="Turvallisuusohje",
        sections=[Section("", title, 1, [same]) for title in ("Alku", "Ensiapu", "Yhteystiedot")],
    )


def test_two_pages_have_a_letterhead_where_they_share_more_than_a_line(tmp_path: Path) -> None:
    first, second = "Ohje\nAlku\nTeksti yksi on tässä ja riittää.", "Loppu\nTeksti kaksi."
    path = tmp_path / "ohje.pdf"
    path.write_bytes(pdf_bytes(f"Kaupunki\nTorikatu 1\n{first}", f"Kaupunki\nTorikatu 1\n{second}"))
    outline = read_publication(path)
    assert outline.title == "Ohje"
    assert [section.title for section in outline.sections] == ["Alku", "Loppu"]
    path.write_bytes(pdf_bytes(f"Kaupunki\n{first}", f"Kaupunki\n{second}"))
    assert read_publication(path).title == "Kaupunki"


def test_docx_with_its_title_in_a_control_cells_that_span_and_numbers_of_word(
    tmp_path: Path,
) -> None:
    def line(words: str, properties: str = "") -> str:
        return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"

    heading = '<w:pStyle w:val="H1"/>'
    body = (
        f"<w:sdt><w:sdtContent>{line('Ohjelma')}</w:sdtContent></w:sdt>"
        f"{line('Tavoitteet', heading)}"
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
        f'{line("Läsnäolijat")}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/>'
        f"</w:tcPr>{line('Nimi')}</w:tc><w:tc>{line('Edustus')}</w:tc></w:tr><w:tr><w:tc><w:tcPr>"
        f"<w:vMerge/></w:tcPr>{line('')}</w:tc><w:tc>{line('Taho')}</w:tc></w:tr></w:tbl>"
        f"{line('Keinot', heading)}"
    )
    styles = """<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr>
        <w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"""
    numbering = """<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
        <w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"""
    path = tmp_path / "ohjelma.docx"
    path.write_bytes(docx_bytes(body, styles=styles, numbering=numbering))
    rows = [paragraph(words) for words in ("Läsnäolijat", "Nimi – Edustus", "Taho")]
    assert read_publication(path) == Outline(
        title="Ohjelma",
        sections=[Section("1", "Tavoitteet", 1, rows), Section("2", "Keinot", 1, [])],
    )


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.odt", b"PK", "TXT, DOCX or PDF"),
        ("a.pdf", b"%PDF-", "broken"),
        ("a.docx", b"PK\x03\x04", "broken"),
        ("a.txt", b"", "no text"),
        ("a.txt", b"\0\0", "broken"),
        ("a.txt", b"pelkka pieni kirjain ja piste.", "no title"),
    ],
)
def test_an_unreadable_file_says_why(tmp_path, name: str, content: bytes, problem: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=problem):
        read_publication(path)
