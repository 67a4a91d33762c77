"""The rows that engines found, read as a hit shows them.

By statements of our own: the ORM takes longer to write one than the database to answer it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, Self
from uuid import UUID

import orjson
from django.db import connection

from search.sentences import Sentences

Place = tuple[UUID, str, int]
"""Of a row: its page, its file and the page of the file, or nothing and 0 for its own row."""


class FoundRow(NamedTuple):
    """What a hit shows of a row, by the names of SearchDocument."""

    id: int
    uuid: UUID
    file_key: str
    file_page: int
    kind: str
    language: str
    title: str
    path: str
    regions: list[str]
    topics: list[str]
    date: date | None
    state: str
    file_title: str
    file_path: str
    items: list[dict[str, Any]]
    sentences: Sentences
    body: str
    analysis: dict[str, Any]

    @classmethod
    def read(cls, columns: Sequence[Any]) -> Self:
        """From what the driver gives, which on SQLite has no UUID."""
        row = cls._make(columns)
        return row._replace(
            uuid=row.uuid if isinstance(row.uuid, UUID) else UUID(row.uuid),
            **{name: orjson.loads(getattr(row, name)) for name in _IN_JSON},
        )


_IN_JSON = ("regions", "topics", "items", "sentences", "analysis")
_COLUMNS = ", ".join(f"document.{name}" for name in FoundRow._fields)
_BY_ID = "SELECT {columns} FROM search_searchdocument document WHERE id IN ({ids})"
# CROSS JOIN says to SQLite where to begin.
_BY_PLACE = """
WITH place (uuid, file_key, file_page) AS (VALUES {places})
SELECT {columns} FROM place CROSS JOIN search_searchdocument document
WHERE document.uuid = place.uuid AND document.file_key = place.file_key
  AND document.file_page = place.file_page"""


def rows_by_id(row_ids: Sequence[int]) -> list[FoundRow]:
    """Those that there are, in the order asked for."""
    ids = ", ".join(["%s"] * len(row_ids))
    rows = {row.id: row for row in _rows(_BY_ID.format(columns=_COLUMNS, ids=ids), row_ids)}
    return [rows[row_id] for row_id in row_ids if row_id in rows]


def rows_by_place(places: Sequence[Place]) -> dict[Place, FoundRow]:
    some = ", ".join(["(%s, %s, %s)"] * len(places))
    values = [value for uuid, key, page in places for value in (_adapted(uuid), key, page)]
    rows = _rows(_BY_PLACE.format(columns=_COLUMNS, places=some), values)
    return {(row.uuid, row.file_key, row.file_page): row for row in rows}


def _adapted(uuid: UUID) -> UUID | str:
    return uuid if connection.features.has_native_uuid_field else uuid.hex


def _rows(statement: str, values: Sequence[Any]) -> list[FoundRow]:
    if not values:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(map(FoundRow.read, cursor.fetchall()))
