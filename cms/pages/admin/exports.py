"""Tables that are downloaded from the admin: what somebody has typed is never reckoned with by the
program that opens them. They hold titles and words of ours whichever view makes them, hence all of
Wagtail's are meant."""

import re
from functools import wraps
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

_BEGINNING = r"(?=[=+\-@\t\r\uff0b\uff0d\uff1d\uff20])"
"""What makes a formula of a cell; programs take the full-width signs for the others."""
_FORMULA = re.compile(rf"\A{_BEGINNING}")
_FORMULA_OF_A_PART = re.compile(rf"(?:\A|(?<=[;\t\r\n])){_BEGINNING}")
"""A program that parts the cells of CSV at semicolons, as the Finnish Excel, also begins a new one
inside ours."""

_NO_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""With one of these in it no XLSX can be written."""


def without_formulas(cell: Any, is_csv: bool) -> Any:
    """A text is marked with an apostrophe, as spreadsheets do; numbers and times stay."""
    if not isinstance(cell, str):
        return cell
    if is_csv:
        return _FORMULA_OF_A_PART.sub("'", cell)
    return _FORMULA.sub("'", _NO_CHARACTER.sub("", cell))


def neutralise_formulas() -> None:
    """In the two places through which every cell and every heading of a table goes."""
    cell_of, heading_of = (
        SpreadsheetExportMixin.preprocess_field_value,
        SpreadsheetExportMixin.get_heading,
    )

    @wraps(cell_of)
    def preprocess_field_value(self: Any, field: str, value: Any, export_format: str) -> Any:
        cell = cell_of(self, field, value, export_format)
        return without_formulas(cell, is_csv=export_format == self.FORMAT_CSV)

    @wraps(heading_of)
    def get_heading(self: Any, *args: Any) -> Any:
        # Those of a form's answers are what its maker called the fields.
        return without_formulas(heading_of(self, *args), is_csv=True)

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
    SpreadsheetExportMixin.get_heading = get_heading
