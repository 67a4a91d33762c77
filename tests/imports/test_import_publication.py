"""The command `import_publication`: what it makes of a file, of the same file, of a changed one."""

import io
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from cms.pages.models import HomePage, Note, PublicationPage, RegionPage
from cms.pages.publishing.shapes import search_shape
from cms.users.models import User
from tests.factories import add_publication, index_of

PAPER = """\
Lahden kaupunki

TOIMINTASUUNNITELMA

Sisällys

1 Lähtökohdat 2
1.1 Tehtävät 2

1 Lähtökohdat

Kuntalain¹ mukaan <asukkailla> on oikeus osallistua & vaikuttaa **nyt**.

¹ Kuntalaki 22 §

1.1 Tehtävät

- Pohjoisen painopisteet
 - leikkipuistot
"""


@pytest.fixture(autouse=True)
def places(home: HomePage, pohjoinen: RegionPage, itainen: RegionPage) -> None:
    for parent in (home, pohjoinen, itainen):
        index_of(parent, "julkaisut")


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "suunnitelma.txt"
    path.write_text(PAPER, encoding="utf-8")
    return path


def run(path: Path, *flags: str, **options: str) -> str:
    out = io.StringIO()
    options = {"kind": "action-plan", "valid-from": "2023-01-26"} | options
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    call_command("import_publication", str(path), *words, *flags, stdout=out)
    return out.getvalue()


def versions() -> list[tuple[int, date, date | None, bool]]:
    rows = PublicationPage.objects.order_by("version", "pk")
    return [(page.version, page.valid_from, page.valid_to, page.live) for page in rows]


def test_the_page_has_the_papers_text_in_blocks(home: HomePage, paper: Path) -> None:
    out = run(paper)
    page = PublicationPage.objects.get()
    assert out == (
        "Imported version 1 of “Toimintasuunnitelma” to "
        "https://kumppanuus.test/julkaisut/toimintasuunnitelma/\n"
    )
    assert page.get_parent().get_parent().specific == home
    assert (page.kind, page.live, page.locale) == ("action_plan", True, home.locale)
    assert [(block["type"], block["value"]) for block in page.body.raw_data] == [
        ("text", "<p>Lahden kaupunki</p>"),
        ("heading", {"number": "1", "text": "Lähtökohdat", "level": "2"}),
        (
            "text",
            '<p>Kuntalain<a href="#note-1"><sup>1</sup></a> mukaan &lt;asukkailla&gt; on oikeus '
            "osallistua &amp; vaikuttaa <b>nyt</b>.</p>",
        ),
        ("heading", {"number": "1.1", "text": "Tehtävät", "level": "3"}),
        ("text", "<ul><li>Pohjoisen painopisteet<ul><li>leikkipuistot</li></ul></li></ul>"),
    ]
    assert [(note.number, note.text) for note in page.notes.all()] == [(1, "Kuntalaki 22 §")]


def test_residents_read_it_and_its_notes_on_the_site(home: HomePage, paper: Path) -> None:
    run(paper)
    response = Client().get("/julkaisut/toimintasuunnitelma/")
    html = response.content.decode()
    assert response.status_code == 200
    assert re.search(r"<h2[^>]*>\s*(<[^>]+>)?\s*1\b.*Lähtökohdat", html)
    assert re.search(r'Kuntalain(<[^>]+>)*<a [^>]*href="#note-1"[^>]*>(<[^>]+>)*1<', html)
    assert 'id="note-1"' in html and "Kuntalaki 22 §" in html


def test_the_search_gets_the_words_without_marks(home: HomePage, paper: Path) -> None:
    run(paper)
    text = search_shape(PublicationPage.objects.get()).body
    assert "Kuntalain mukaan <asukkailla> on oikeus osallistua & vaikuttaa nyt." in text
    assert "Pohjoisen painopisteet\nleikkipuistot" in text
    assert "Kuntalaki 22 §" in text


