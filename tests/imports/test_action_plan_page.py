"""The real action plan of 2023 on the site: the page that residents read and find."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.html import strip_tags

from cms.pages.models import HomePage, PublicationPage
from search.queries import Query, search
from tests.factories import index_of

pytestmark = pytest.mark.shared


@pytest.fixture
def page(home: HomePage, shared_dir: Path) -> PublicationPage:
    index_of(home, "julkaisut")
    paper = shared_dir / "input" / "toimintasuunnitelma-2023.txt"
    command = ["import_publication", str(paper), "--kind", "action-plan"]
    call_command(*command, "--valid-from", "2023-01-26", "--verbosity", "0")
    return PublicationPage.objects.get()


def test_the_page_has_every_heading_and_note(page: PublicationPage) -> None:
    headings = [block.value for block in page.body if block.block_type == "heading"]
    levels = [heading["level"] for heading in headings]
    assert (levels.count("2"), levels.count("3")) == (8, 16 + 2)
    assert [heading["text"] for heading in headings if not heading["number"]] == [
        "Johdanto",
        "Liite 1",
        "Lähidemokratia käsitteenä",
        "Lähidemokratian toteuttaminen ja osallisuuden edistäminen alueella",
    ]
    marks = re.findall(r'href="#note-(\d+)"', str(page.body.raw_data).replace("\\", ""))
    assert marks == [str(number) for number in range(1, 19)]
    assert [note.number for note in page.notes.all()] == list(range(1, 19))
    assert (page.title, page.valid_from) == (
        "Lahden kaupungin kumppanuuspöytien toimintasuunnitelma",
        date(2023, 1, 26),
    )


def test_residents_read_it(page: PublicationPage) -> None:
    response = Client().get(page.site_path)
    html = response.content.decode()
    assert response.status_code == 200
    main = re.search(r"<main.*</main>", html, re.DOTALL)
    assert main
    words = " ".join(unescape(strip_tags(main[0])).split())
    assert "2.3 Toiminnan painopisteet" in words
    assert "SISÄLLYSLUETTELO" not in words
    assert "kumppanuuspöydät pyrkivät toimimaan kaupungin strategisten tavoitteiden" in words
    marks = re.findall(r'href="#note-(\d+)"', main[0])
    notes = re.findall(r'id="note-(\d+)"', main[0])
    assert sorted(set(marks), key=int) == notes == [str(number) for number in range(1, 19)]
    assert "<b>vuonna 2023 on 180 000 €</b>" in main[0]


@pytest.mark.parametrize(
    "words",
    [
        "asukasosallisuus vuoropuhelu",
        "strategiset tavoitteet kuntalaki",
        "lähidemokratiatoimikunta mietintö",
    ],
)
def test_residents_find_it_by_other_forms_of_its_words(page: PublicationPage, words: str) -> None:
    assert [hit.uuid for hit in search(Query(words)).hits] == [page.uuid]


def test_the_main_site_asks_for_it(page: PublicationPage) -> None:
    query = """{
      publications(kind: ACTION_PLAN) { nodes {
        id validFrom version notes { number }
        body { __typename ... on HeadingBlock { number text } }
      } }
      search(query: "toimintasuunnitelmassa linjaukset") { nodes { kind url } }
    }"""
    answer = Client().post("/graphql/", {"query": query}, content_type="application/json").json()
    (found,) = answer["data"]["publications"]["nodes"]
    headings = [row for row in found["body"] if row["__typename"] == "HeadingBlock"]
    assert (found["id"], found["validFrom"], found["version"]) == (str(page.uuid), "2023-01-26", 1)
    assert len(headings) == 8 + 18
    assert {"__typename": "HeadingBlock", "number": "2.3", "text": "Toiminnan painopisteet"} in (
        headings
    )
    assert [note["number"] for note in found["notes"]] == list(range(1, 19))
    assert answer["data"]["search"]["nodes"] == [{"kind": "PUBLICATION", "url": page.absolute_url}]
