"""Files of the shared folder that programs of offices wrote otherwise than expected."""

from pathlib import Path

import pytest

from cms.media.text import read_file
from cms.media.text.formats import read_pages
from cms.media.text.limits import Limits
from cms.pages.importing.reading import read_publication

pytestmark = pytest.mark.shared

PAGES = {
    "01-poistettu.odt": ["Kokous avattiin."],
    "02-kommentti.odt": ["Esitetään keinun siirtoa."],
    "03-alaviite.odt": [
        "Perustuu linjaukseen osallisuudesta.\nKaupunginhallitus 8.2.2021 § 61",
    ],
    "04-sisennetty.odt": ["Sisennetyssä tiedostossa on ratikkapysäkki."],
    "05-vanha-openoffice.odt": ["Vanhalla ohjelmalla tallennettu torikahvimuistio."],
    "06-verkkoword.docx": ["Verkossa kirjoitettu muistio torialueen penkeistä."],
    "07-strict.docx": ["Tiukassa muodossa tallennettu muistio ulkoilureitistä."],
    "08-lisays.docx": [
        "Pöytä päätti hyväksyä pysäköintisuunnitelman yksimielisesti.\n"
        "Kenttä: liikenneympyräliite, aika: helatorstaina klo 17"
    ],
    "09-alaviite.docx": [
        "Toiminta perustuu päätökseen.\nKaupunginvaltuusto 9.11.2020 § 91, alaviitesana."
    ],
    "10-tekstiruutu-ja-piilo.docx": [
        "Runkoteksti.\nTekstiruudussa kerrotaan kesäteatterista.\nNäkyvä."
    ],
    "11-automaattinumerot.docx": [
        "Toimintasuunnitelma\n1 Johdanto\nTeksti yksi.\n1.1 Tavoitteet\nTeksti kaksi.\n"
        "§ 12 Kokouksen avaus\nAvattiin."
    ],
    "13-tavutus.pdf": [
        "Muistio koirapuistosta",
        "Asukkaat toivoivat, että kaupunki korjaisi koirapuiston\naidan ja lisäisi valaistusta "
        "pysäköintialueelle\nennen talvea. Linja-autoasema ja linja-autoreitti\npysyvät ennallaan.",
    ],
    "14-rikkinainen-sivu.pdf": [
        "Ensimmäinen sivu: uimarannan siivous.",
        "",
        "Kolmas sivu: talvikunnossapito.",
    ],
    "17-ligatuurit.txt": ["Yhdistyksen profiili ja grafiikka uusitaan, ja konfliktit sovitellaan."],
    "18-dos.txt": ["Vanha tekstitiedosto: jäähalli ja pyörätie."],
    "19-utf16.txt": ["Merkistöllä utf kuusitoista tallennettu jäätelökioski."],
}
TITLES = {
    "06-verkkoword.docx": "Verkossa kirjoitettu muistio torialueen penkeistä.",
    "07-strict.docx": "Tiukassa muodossa tallennettu muistio ulkoilureitistä.",
    "08-lisays.docx": "Pöytä päätti hyväksyä pysäköintisuunnitelman yksimielisesti.",
    "11-automaattinumerot.docx": "Toimintasuunnitelma",
    "12-ohjainotsikko-ja-yhdistetyt-solut.docx": "Alueen toimintasuunnitelma 2024",
    "13-tavutus.pdf": "Muistio koirapuistosta",
    "15-kirjelomake-a.pdf": "Käyttösopimus",
    "16-kirjelomake-b.pdf": "Turvallisuusohje",
    "23-taulukko-ilman-asetuksia.docx": "Jäsenluettelo",
}


@pytest.mark.parametrize("name", PAGES)
def test_each_is_read_as_its_reader_sees_it(shared_dir: Path, name: str) -> None:
    result = read_file(shared_dir / "cases" / "files" / name)
    assert (result.pages, result.unread_reason) == (PAGES[name], None)


@pytest.mark.parametrize("name", TITLES)
def test_each_is_imported_with_its_title(shared_dir: Path, name: str) -> None:
    assert read_publication(shared_dir / "cases" / "files" / name).title == TITLES[name]


@pytest.mark.parametrize("name", PAGES)
def test_a_process_without_limits_reads_the_same(shared_dir: Path, name: str) -> None:
    _format, pages = read_pages(shared_dir / "cases" / "files" / name, Limits())
    assert pages == PAGES[name]
