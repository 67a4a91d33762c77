"""The engine on SQLite: an FTS5 table beside the rows, written in the same transaction.

It has one column for each field and stream of terms, and one more for each field in which phrases
are searched: FTS5 has one term at a position, so it holds one lemma of each word.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice, pairwise, product
from time import thread_time

from django.db import OperationalError, connection

from search.analysis.packing import PackedTokens, by_word
from search.engines.base import OutOfTimeError
from search.engines.database import SQL, DatabaseEngine
from search.models import SearchDocument
from search.values import Clause

WEIGHTS = (5.0, 1.5, 1.0, 0.3, 5.0, 1.0)
"""Of title_lemma, title_part, body_lemma, body_part, title_phrase, body_phrase."""
MAX_PHRASES = 32
"""Combinations of alternative lemmas that are tried for one phrase."""
STEPS = 10_000
"""Instructions of SQLite's virtual machine from one look at the time to the next."""

_BORDER = "|"
"""Separates words that are not to match as a phrase."""

_COLUMNS = "title_lemma, title_part, body_lemma, body_part, title_phrase, body_phrase"
_WRITE = """
INSERT OR REPLACE INTO kumppanuus_search_terms (rowid, {columns})
VALUES (%s, %s, %s, %s, %s, %s, %s)"""
_STREAMS = "{title_lemma title_part body_lemma body_part}"
_PHRASES = "{title_phrase body_phrase}"
_TO_TERM = {
    ord(mark): ord(mark) + 0xFEE0 for mark in map(chr, range(0x21, 0x7F)) if not mark.isalnum()
}


class SQLiteEngine(DatabaseEngine):
    name = "sqlite"
    age = "(julianday(%s) - julianday(date))"
    join = "group_concat"
    each = "json_each"
    key = "rowid"
    # The rows themselves are long: each would take a page of the file.
    rows = "kumppanuus_search_found document"

    def clock(self) -> float:
        return thread_time()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        end = thread_time() + seconds

        def is_over() -> bool:
            return thread_time() > end

        connection.ensure_connection()
        sqlite = connection.connection
        sqlite.set_progress_handler(is_over, STEPS)
        try:
            yield
        except OperationalError as error:
            if is_over():
                raise OutOfTimeError from error
            raise
        finally:
            sqlite.set_progress_handler(None, STEPS)

    def write(self, rows: Iterable[SearchDocument]) -> None:
        rows = list(rows)
        with connection.cursor() as cursor:
            cursor.executemany(
                _WRITE.format(columns=_COLUMNS),
                [(row.pk, *_term_columns(row)) for row in rows],
            )

    def delete(self, row_ids: Iterable[int]) -> None:
        ids = [(row_id,) for row_id in row_ids]
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM kumppanuus_search_terms WHERE rowid = %s", ids)

    def optimise(self) -> None:
        """Merges the segments of the FTS5 index, and updates the statistics of the planner."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO kumppanuus_search_terms (kumppanuus_search_terms) VALUES ('optimize')"
            )
            cursor.execute("ANALYZE")

    def match(self, wanted: Sequence[Clause]) -> SQL:
        return (
            "SELECT rowid AS id, bm25(kumppanuus_search_terms, %s, %s, %s, %s, %s, %s) AS rank"
            " FROM kumppanuus_search_terms WHERE kumppanuus_search_terms MATCH %s",
            [*WEIGHTS, " AND ".join(map(_expression, wanted))],
        )

    def match_any(self, unwanted: Sequence[Clause]) -> SQL:
        return (
            "SELECT rowid AS id FROM kumppanuus_search_terms"
            " WHERE kumppanuus_search_terms MATCH %s",
            [" OR ".join(map(_expression, unwanted))],
        )


def _quoted(terms: Iterable[str]) -> str:
    """An FTS5 string: these terms in order. No term contains a character of its syntax."""
    return f'"{_column(terms)}"'


def _column(terms: Iterable[str]) -> str:
    return " ".join(terms).translate(_TO_TERM)


def _expression(clause: Clause) -> str:
    if clause.is_phrase:
        phrases = map(_quoted, islice(product(*clause.positions), MAX_PHRASES))
        return f"{_PHRASES} : ({_any(phrases)})"
    first, *others = (_quoted([term]) for term in clause.positions[0])
    return f"{_STREAMS} : ({_any([f'{first} *' if clause.is_prefix else first, *others])})"


def _any(alternatives: Iterable[str]) -> str:
    return " OR ".join(alternatives)


def _term_columns(row: SearchDocument) -> list[str]:
    title = [row.analysis["title"]]
    body = [row.analysis["body"], row.analysis["extra"]]
    streams = [
        _column(terms for field in fields for terms in by_word(field, stream))
        for fields in (title, body)
        for stream in ("lemmas", "parts")
    ]
    phrases = [
        _column(term for field in fields for term in _in_order(field)) for fields in (title, body)
    ]
    return streams + phrases


def _in_order(field: PackedTokens) -> Iterator[str]:
    """The first lemma of each word in order; then each two neighbours with their other lemmas, so
    that a phrase of two words matches whichever lemmas it is asked by."""
    readings = [lemmas.split() for lemmas in by_word(field, "lemmas")]
    yield from (word[0] for word in readings)
    for left, right in pairwise(readings):
        for pair in islice(product(left, right), 1, MAX_PHRASES):
            yield from (_BORDER, *pair)
    yield _BORDER
