"""Tables that are downloaded from the admin, by every view that gives one."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from cms.pages.models import PublicPersonalData
from search.query_counts import QueryCount
from tests.admin.world import World

EXPORTS = {
    "popular-searches",
    "public-personal-data",
    "searches-without-hits",
    "wagtailadmin_reports:aging_pages",
    "wagtailadmin_reports:locked_pages",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:workflow",
    "wagtailadmin_reports:workflow_tasks",
    "wagtailredirects:index",
}
FORMULA = '=hyperlink("https://example.org")'


def exporting(resolver: Any = None, namespaces: tuple[str, ...] = ()) -> Iterator[str]:
    """Names of the addresses that give tables."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if not isinstance(pattern, URLPattern):
            space = (pattern.namespace,) if pattern.namespace else ()
            yield from exporting(pattern, namespaces + space)
            continue
        view = getattr(pattern.callback, "view_class", None)
        given = getattr(pattern.callback, "view_initkwargs", {})
        if view and issubclass(view, SpreadsheetExportMixin):
            name = ":".join((*namespaces, pattern.name))
            if not name.endswith("results") and given.get("list_export", view.list_export):
                yield name


def table_of(response: HttpResponseBase, export: str) -> list[list[Any]]:
    content = b"".join(response)
    if export == "csv":
        return [list(row) for row in csv.reader(content.decode().splitlines())]
    sheet = load_workbook(BytesIO(content)).active
    assert "f" not in {cell.data_type for row in sheet.rows for cell in row}
    return [["" if cell is None else cell for cell in row] for row in sheet.values]


def downloaded(world: World, name: str, export: str, **query: str) -> list[list[Any]]:
    client = world.clients["administrator"]
    return table_of(client.get(reverse(name), query | {"export": export}), export)


def test_every_view_that_gives_a_table_is_known() -> None:
    assert set(exporting()) == EXPORTS


@pytest.fixture
def formulas(world: World) -> None:
    """In whatever the tables are made of."""
    page = world.page("own news")
    page.title = FORMULA
    page.locked, page.locked_at = True, timezone.now()
    page.save_revision().publish()
    log(page, "wagtail.edit", user=world.users["coordinator"])
    workflow = world.resources["own"].workflow
    workflow.name = FORMULA
    workflow.save()
    task = workflow.tasks.get()
    task.name = FORMULA
    task.save()
    draft = world.page("own draft")
    draft.title = FORMULA
    draft.save_revision()
    workflow.start(draft, world.users["coordinator"])
    PublicPersonalData.objects.create(page=page, version=1, places=[FORMULA])
    Redirect.objects.create(old_path="/vanha", redirect_link=FORMULA)
    QueryCount.objects.create(
        day=timezone.localdate(), language="fi", text=FORMULA, searches=30, pages=0
    )


@pytest.mark.parametrize("export", ["csv", "xlsx"])
@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_no_cell_is_a_formula(world: World, formulas: None, name: str, export: str) -> None:
    cells = [cell for row in downloaded(world, name, export) for cell in row]
    assert f"'{FORMULA}" in cells
    assert not [cell for cell in cells if str(cell).startswith(tuple("=+-@\t\r"))]


@pytest.mark.parametrize(("export", "pages"), [("csv", "0"), ("xlsx", 0)])
def test_numbers_stay_numbers(world: World, formulas: None, export: str, pages: Any) -> None:
    heading, row = downloaded(world, "popular-searches", export)
    assert heading[:4] == ["Hakusanat", "Kieli", "Hakuja", "Sivuja löytyi viimeksi"]
    assert row[:4] == [f"'{FORMULA}", "fi", "30" if export == "csv" else 30, pages]


WORDS = {
    "=1+1": "'=1+1",
    "+358 40 000": "'+358 40 000",
    "-5": "'-5",
    "@SUM(A1)": "'@SUM(A1)",
    "\t=1": "'\t=1",
    "\uff1d1+1": "'\uff1d1+1",
    "Keinut - 5 = mäki": "Keinut - 5 = mäki",
    "\x0b=1": "'=1",
    "": "",
    -5: -5,
    datetime(2026, 3, 2, 15, tzinfo=UTC): datetime(2026, 3, 2, 15),
}


class Answers(SpreadsheetExportMixin):
    """A view of a host site, whose editors name the columns."""

    list_export = ["words"]

    def get_heading(self, *args: Any) -> str:
        return super().get_heading(*args)

    export_headings = {"words": FORMULA}

    def table(self, words: list[Any], export: str) -> list[list[Any]]:
        self.request = HttpRequest()
        rows = [type("Row", (), {"words": each}) for each in words]
        return table_of(self.as_spreadsheet(rows, export), export)


def test_what_makes_a_formula_is_marked_and_nothing_else() -> None:
    heading, *rows = Answers().table(list(WORDS), "xlsx")
    assert heading == [f"'{FORMULA}"]
    assert rows == [[cell] for cell in WORDS.values()]


def test_no_formula_begins_in_a_cell_that_is_parted_at_semicolons() -> None:
    for text, cell in (("a;=1+1", "a;'=1+1"), ("a;\t+1", "a;'\t'+1"), ("a; b-1", "a; b-1")):
        assert Answers().table([text], "csv")[1:] == [[cell]]
