"""The words that rows have, kept as rows themselves: corrections and completions are chosen here,
whatever engine answers, and no process keeps them in memory.

While there are rows that have expired, the full text is asked about a word before it is shown: what
only they have is never given away, before the worker comes by too.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import F, Q

from search.analysis.packing import STREAMS, PackedTokens, by_word
from search.batches import batches
from search.engines import database
from search.models import SearchDocument, VocabularyKey, VocabularyWord
from search.similarity import LONG_WORD, form_keys, typed_keys

Word = tuple[str, str]
"""A form and its base form, or nothing for what is found as a part of a compound."""
Analysis = Mapping[str, PackedTokens]

MOST_BEGINNING = 400
"""Words that are looked at for one completion, in case many have expired."""
MOST_SIMILAR = 100
"""Forms that are compared to what is typed."""
BATCH = 1_000
"""Words or keys of one statement."""

_COUNT = """
INSERT INTO search_vocabularyword (form, term, rows) {values}
ON CONFLICT (form, term) DO UPDATE SET rows = search_vocabularyword.rows + excluded.rows
RETURNING form, term, rows"""

_REMOVE = "DELETE FROM search_vocabularyword WHERE (form, term) IN ({values})"
_ADD_KEYS = """
INSERT INTO search_vocabularykey (key, form) {values} ON CONFLICT DO NOTHING"""
_REMOVE_KEYS = "DELETE FROM search_vocabularykey WHERE (key, form) IN ({values})"

_FROM_ARRAYS = "SELECT * FROM UNNEST({arrays})"

# A short form shares no key unless it is near; of the longer that with the most keys is nearest.
_SIMILAR = """
SELECT word.form, word.rows FROM (
  SELECT form FROM search_vocabularykey WHERE key IN ({places})
  GROUP BY form ORDER BY LENGTH(form) >= %s, COUNT(*) DESC, form LIMIT %s
) near JOIN search_vocabularyword word ON word.form = near.form"""


def words_of(analysis: Analysis) -> set[Word]:
    """The words of a row, each once: forms, their base forms, and what else finds the row, such as
    parts of compounds, which has no base form."""
    words = set()
    for field in analysis.values():
        streams = (by_word(field, stream) for stream in STREAMS)
        for form, lemmas, parts in zip(*streams, strict=True):
            bases = lemmas.split()
            term = form if form in bases else bases[0]
            words.add((form, term))
            words.add((term, term))
            words.update((part, "") for part in parts.split())
            if term != form:
                words.update((base, "") for base in bases[1:])
    return words


def write(changes: Mapping[Word, int]) -> None:
    """Adds to the numbers of rows that words have, in the transaction and turn of the caller."""
    words = [(word, rows) for word, rows in sorted(changes.items()) if rows]
    for some in batches(words, BATCH):
        _write(dict(some))


def completions(
    beginning: str, limit: int, at: datetime, languages: Sequence[str] = ()
) -> list[str]:
    """Base forms in visible texts of the languages that begin so, or of which a form does, the
    commonest first."""
    base_forms = VocabularyWord.objects.filter(form=F("term")).order_by("-rows", "form")
    forms = base_forms.filter(_begins(beginning)).values_list("form", flat=True)
    best = list(forms[:limit])
    visible = _visible(best, at, languages)
    if len(visible) < len(best):
        visible = _visible(list(forms[:MOST_BEGINNING]), at, languages)
    if len(visible) < limit:
        others = base_forms.filter(form__in=inflected(beginning)).values_list("form", flat=True)
        visible += _visible(list(others), at, languages)
    return visible[:limit]


def inflected(beginning: str) -> list[str]:
    """Base forms that do not begin so themselves but in another form, as kaupunki in kaupungissa;
    not more than MOST_BEGINNING of them."""
    words = VocabularyWord.objects.filter(_begins(beginning)).exclude(term="")
    others = words.exclude(term__startswith=beginning).order_by("term").distinct()
    return list(others.values_list("term", flat=True)[:MOST_BEGINNING])


def similar(word: str) -> list[tuple[str, int]]:
    """The forms that may have been meant, and some others, with their numbers of rows."""
    keys = sorted(typed_keys(word))
    with connection.cursor() as cursor:
        places = ", ".join(["%s"] * len(keys))
        cursor.execute(_SIMILAR.format(places=places), [*keys, LONG_WORD, MOST_SIMILAR])
        return cursor.fetchall()


@transaction.atomic
def recount() -> None:
    """Counts the words of all rows anew, in the turn of the caller."""
    VocabularyKey.objects.all().delete()
    VocabularyWord.objects.all().delete()
    changes: Counter[Word] = Counter()
    for analysis in SearchDocument.objects.values_list("analysis", flat=True).iterator(100):
        changes.update(words_of(analysis))
    write(changes)


def _begins(beginning: str) -> Q:
    return Q(form__gte=beginning, form__lt=beginning + chr(0x10FFFF))


def _visible(forms: list[str], at: datetime, languages: Sequence[str]) -> list[str]:
    rows = SearchDocument.objects
    if not (languages or rows.filter(visible_until__lte=at).exists()):
        return forms
    visible = database().visible_terms(forms, at, languages)
    return [form for form in forms if form in visible]


def _write(changes: Mapping[Word, int]) -> None:
    new = set()
    gone = set()
    for form, term, rows in _count(changes):
        if rows <= 0:
            gone.add((form, term))
        elif rows == changes[form, term]:
            new.add(form)
    _add_keys(new)
    _remove(gone)


def _count(changes: Mapping[Word, int]) -> list[tuple[str, str, int]]:
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
    forms = {form for form, _term in words}
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
