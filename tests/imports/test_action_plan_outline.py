"""The real action plan of 2023: its exact outline."""

from functools import cache
from pathlib import Path

import pytest

from cms.pages.importing.outline import (
    Heading,
    ItemList,
    NoteMark,
    Outline,
    Paragraph,
    Section,
    Span,
    plain,
)
from cms.pages.importing.reading import read_publication

pytestmark = pytest.mark.shared

SECTIONS = [
    (1, "", "Johdanto"),
    (1, "1", "Kumppanuuspöytien toiminnan lähtökohdat"),
    (2, "1.1", "Arvopohja ja toimintaa ohjaavat linjaukset"),
    (2, "1.2", "Kulttuuri- ja paikallisidentiteetti"),
    (1, "2", "Kumppanuuspöytien tavoitteet ja tehtävät"),
    (2, "2.1", "Kumppanuuspöytien visio"),
    (2, "2.2", "Vuoden 2023 päätavoitteet"),
    (2, "2.3", "Toiminnan painopisteet"),
    (2, "2.4", "Lausuntojen ja kannanottojen antaminen"),
    (2, "2.5", "Alueellinen yhteistyö"),
    (2, "2.6", "Lähidemokratian kehittäminen Lahden kaupungissa"),
    (1, "3", "Toiminnan suunnittelu ja järjestäminen"),
    (2, "3.1", "Kumppanuuspöytien tehtävien toteuttaminen"),
    (2, "3.2", "Toiminnan hallinnointi ja koordinointi"),
    (2, "3.3", "Toiminnasta tiedottaminen ja viestintä"),
    (2, "3.4", "Tapahtumien ja tilaisuuksien järjestäminen sekä niiden mahdollistaminen"),
    (1, "4", "Yhteistyö"),
    (2, "4.1", "Yhteistyö palvelu- ja vastuualueiden sekä toimielinten kanssa"),
    (2, "4.2", "Yhteistyö toisen ja kolmannen sektorin kanssa"),
    (2, "4.3", "Yritysyhteistyö"),
    (2, "4.4", "Muut yhteistyötahot"),
    (1, "5", "Määräraha ja talouden käyttösuunnitelma"),
    (1, "6", "Toiminnan sekä palveluiden laadunarviointi ja seuranta"),
    (1, "", "Liite 1"),
]


read_once = cache(read_publication)


@pytest.fixture
def outline(shared_dir: Path) -> Outline:
    return read_once(shared_dir / "input" / "toimintasuunnitelma-2023.txt")


def section(outline: Outline, name: str) -> Section:
    return next(each for each in outline.sections if name in (each.number, each.title))


def lists(section: Section) -> list[ItemList]:
    return [block for block in section.blocks if isinstance(block, ItemList)]


def paragraphs(section: Section) -> list[str]:
    return [plain(block.text) for block in section.blocks if isinstance(block, Paragraph)]


def test_title_and_publisher_come_from_the_cover(outline: Outline) -> None:
    assert outline.title == "Lahden kaupungin kumppanuuspöytien toimintasuunnitelma"
    assert outline.publisher == [
        "Lahden kaupunki",
        "Sivistyksen palvelualue",
        "Osallisuus ja hyvinvointi -palveluyksikkö",
    ]


def test_every_heading_stands_once_in_order_and_the_contents_list_is_gone(outline) -> None:
    assert [(each.level, each.number, each.title) for each in outline.sections] == SECTIONS


def test_only_the_appendix_has_inner_headings(outline: Outline) -> None:
    headings = {
        each.title: [block.title for block in each.blocks if isinstance(block, Heading)]
        for each in outline.sections
    }
    assert headings.pop("Liite 1") == [
        "Lähidemokratia käsitteenä",
        "Lähidemokratian toteuttaminen ja osallisuuden edistäminen alueella",
    ]
    assert not any(headings.values())


def test_every_section_has_the_paragraphs_of_the_paper(outline: Outline) -> None:
    counts = [len(paragraphs(each)) for each in outline.sections]
    assert counts == [4, 6, 5, 3, 8, 1, 0, 0, 3, 2, 3, 0, 3, 4, 6, 3, 0, 2, 2, 3, 4, 3, 5, 8]


def test_eighteen_notes_are_kept_in_order_with_their_text(outline: Outline) -> None:
    assert [note.number for note in outline.notes] == list(range(1, 19))
    texts = {note.number: note.text for note in outline.notes}
    assert texts[1] == "Kuntalaki 5 luku § 22"
    assert texts[8] == "KH 28.9.2022 §342"
    assert texts[10] == "Kaupunginvaltuusto 14.3.2022 § 35"
    assert texts[18].startswith("Valtioneuvoston selonteko (2002).")
    assert texts[18].endswith("Maaseudun Uusi Aika 1/2009.")


