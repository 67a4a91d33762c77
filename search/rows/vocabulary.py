"""The vocabulary: the words of all rows with their document frequencies (in rows), for corrections
and completions. It is in tables, and no process keeps it in memory."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from search.analysis.edit_distance import form_keys
from search.analysis.packing import STREAMS, PackedTokens, by_word
from search.batching import batches
from search.models import SearchDocument, VocabularyKey, VocabularyWord

Word = tuple[str, str, str]
"""A form, its lemma and the site; the lemma is empty for a term that is only a compound part."""
Analysis = Mapping[str, PackedTokens]

BATCH = 1_000
"""Words or keys of one statement."""

_COUNT = """
INSERT INTO kumppanuus_search_vocabularyword (form, term, site, rows) {values}
ON CONFLICT (form, term, site)
DO UPDATE SET rows = kumppanuus_search_vocabularyword.rows + excluded.rows
RETURNING form, term, site, rows"""

_REMOVE = "DELETE FROM kumppanuus_search_vocabularyword WHERE (form, term, site) IN ({values})"
_ADD_KEYS = """
INSERT INTO kumppanuus_search_vocabularykey (key, form) {values} ON CONFLICT DO NOTHING"""
_REMOVE_KEYS = "DELETE FROM kumppanuus_search_vocabularykey WHERE (key, form) IN ({values})"

_FROM_ARRAYS = "SELECT * FROM UNNEST({arrays})"


def words_of(site: str, analysis: Analysis) -> set[Word]:
    """The words of a row, each once: its forms with their lemmas, the lemmas themselves, and other
    terms, such as compound parts, without a lemma."""
    words = set()
    for field in analysis.values():
        streams = (by_word(field, stream) for stream in STREAMS)
        for form, lemmas, parts in zip(*streams, strict=True):
            bases = lemmas.split()
            term = form if form in bases else bases[0]
            words.add((form, term, site))
            words.add((term, term, site))
            words.update((part, "", site) for part in parts.split())
            if term != form:
                words.update((base, "", site) for base in bases[1:])
    return words


def write(changes: Mapping[Word, int]) -> None:
    """Adds these changes to the document frequencies, in the transaction of the caller, who holds
    the writers' lock (see `wait_for_others`)."""
    words = [(word, rows) for word, rows in sorted(changes.items()) if rows]
    for some in batches(words, BATCH):
        _write(dict(some))


@transaction.atomic
def recount() -> None:
    """Rebuilds the vocabulary from all rows; the caller holds the writers' lock."""
    VocabularyKey.objects.all().delete()
    VocabularyWord.objects.all().delete()
    changes: Counter[Word] = Counter()
    for site, analysis in SearchDocument.objects.values_list("site", "analysis").iterator(100):
        changes.update(words_of(site, analysis))
    write(changes)


def _write(changes: Mapping[Word, int]) -> None:
    new = set()
    gone = set()
    for form, term, site, rows in _count(changes):
        if rows <= 0:
            gone.add((form, term, site))
        elif rows == changes[form, term, site]:
            new.add(form)
    _add_keys(new)
    _remove(gone)


def _count(changes: Mapping[Word, int]) -> list[tuple[str, str, str, int]]:
    """The words with the numbers of rows that they now have."""
    with connection.cursor() as cursor:
        _execute(cursor, _COUNT, [(*word, rows) for word, rows in changes.items()])
        return cursor.fetchall()


def _add_keys(forms: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for keys in _keys(forms):
            _execute(cursor, _ADD_KEYS, keys)


def _remove(words: set[Word]) -> None:
    if not words:
        return
    forms = {form for form, _term, _site in words}
    with connection.cursor() as cursor:
        _execute(cursor, _REMOVE, sorted(words))
        forms -= set(VocabularyWord.objects.filter(form__in=forms).values_list("form", flat=True))
        for keys in _keys(forms):
            _execute(cursor, _REMOVE_KEYS, keys)


def _keys(forms: Iterable[str]) -> Iterator[list[tuple[int, str]]]:
    """The keys of these forms with them, as many at a time as a statement takes."""
    keys = sorted((key, form) for form in forms for key in form_keys(form))
    return batches(keys, BATCH)


def _execute(cursor: CursorWrapper, statement: str, rows: Sequence[Sequence[str | int]]) -> None:
    """Runs a statement with these rows for its {values}."""
    parameters: list[Any]
    if connection.vendor == "postgresql":
        # An array for each column: the driver takes long to read a statement with a place for each
        # value.
        parameters = [list(column) for column in zip(*rows, strict=True)]
        types = ("bigint[]" if isinstance(value, int) else "text[]" for value in rows[0])
        values = _FROM_ARRAYS.format(arrays=", ".join(f"%s::{name}" for name in types))
    else:
        parameters = list(chain.from_iterable(rows))
        places = f"({', '.join(['%s'] * len(rows[0]))})"
        values = f"VALUES {', '.join([places] * len(rows))}"
    cursor.execute(statement.format(values=values), parameters)