def test_the_same_file_again_changes_nothing(home: HomePage, paper: Path) -> None:
    run(paper)
    before = PublicationPage.objects.values().get()
    out = run(paper, "--draft", **{"valid-from": "2024-01-01"})
    assert out.startswith("Nothing changed: the file is version 1 of “Toimintasuunnitelma”")
    assert PublicationPage.objects.values().get() == before
    assert PublicationPage.objects.get().revisions.count() == 1


def test_a_changed_file_is_a_new_version_and_ends_the_earlier_ones_validity(home, paper) -> None:
    run(paper)
    paper.write_text(PAPER.replace("leikkipuistot", "uimarannat"), encoding="utf-8")
    assert "version 2" in run(paper, **{"valid-from": "2024-02-01"})
    assert versions() == [
        (1, date(2023, 1, 26), date(2024, 1, 31), True),
        (2, date(2024, 2, 1), None, True),
    ]
    first, second = PublicationPage.objects.order_by("version")
    assert first.get_latest_revision_as_object().valid_to == date(2024, 1, 31)
    assert "leikkipuistot" in first.search_text() and "uimarannat" in second.search_text()
    assert first.slug != second.slug


def test_a_correction_from_the_same_day_leaves_the_earlier_version_one_day(home, paper) -> None:
    run(paper)
    paper.write_text(PAPER + "\nLoppusanat ovat tässä.\n", encoding="utf-8")
    run(paper)
    assert [row[:3] for row in versions()] == [
        (1, date(2023, 1, 26), date(2023, 1, 26)),
        (2, date(2023, 1, 26), None),
    ]


def test_a_draft_is_left_unpublished_and_ends_nothing(home: HomePage, paper: Path) -> None:
    run(paper)
    paper.write_text(PAPER.replace("leikkipuistot", "uimarannat"), encoding="utf-8")
    out = run(paper, "--draft", **{"valid-from": "2024-02-01"})
    assert out.endswith("(draft: publish it in the admin)\n")
    assert versions() == [
        (1, date(2023, 1, 26), None, True),
        (2, date(2024, 2, 1), None, False),
    ]
    draft = PublicationPage.objects.get(version=2)
    assert Client().get(draft.site_path).status_code == 404
    assert PublicationPage.objects.listed().get().version == 1


def publish_in_admin(version: int) -> None:
    page = PublicationPage.objects.get(version=version)
    client = Client()
    client.force_login(User.objects.create_superuser(f"viestinta-{version}"))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={page.pk}&next=/admin/")


def test_publishing_drafts_in_the_admin_ends_every_earlier_version(home, paper) -> None:
    run(paper)
    for place, year in (("uimarannat", 2024), ("metsät", 2025)):
        changed = PAPER.replace("leikkipuistot", place)
        paper.write_text(changed.replace("TOIMINTASUUNNITELMA", f"SUUNNITELMA {year}"), "utf-8")
        run(paper, "--draft", **{"valid-from": f"{year}-02-01"})
    publish_in_admin(3)
    assert versions() == [
        (1, date(2023, 1, 26), date(2025, 1, 31), True),
        (2, date(2024, 2, 1), date(2025, 1, 31), False),
        (3, date(2025, 2, 1), None, True),
    ]
    publish_in_admin(2)
    assert versions() == [
        (1, date(2023, 1, 26), date(2024, 1, 31), True),
        (2, date(2024, 2, 1), date(2025, 1, 31), True),
        (3, date(2025, 2, 1), None, True),
    ]


def test_an_earlier_versions_own_draft_is_kept(home: HomePage, paper: Path) -> None:
    run(paper)
    first = PublicationPage.objects.get()
    first.summary = "Keskeneräinen"
    first.save_revision()
    paper.write_text(PAPER.replace("leikkipuistot", "uimarannat"), encoding="utf-8")
    run(paper, **{"valid-from": "2024-02-01"})
    first = PublicationPage.objects.get(version=1)
    draft = first.get_latest_revision_as_object()
    assert (first.summary, first.valid_to, first.live) == ("", date(2024, 1, 31), True)
    assert (draft.summary, draft.valid_to) == ("Keskeneräinen", date(2024, 1, 31))


