"""Loads the rows that an engine found, with the fields that a hit shows.

In SQL, since the ORM takes longer to compile such a statement than the database to run it.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from search.values import FoundRow, RowKey

_IN_JSON = ("regions", "topics", "items", "sentences", "analysis")
_COLUMNS = ", ".join(f"document.{name}" for name in FoundRow._fields)
_BY_ID = "SELECT {columns} FROM kumppanuus_search_searchdocument document WHERE id IN ({ids})"
# CROSS JOIN says to SQLite where to begin.
_BY_KEY = """
WITH place (uuid, file_key, file_page) AS (VALUES {keys})
SELECT {columns} FROM place CROSS JOIN kumppanuus_search_searchdocument document
WHERE document.uuid = place.uuid AND document.file_key = place.file_key
  AND document.file_page = place.file_page"""


def rows_by_id(row_ids: Sequence[int]) -> list[FoundRow]:
    """The rows with these ids, in this order; ids without a row are left out."""
    ids = ", ".join(["%s"] * len(row_ids))
    rows = {row.id: row for row in _rows(_BY_ID.format(columns=_COLUMNS, ids=ids), row_ids)}
    return [rows[row_id] for row_id in row_ids if row_id in rows]


def rows_by_key(keys: Sequence[RowKey]) -> dict[RowKey, FoundRow]:
    some = ", ".join(["(%s, %s, %s)"] * len(keys))
    values = [value for uuid, key, page in keys for value in (_adapted(uuid), key, page)]
    rows = _rows(_BY_KEY.format(columns=_COLUMNS, keys=some), values)
    return {(row.uuid, row.file_key, row.file_page): row for row in rows}


def _adapted(uuid: UUID) -> UUID | str:
    return uuid if connection.features.has_native_uuid_field else uuid.hex


def _rows(statement: str, values: Sequence[Any]) -> list[FoundRow]:
    if not values:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(map(_read, cursor.fetchall()))


def _read(columns: Sequence[Any]) -> FoundRow:
    """The row that the driver gives, which on SQLite has no UUID."""
    row = FoundRow._make(columns)
    return row._replace(
        uuid=row.uuid if isinstance(row.uuid, UUID) else UUID(row.uuid),
        **{name: orjson.loads(getattr(row, name)) for name in _IN_JSON},
    )
