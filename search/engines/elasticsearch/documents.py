"""The document and mapping of a page, with the pages of its files as nested documents.

The analysis is ours, so fields take terms as they are: one value for each word, holding its terms,
in a field with the built-in `whitespace` analyzer. Values are GAP positions apart, so that words
that follow each other are told by distance, whichever of their terms match.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from elasticsearch.dsl import (
    Boolean,
    Date,
    Document,
    InnerDoc,
    Integer,
    Keyword,
    MetaField,
    Nested,
    Text,
)

from search.analysis.packing import PackedTokens, by_word
from search.models import TEXTS, SearchDocument

SHAPE = 2
"""Version of the mapping and documents: raise it with either, and the index is rebuilt."""
GAP = 100
"""Positions between words; a word has far fewer terms."""


def _stream() -> Any:
    return Text(analyzer="whitespace", position_increment_gap=GAP)


class FilePage(InnerDoc):
    key = Keyword()
    page = Integer()
    date = Date(format="strict_date")
    """The page's, since a typed date also matches by it."""
    title_lemma = _stream()
    title_part = _stream()
    body_lemma = _stream()
    body_part = _stream()
    extra_lemma = _stream()
    extra_part = _stream()

    class Meta:
        dynamic = MetaField("strict")


class PageDocument(Document):
    """A page, or the tombstone of one: a real delete's version would be forgotten after a while,
    and a late send could undo it."""

    is_removed = Boolean(required=True)
    uuid = Keyword()
    kind = Keyword()
    site = Keyword()
    language = Keyword()
    region = Keyword(multi=True)
    topic = Keyword(multi=True)
    year = Integer()
    date = Date(format="strict_date")
    visible_until = Date()
    title_key = Keyword(doc_values=False)
    title_lemma = _stream()
    title_part = _stream()
    body_lemma = _stream()
    body_part = _stream()
    extra_lemma = _stream()
    extra_part = _stream()
    files = Nested(FilePage)

    class Meta:
        dynamic = MetaField("strict")
        meta = MetaField(shape=SHAPE)

    class Index:
        settings = {
            "number_of_shards": 1,
            "auto_expand_replicas": "0-1",
            # Any page of a result opens: no more is held in memory than there are documents.
            "max_result_window": 2**31 - 1,
        }


TOMBSTONE = {"is_removed": True}


def document(rows: Sequence[SearchDocument]) -> dict[str, Any]:
    """The document of a page, from its own row and those of its files in any order."""
    [own] = [row for row in rows if not row.file_page]
    return {
        "is_removed": False,
        "uuid": str(own.uuid),
        "kind": own.kind,
        "site": own.site,
        "language": own.language,
        "region": own.regions,
        "topic": own.topics,
        "year": own.year,
        "date": _iso(own.date),
        "visible_until": _iso(own.visible_until),
        "title_key": own.title_key,
        **_streams(own),
        "files": [
            {"key": row.file_key, "page": row.file_page, "date": _iso(row.date), **_streams(row)}
            for row in rows
            if row.file_page
        ],
    }


def _iso(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None


def _streams(row: SearchDocument) -> dict[str, list[str]]:
    streams = {}
    for name in TEXTS:
        field: PackedTokens = row.analysis[name]
        streams[f"{name}_lemma"] = by_word(field, "lemmas")
        streams[f"{name}_part"] = list(filter(None, by_word(field, "parts")))
    return streams
