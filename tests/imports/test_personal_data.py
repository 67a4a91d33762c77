"""Papers with personal data: refused with the place, nothing written, or left as a draft."""

from pathlib import Path

import pytest
from django.core.management import CommandError
from wagtail.models import PageLogEntry

from cms.pages.models import HomePage, PublicationPage
from tests.factories import index_of
from tests.factories.personal import identity_code
from tests.imports.test_import_publication import run

PAPER = """\
RAPORTTI

Ensimmäinen kappale.

Asiakas %s asuu täällä.
"""


@pytest.fixture(autouse=True)
def place(home: HomePage) -> None:
    index_of(home, "julkaisut")


def paper(folder: Path, words: str) -> Path:
    path = folder / "raportti.txt"
    path.write_text(PAPER % words, encoding="utf-8")
    return path


def test_a_paper_with_an_identity_code_is_left_a_draft_at_most(tmp_path: Path) -> None:
    path = paper(tmp_path, identity_code())
    with pytest.raises(CommandError) as refused:
        run(path)
    assert (
        "argument FILE: the page is not valid: Raportti: Teksti › lohko 1 (Teksti): tässä on"
        " henkilötunnus (13…). Poista se. Correct the file." in str(refused.value)
    )
    assert not PublicationPage.objects.exists()
    run(path, "--draft")
    assert not PublicationPage.objects.get().live


def test_a_paper_with_contacts_is_published_when_that_is_said(tmp_path: Path) -> None:
    path = paper(tmp_path, "(040 000 0000)")
    with pytest.raises(CommandError) as refused:
        run(path)
    assert str(refused.value) == (
        "argument FILE: it has contacts: Teksti › lohko 1 (Teksti): puhelinnumero 040 000 0000."
        " Give --publish-anyway if they are meant for everybody to read, or --draft."
    )
    assert not PublicationPage.objects.exists()
    run(path, "--publish-anyway")
    page = PublicationPage.objects.get()
    assert page.live
    logged = PageLogEntry.objects.get(page=page.pk, action="kumppanuus.publish_anyway")
    assert logged.data["places"] == ["Teksti › lohko 1 (Teksti): puhelinnumero"]
