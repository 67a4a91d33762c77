"""The engine on PostgreSQL: a tsvector beside each row, written from the analysis in its own
notation, so that PostgreSQL's text search configurations have no say.

Its weights tell the streams apart: A and B are the lemmas and compound parts of the title, C and D
those of the text. All lemmas of a word have the same position, so a phrase matches by any of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic

from django.db import OperationalError, connection, transaction

from search.analysis.packing import BORDER, PackedTokens, by_word
from search.batching import batches
from search.engines.base import OutOfTimeError
from search.engines.database import SQL, DatabaseEngine
from search.models import SearchDocument
from search.values import Clause

WEIGHTS = "{0.06, 0.2, 0.3, 1.0}"
"""Of D, C, B, A, as ts_rank takes them."""
LAST_POSITION = 16_383
"""The highest position of a tsvector. Words beyond it share it, and are in no phrase."""
MAX_POSITIONS = 16_000
"""Words of a row that have a position of their own."""
MAX_POSITIONS_OF_A_LEXEME = 255
"""How many PostgreSQL keeps: further positions of a term go to lexemes `term|1`, `term|2` …"""
MAX_BYTES = 1_000_000
"""Size to which a tsvector is filled (its limit is slightly higher): tens of thousands of different
words."""
QUERY_CANCELED = "57014"
"""The SQLSTATE of a statement that took longer than it may."""
_OVERHEAD = 4
"""Bytes of a lexeme besides its term and its positions, which take two each."""
_BORDER = 10
"""Positions between fields, so that no phrase goes over from one to the next."""


class PostgreSQLEngine(DatabaseEngine):
    name = "postgresql"
    age = "(%s::date - date)"
    join = "string_agg"
    each = "jsonb_array_elements_text"
    key = "row_id"

    def clock(self) -> float:
        return monotonic()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        try:
            with transaction.atomic():
                _limit_statements(max(round(seconds * 1000), 1))
                yield
                if len(connection.savepoint_ids):  # else the limit ends with the transaction
                    _limit_statements("DEFAULT")
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) == QUERY_CANCELED:
                raise OutOfTimeError from error
            raise

    def write(self, rows: Iterable[SearchDocument]) -> None:
        rows = list(rows)
        self.delete(row.pk for row in rows)
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO kumppanuus_search_terms (row_id, terms) VALUES (%s, %s::tsvector)",
                [(row.pk, _vector(row)) for row in rows],
            )

    def delete(self, row_ids: Iterable[int]) -> None:
        ids = list(row_ids)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM kumppanuus_search_terms WHERE row_id = ANY(%s)", [ids])

    def optimise(self) -> None:
        """Nothing to do: autovacuum does it."""

    def match(self, wanted: Sequence[Clause]) -> SQL:
        query = " & ".join(map(_expression, wanted))
        return (
            "SELECT row_id AS id, -ts_rank(%s, terms, %s::tsquery, 1) AS rank"
            " FROM kumppanuus_search_terms WHERE terms @@ %s::tsquery",
            [WEIGHTS, query, query],
        )

    def match_any(self, unwanted: Sequence[Clause]) -> SQL:
        return (
            "SELECT row_id AS id FROM kumppanuus_search_terms WHERE terms @@ %s::tsquery",
            [" | ".join(map(_expression, unwanted))],
        )


def _limit_statements(milliseconds: int | str) -> None:
    """In this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout TO {milliseconds}")


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def _expression(clause: Clause) -> str:
    if clause.is_phrase:
        return "(" + " <-> ".join(_any(map(_in_phrase, place)) for place in clause.positions) + ")"
    first, *others = map(_quoted, clause.positions[0])
    return _any([f"{first}:*" if clause.is_prefix else first, *others])


def _any(alternatives: Iterable[str]) -> str:
    return f"({' | '.join(alternatives)})"


def _in_phrase(term: str) -> str:
    """The term at any of its positions, also at those of its further lexemes (see `_vector`)."""
    return f"{_quoted(term)}:AC | {_quoted(term + BORDER)}:*AC"


def _vector(row: SearchDocument) -> str:
    places: dict[str, dict[str, None]] = defaultdict(dict)
    for term, place in _places(row):
        places[term][place] = None
    lexemes: list[str] = []
    size = 0
    for term, found in places.items():
        for number, some in enumerate(batches(found, MAX_POSITIONS_OF_A_LEXEME)):
            name = f"{term}{BORDER}{number}" if number else term
            size += len(name.encode()) + 2 * len(some) + _OVERHEAD
            if size > MAX_BYTES:
                return " ".join(lexemes)
            lexemes.append(f"{_quoted(name)}:{','.join(some)}")
    return " ".join(lexemes)


def _places(row: SearchDocument) -> Iterator[tuple[str, str]]:
    """Each term with its position and weight, such as 12C."""
    position = 1
    for name, whole, part in (("title", "A", "B"), ("body", "C", "D"), ("extra", "C", "D")):
        field: PackedTokens = row.analysis[name]
        for lemmas, parts in zip(by_word(field, "lemmas"), by_word(field, "parts"), strict=True):
            place = position if position <= MAX_POSITIONS else LAST_POSITION
            yield from ((term, f"{place}{whole}") for term in lemmas.split())
            yield from ((term, f"{place}{part}") for term in parts.split())
            position += 1
        position += _BORDER
