"""The engine on SQLite: an FTS5 table beside the rows, written in the same transaction. It has a
column a field and stream, and a phrase column a field with one reading a word.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise, product

from django.db import connection

from search.analysis.packing import PackedTokens, by_word
from search.engines.database import SQL, DatabaseEngine
from search.models import SearchDocument
from search.values import Clause

WEIGHTS = (5.0, 1.5, 1.0, 0.3, 5.0, 1.0)
"""Of title_lemma, title_part, body_lemma, body_part, title_phrase, body_phrase."""
MAX_PHRASES = 32
"""Combinations of readings that are tried for one phrase."""

_BORDER = "|"
"""Stands between words that are no phrase."""

_COLUMNS = "title_lemma, title_part, body_lemma, body_part, title_phrase, body_phrase"
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

    def write(self, rows: Iterable[SearchDocument]) -> None:
        rows = list(rows)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT OR REPLACE INTO kumppanuus_search_terms (rowid, {_COLUMNS})"  # noqa: S608
                " VALUES (%s, %s, %s, %s, %s, %s, %s)",
                [(row.pk, *_term_columns(row)) for row in rows],
            )

    def delete(self, row_ids: Iterable[int]) -> None:
        ids = [(row_id,) for row_id in row_ids]
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM kumppanuus_search_terms WHERE rowid = %s", ids)

    def tidy(self) -> None:
        """Merges what many writes left in pieces, and counts again what plans are made by."""
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
    """A string of FTS5 that stands for these terms in order; no term has a mark of its syntax."""
    return f'"{_column(terms)}"'


def _column(terms: Iterable[str]) -> str:
    return " ".join(terms).translate(_TO_TERM)


def _expression(clause: Clause) -> str:
    if clause.is_phrase:
        return f"{_PHRASES} : ({_any(map(_quoted, islice(product(*clause.places), MAX_PHRASES)))})"
    first, *others = (_quoted([term]) for term in clause.places[0])
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
    """One reading a word, as a place holds but one term; then the pairs of neighbours in their
    other readings, so that a phrase of two words is found by any."""
    readings = [lemmas.split() for lemmas in by_word(field, "lemmas")]
    yield from (word[0] for word in readings)
    for left, right in pairwise(readings):
        for pair in islice(product(left, right), 1, MAX_PHRASES):
            yield from (_BORDER, *pair)
    yield _BORDER