def test_regions_and_kinds_have_versions_of_their_own(home: HomePage, paper: Path) -> None:
    run(paper)
    run(paper, region="pohjoinen")
    run(paper, kind="report")
    assert sorted(
        (page.site_path, page.kind, page.version) for page in PublicationPage.objects.all()
    ) == [
        ("/julkaisut/toimintasuunnitelma-2/", "report", 1),
        ("/julkaisut/toimintasuunnitelma/", "action_plan", 1),
        ("/pohjoinen/julkaisut/toimintasuunnitelma/", "action_plan", 1),
    ]


def test_a_report_follows_the_one_with_its_title_and_an_action_plan_any(home, paper) -> None:
    other = PAPER.replace("TOIMINTASUUNNITELMA", "TOINEN PAPERI")
    for kind in ("report", "action-plan"):
        paper.write_text(PAPER, encoding="utf-8")
        run(paper, kind=kind)
        paper.write_text(other, encoding="utf-8")
        run(paper, kind=kind, **{"valid-from": "2024-01-01"})
    pages = PublicationPage.objects.order_by("kind", "version", "title")
    assert [(page.kind, page.title, page.version) for page in pages] == [
        ("action_plan", "Toimintasuunnitelma", 1),
        ("action_plan", "Toinen paperi", 2),
        ("report", "Toimintasuunnitelma", 1),
        ("report", "Toinen paperi", 1),
    ]


def test_pages_that_editors_wrote_are_not_followed(home: HomePage, paper: Path) -> None:
    add_publication(home, "Suunnitelma 2021", valid_from=date(2021, 1, 1))
    run(paper)
    add_publication(home, "Suunnitelma 2024", valid_from=date(2024, 1, 1), version=2)
    assert versions() == [
        (1, date(2021, 1, 1), None, True),
        (1, date(2023, 1, 26), None, True),
        (2, date(2024, 1, 1), None, True),
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"region": "lantinen"},
            "argument --region: there is no region 'lantinen'; the regions are: pohjoinen, itainen",
        ),
        ({"kind": "minutes"}, "argument --kind: invalid choice: 'minutes' .*action-plan"),
        (
            {"valid-from": "26.1.2023"},
            "argument --valid-from: '26.1.2023' is not a date; give .* 2023-01-26",
        ),
    ],
)
def test_a_wrong_option_is_named_with_its_remedy(home, paper, options, message) -> None:
    with pytest.raises(CommandError, match=message):
        run(paper, **options)
    assert not PublicationPage.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("puuttuu.txt", None, "cannot be read .*; give the path of a TXT, DOCX or PDF file"),
        ("kuva.png", b"x", "argument FILE: .* give TXT, DOCX or PDF"),
        ("rikki.pdf", b"%PDF-1.4", "argument FILE: .* the file is broken"),
        ("tyhja.txt", b"", "argument FILE: .* no text"),
        ("pitka.txt", b"OTSIKKO" * 40 + b"\n\nTeksti.", "argument FILE: "),
    ],
)
def test_an_unreadable_file_is_named_with_its_remedy(
    home, tmp_path, name, content, message
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=message):
        run(path)
    assert not PublicationPage.objects.exists()


def test_a_failure_in_the_middle_writes_nothing(home, paper, monkeypatch) -> None:
    run(paper)
    paper.write_text(PAPER.replace("leikkipuistot", "uimarannat"), encoding="utf-8")

    def fail(*args: object) -> None:
        raise RuntimeError("at the end")

    monkeypatch.setattr("cms.pages.publishing.versions.end_validity", fail)
    with pytest.raises(RuntimeError):
        run(paper, **{"valid-from": "2024-02-01"})
    assert versions() == [(1, date(2023, 1, 26), None, True)]
    assert Note.objects.count() == 1
