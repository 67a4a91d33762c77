"""The engine on PostgreSQL: a tsvector beside each row, written from the analysis in its own
notation, so that PostgreSQL's text search configurations have no say.

Its weights name the streams: A and B are the title's base forms and parts, C and D the text's. All
readings of a word stand at one position, so that phrases are found by any of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db import connection

from search.analysis.packing import PackedTokens
from search.engines.base import ALIKE, Clause
from search.engines.database import SQL, DatabaseEngine, visible_at, word_forms
from search.models import SearchDocument

WEIGHTS = "{0.06, 0.2, 0.3, 1.0}"
"""Of D, C, B, A, as ts_rank takes them."""
MOST_POSITIONS = 16_000
"""Words of a row that have a place, as a tsvector has no more; what follows is not found."""
_BORDER = 10
"""Positions between fields, so that no phrase goes over from one to the next."""

_COMPLETIONS = """
SELECT form FROM search_words JOIN search_searchdocument document ON document.id = row_id
WHERE is_base AND form >= %s AND form < %s AND {visible}
GROUP BY form ORDER BY COUNT(*) DESC, form LIMIT %s"""


class PostgreSQLEngine(DatabaseEngine):
    name = "postgresql"
    age = "(%s::date - date)"

    def write(self, rows: Iterable[SearchDocument]) -> None:
        rows = list(rows)
        self.delete(row.pk for row in rows)
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_terms (row_id, terms) VALUES (%s, %s::tsvector)",
                [(row.pk, _vector(row)) for row in rows],
            )
            cursor.executemany(
                "INSERT INTO search_words (form, is_base, row_id) VALUES (%s, %s, %s)",
                [
                    (form, is_base, row.pk)
                    for row in rows
                    for is_base, forms in zip((True, False), word_forms(row), strict=True)
                    for form in forms
                ],
            )

    def delete(self, row_ids: Iterable[int]) -> None:
        ids = list(row_ids)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_terms WHERE row_id = ANY(%s)", [ids])
            cursor.execute("DELETE FROM search_words WHERE row_id = ANY(%s)", [ids])

    def match(self, wanted: Sequence[Clause]) -> SQL:
        query = " & ".join(map(_expression, wanted))
        return (
            "SELECT row_id AS id, -ts_rank(%s, terms, %s::tsquery, 1) AS rank"
            " FROM search_terms WHERE terms @@ %s::tsquery",
            [WEIGHTS, query, query],
        )

    def match_any(self, unwanted: Sequence[Clause]) -> SQL:
        return (
            "SELECT row_id FROM search_terms WHERE terms @@ %s::tsquery",
            [" | ".join(map(_expression, unwanted))],
        )

    def completions(self, beginning: str, limit: int, at: datetime) -> list[str]:
        visible, times = visible_at(at)
        with connection.cursor() as cursor:
            cursor.execute(
                _COMPLETIONS.format(visible=visible),
                [beginning, beginning + chr(0x10FFFF), *times, limit],
            )
            return [form for (form,) in cursor]

    def similar_words(self, word: str, longer: int) -> list[tuple[str, int]]:
        counts: list[tuple[str, int]] = []
        with connection.cursor() as cursor:
            for letter in ALIKE.get(word[0], word[0]):
                cursor.execute(
                    "SELECT form, COUNT(DISTINCT row_id) FROM search_words"
                    " WHERE form >= %s AND form < %s AND LENGTH(form) BETWEEN %s AND %s"
                    " GROUP BY form",
                    [letter, chr(ord(letter) + 1), len(word) - longer, len(word) + longer],
                )
                counts += cursor.fetchall()
        return counts


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def _expression(clause: Clause) -> str:
    if clause.is_prefix:
        return f"{_quoted(clause.places[0][0])}:*"
    weights = ":AC" if clause.is_phrase else ""
    places = (" | ".join(_quoted(term) + weights for term in place) for place in clause.places)
    return "(" + " <-> ".join(f"({place})" for place in places) + ")"


def _vector(row: SearchDocument) -> str:
    places: dict[str, list[str]] = defaultdict(list)
    for term, place in _places(row):
        places[term].append(place)
    return " ".join(f"{_quoted(term)}:{','.join(found)}" for term, found in places.items())


def _places(row: SearchDocument) -> Iterator[tuple[str, str]]:
    """Each term with its position and weight, such as 12C."""
    position = 1
    for name, whole, part in (("title", "A", "B"), ("body", "C", "D"), ("extra", "C", "D")):
        field: PackedTokens = row.analysis[name]
        for lemmas, parts in zip(field["lemmas"], field["parts"], strict=True):
            if position > MOST_POSITIONS:
                return
            yield from ((term, f"{position}{whole}") for term in lemmas.split())
            yield from ((term, f"{position}{part}") for term in parts.split())
            position += 1
        position += _BORDER
