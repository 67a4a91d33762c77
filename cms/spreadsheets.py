"""Tables that are downloaded: what somebody has typed is never reckoned with by the program that
opens them."""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils.formats import date_format

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


def csv_response(name: str, headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A table as the Finnish Excel opens it: cells parted by semicolons, days and decimals as Finns
    write them, and a mark by which it knows the text as UTF-8."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    table = csv.writer(response, delimiter=";")
    table.writerow([without_formulas(str(heading), is_csv=True) for heading in headings])
    table.writerows([_cell(cell) for cell in row] for row in rows)
    return response


def _cell(value: Any) -> Any:
    match value:
        case None:
            return ""
        case date():
            return date_format(value, "j.n.Y")
        case float() | Decimal():
            return str(value).replace(".", ",")
        case int():
            return value
    return without_formulas(str(value), is_csv=True)
