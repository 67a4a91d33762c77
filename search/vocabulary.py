"""The words that rows have, kept as rows themselves: corrections and completions are chosen here,
whatever engine answers, and no process keeps them in memory.

The full text is asked about a word before it is shown: what only hidden or expired texts have is
never given away, before the worker comes by too.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F

from search.analysis.packing import PackedTokens
from search.engines import database
from search.models import SearchDocument, VocabularyKey, VocabularyWord
from search.similarity import form_keys, typed_keys

Word = tuple[str, str]
"""A form and its base form."""
Analysis = Mapping[str, PackedTokens]

MOST_SLICES = 5
"""Slices of words that are asked of the full text for one completion, in case many have expired."""
MOST_SIMILAR = 50
"""Forms that are compared to what is typed."""
BATCH = 500
"""Words of one statement."""

_COUNT = """
INSERT INTO search_vocabularyword (form, term, rows) VALUES {places}
ON CONFLICT (form, term) DO UPDATE SET rows = search_vocabularyword.rows + excluded.rows
RETURNING form, term, rows"""

# A form that shares more of its keys is the nearer.
_SIMILAR = """
SELECT word.form, word.term, word.rows FROM (
  SELECT form FROM search_vocabularykey WHERE key IN ({places})
  GROUP BY form ORDER BY COUNT(*) DESC, form LIMIT %s
) near JOIN search_vocabularyword word ON word.form = near.form"""


def words_of(analysis: Analysis) -> set[Word]:
    """The words of a row, each once: forms, their base forms, and what else finds the row, such as
    parts of compounds, which has no base form."""
    words = set()
    for field in analysis.values():
        for form, lemmas, parts in zip(
            field["words"], field["lemmas"], field["parts"], strict=True
        ):
            bases = lemmas.split()
            term = form if form in bases else bases[0]
            words.add((form, term))
            words.add((term, term))
            words.update((part, "") for part in parts.split())
            if term != form:
                words.update((base, "") for base in bases[1:])
    return words


def write(changes: Mapping[Word, int]) -> None:
    """Adds to the numbers of rows that words have, in the transaction of the caller; others who
    would write words wait until its end."""
    changes = {word: rows for word, rows in sorted(changes.items()) if rows}
    if not changes:
        return
    _wait_for_others()
    new = set()
    gone = set()
    for form, term, rows in _count(changes):
        if rows <= 0:
            gone.add((form, term))
        elif rows == changes[form, term]:
            new.add(form)
    _add_keys(new)
    _remove(gone)


def completions(beginning: str, limit: int, at: datetime) -> list[str]:
    """Base forms in visible texts that begin so, the commonest first."""
    forms = (
        VocabularyWord.objects.filter(
            form=F("term"), form__gte=beginning, form__lt=beginning + chr(0x10FFFF)
        )
        .order_by("-rows", "form")
        .values_list("form", flat=True)
    )
    found: list[str] = []
    for start in range(0, MOST_SLICES * limit, limit):
        some = list(forms[start : start + limit])
        visible = database().visible_terms(some, at)
        found += [form for form in some if form in visible]
        if len(found) >= limit or len(some) < limit:
            break
    return found[:limit]


def visible_terms(terms: Iterable[str], at: datetime) -> set[str]:
    return database().visible_terms(terms, at)


def similar(word: str) -> list[tuple[str, str, int]]:
    """The words that may have been meant, and some others, with their base forms and numbers of
    rows."""
    keys = sorted(typed_keys(word))
    with connection.cursor() as cursor:
        places = ", ".join(["%s"] * len(keys))
        cursor.execute(_SIMILAR.format(places=places), [*keys, MOST_SIMILAR])
        return cursor.fetchall()


@transaction.atomic
def recount() -> None:
    """Counts the words of all rows anew."""
    _wait_for_others()
    VocabularyKey.objects.all().delete()
    VocabularyWord.objects.all().delete()
    changes: Counter[Word] = Counter()
    for analysis in SearchDocument.objects.values_list("analysis", flat=True).iterator(100):
        changes.update(words_of(analysis))
    write(changes)


def _wait_for_others() -> None:
    """Else two who publish at once could each wait for a word that the other has written. (On
    SQLite writers take turns anyway.)"""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock('search_vocabularyword'::regclass::bigint)"
            )


def _count(changes: Mapping[Word, int]) -> Iterator[tuple[str, str, int]]:
    """The words with the numbers of rows that they now have."""
    words = list(changes)
    with connection.cursor() as cursor:
        for start in range(0, len(words), BATCH):
            some = words[start : start + BATCH]
            places = ", ".join(["(%s, %s, %s)"] * len(some))
            values = [value for word in some for value in (*word, changes[word])]
            cursor.execute(_COUNT.format(places=places), values)
            yield from cursor.fetchall()


def _add_keys(forms: Iterable[str]) -> None:
    _execute(
        "INSERT INTO search_vocabularykey (key, form) VALUES (%s, %s) ON CONFLICT DO NOTHING",
        ((key, form) for form in forms for key in form_keys(form)),
    )


def _remove(words: Iterable[Word]) -> None:
    _execute("DELETE FROM search_vocabularyword WHERE form = %s AND term = %s", words)
    forms = {form for form, _term in words}
    forms -= set(VocabularyWord.objects.filter(form__in=forms).values_list("form", flat=True))
    _execute(
        "DELETE FROM search_vocabularykey WHERE key = %s AND form = %s",
        ((key, form) for form in forms for key in form_keys(form)),
    )


def _execute(statement: str, values: Iterable[Sequence[object]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, sorted(values))
