"""Tables that are downloaded from the admin: what somebody has typed is never reckoned with by the
program that opens them. They hold titles and words of ours whichever view makes them, hence all of
Wagtail's are meant."""

from functools import wraps
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from cms.spreadsheets import without_formulas


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