def test_each_note_has_its_mark_once_at_its_word(outline: Outline) -> None:
    words_before: list[tuple[int, str]] = []
    for each in outline.sections:
        for block in each.blocks:
            if isinstance(block, Paragraph):
                for before, mark in zip(block.text, block.text[1:], strict=False):
                    if isinstance(mark, NoteMark):
                        assert isinstance(before, Span)
                        words_before.append((mark.number, before.text.split()[-1]))
    assert words_before == [
        (1, "Kuntalain"),
        (2, "kuntalain"),
        (3, "hyväksyi"),
        (4, "päätti"),
        (5, "Kaupunginhallitus"),
        (6, "Kaupunginvaltuusto"),
        (7, "perustettiin"),
        (8, "Kaupunginhallitus"),
        (9, "Kaupunginvaltuusto"),
        (10, "strategia"),
        (11, "toisiinsa"),
        (12, "kaupunginvaltuusto"),
        (13, "asiaksi"),
        (14, "mietinnön"),
        (15, "käsitteeseen"),
        (16, "kunnassa"),
        (17, "hallintana"),
        (18, "vuorovaikutusta"),
    ]


@pytest.mark.parametrize(
    ("name", "joined"),
    [
        (
            "1.1",
            "Alueellisen toiminnan lisäksi kumppanuuspöydät pyrkivät toimimaan kaupungin "
            "strategisten tavoitteiden mukaisesti sekä tukevat osaltaan kaupungin toimintaa "
            "suuralueillaan.",
        ),
        ("2.4", "sekä seurata niiden toteutumista. Kumppanuuspöydät voivat tehdä myös"),
        ("2.6", "alueensa kehittämissuunnitelmiin ja päätöksiin. Lahdessa"),
        ("3.4", "toimia yhteistyökumppanina tapahtumia ja tilaisuuksia järjestettäessä"),
        ("Liite 1", "voi olla myös läsnäoloa, paikalla oloa tilaisuuksissa"),
    ],
)
def test_a_paragraph_cut_by_a_page_is_one_again(outline: Outline, name: str, joined: str) -> None:
    assert sum(joined in text for text in paragraphs(section(outline, name))) == 1


def test_no_paragraph_or_item_keeps_signs_of_the_layout(outline: Outline) -> None:
    for each in outline.sections:
        for text in paragraphs(each):
            assert text[0].isupper() or text.startswith("”"), text
            assert "**" not in text and "\t" not in text


def test_goals_of_2_2_are_an_ordered_list(outline: Outline) -> None:
    (goals,) = section(outline, "2.2").blocks
    assert isinstance(goals, ItemList) and goals.ordered
    assert [plain(item.text).split()[0] for item in goals.items] == [
        "Vakiinnutetaan",
        "Vahvistetaan",
        "Lisätään",
    ]


def test_tasks_of_chapter_2_are_an_ordered_list_without_typed_numbers(outline: Outline) -> None:
    aims, tasks = lists(section(outline, "2"))
    assert (aims.ordered, len(aims.items)) == (False, 4)
    assert tasks.ordered
    assert [plain(item.text).split()[0] for item in tasks.items] == [
        "antaa",
        "käydä",
        "säästökohteiden",
        "järjestää",
        "tehdä",
        "edistää",
    ]


def test_conditions_of_chapter_1_are_a_list_of_eight(outline: Outline) -> None:
    (conditions,) = lists(section(outline, "1"))
    assert (conditions.ordered, len(conditions.items)) == (False, 8)


def test_focus_areas_of_2_3_are_nested_under_their_table(outline: Outline) -> None:
    (tables,) = section(outline, "2.3").blocks
    assert isinstance(tables, ItemList)
    nested = [
        (plain(item.text), [plain(inner.text) for inner in item.inner.items] if item.inner else [])
        for item in tables.items
    ]
    assert [(name, len(areas)) for name, areas in nested] == [
        ("Pohjoisen kumppanuuspöydän toiminnan painopisteet", 6),
        ("Itäisen kumppanuuspöydän toiminnan painopisteet", 5),
        ("Eteläisen kumppanuuspöydän toiminnan painopisteet", 4),
        ("Keskustan kumppanuuspöydän toiminnan painopisteet", 7),
    ]
    pohjoinen = nested[0][1]
    assert pohjoinen[4].startswith("lisätään alueen yhteisöllisyyttä, hyvinvointia")
    assert pohjoinen[5] == "viestitään eri kohderyhmille monikanavaisesti ja saavutettavasti"
    assert nested[3][1][6].endswith('moniäänisiä viestejä kaupungille "tiedoksi"')


def test_the_budget_of_the_year_is_bold(outline: Outline) -> None:
    last = section(outline, "5").blocks[-1]
    assert last == Paragraph(
        (
            Span("Kumppanuuspöytien talousarvioon varattu määräraha "),
            Span("vuonna 2023 on 180 000 €", bold=True),
        )
    )


def test_the_definition_in_the_appendix_is_a_paragraph(outline: Outline) -> None:
    quotes = [text for text in paragraphs(section(outline, "Liite 1")) if text.startswith("”")]
    assert len(quotes) == 1
    assert quotes[0].endswith("institutionaalisia lähidemokratiaelimiä.”")
