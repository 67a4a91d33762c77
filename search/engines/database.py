"""What the engines inside a database share: pages, filters and facets around a full-text match.

A match is a statement that gives `id` and `rank` (lower is better) of rows; each database has its
own. The rest is plain SQL that SQLite and PostgreSQL read alike.
"""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from search.analysis.packing import PackedTokens
from search.engines.base import FACETS, Clause, Found, Request
from search.models import SearchDocument

SQL = tuple[str, list[Any]]
"""A piece of a statement with its parameters."""

_EVERY_PAGE: SQL = ("SELECT id, 0 AS rank FROM search_searchdocument WHERE file_page = 0", [])

_FOUND = """
WITH matched AS MATERIALIZED ({match}),
found AS MATERIALIZED (
  SELECT document.id, document.uuid, document.kind, document.year, document.date,
    document.file_page, matched.rank
  FROM matched JOIN search_searchdocument document ON document.id = matched.id WHERE {condition}
)"""

# A page is left out for an excluded word anywhere in it, its files too.
_WITHOUT = "document.uuid NOT IN (SELECT uuid FROM search_searchdocument WHERE id IN ({excluded}))"

# The page's own row stands for it when that row matches, else its best file page.
_SLICE = """
SELECT id FROM (
  SELECT id, uuid, date, rank,
    ROW_NUMBER() OVER (PARTITION BY uuid ORDER BY file_page > 0, rank, file_page, id) AS place
  FROM found WHERE {condition}
) best
WHERE place = 1 ORDER BY rank, date DESC NULLS LAST, uuid LIMIT %s OFFSET %s"""

_TOTAL = "SELECT 'total', '', COUNT(DISTINCT uuid) FROM found WHERE {condition}"
_COUNT_BY_COLUMN = """
SELECT '{facet}', CAST({facet} AS VARCHAR(32)), COUNT(DISTINCT uuid) FROM found
WHERE {facet} IS NOT NULL AND {condition} GROUP BY {facet}"""
_COUNT_BY_VALUE = """
SELECT facet.name, facet.value, COUNT(DISTINCT facet.uuid)
FROM search_searchfacet facet JOIN found ON found.uuid = facet.uuid
WHERE facet.name = '{facet}' AND {condition} GROUP BY facet.name, facet.value"""
_CHOSEN_BY_VALUE = (
    "found.uuid IN (SELECT uuid FROM search_searchfacet WHERE name = '{facet}' AND value IN {some})"
)
_COLUMNS = {"kind", "year"}


class DatabaseEngine(ABC):
    """An engine inside the database that holds the rows."""

    @abstractmethod
    def match(self, wanted: Sequence[Clause]) -> SQL:
        """Rows that meet all of the clauses, with their rank."""

    @abstractmethod
    def match_any(self, unwanted: Sequence[Clause]) -> SQL:
        """The ids of rows that meet any of the clauses."""

    def find(self, request: Request) -> Found:
        found = self._found(request)
        counts = _run(_join(found, _counts(request)))
        facets: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for facet, value, pages in sorted(counts, key=lambda count: (-count[2], count[1])):
            facets[facet].append((value, pages))
        [(_, total)] = facets.pop("total")
        if not total or not request.limit:
            return Found(total, [], facets)
        condition, parameters = _choices(request)
        slice_ = (
            _SLICE.format(condition=condition),
            [*parameters, request.limit, request.offset],
        )
        return Found(total, [row_id for (row_id,) in _run(_join(found, slice_))], facets)

    def _found(self, request: Request) -> SQL:
        wanted = [clause for clause in request.clauses if not clause.is_excluded]
        unwanted = [clause for clause in request.clauses if clause.is_excluded]
        match, parameters = self.match(wanted) if wanted else _EVERY_PAGE
        visible, times = visible_at(request.at)
        conditions = [visible]
        parameters = [*parameters, *times]
        if request.languages:
            conditions.append(f"document.language IN {_some(request.languages)}")
            parameters += request.languages
        if unwanted:
            excluded, terms = self.match_any(unwanted)
            conditions.append(_WITHOUT.format(excluded=excluded))
            parameters += terms
        return _FOUND.format(match=match, condition=" AND ".join(conditions)), parameters


def visible_at(at: datetime) -> SQL:
    """The condition that `document` is visible at the time."""
    time = connection.ops.adapt_datetimefield_value(at)
    return "(document.visible_until IS NULL OR document.visible_until > %s)", [time]


def word_forms(row: SearchDocument) -> tuple[list[str], list[str]]:
    """The words of a row, each once: as forms to show a person, and as they are written."""
    fields: list[PackedTokens] = list(row.analysis.values())
    words = {word for field in fields for word in zip(field["words"], field["lemmas"], strict=True)}
    return (
        sorted({_base(word, lemmas.split()) for word, lemmas in words}),
        sorted({word for word, _lemmas in words}),
    )


def _base(word: str, lemmas: list[str]) -> str:
    """The word itself if it can be a base form."""
    return word if word in lemmas else lemmas[0]


def _counts(request: Request) -> SQL:
    condition, parameters = _choices(request)
    statements = [_TOTAL.format(condition=condition)]
    for facet in FACETS:
        condition, others = _choices(request, but=facet)
        statement = _COUNT_BY_COLUMN if facet in _COLUMNS else _COUNT_BY_VALUE
        statements.append(statement.format(facet=facet, condition=condition))
        parameters = [*parameters, *others]
    return " UNION ALL ".join(statements), parameters


def _choices(request: Request, but: str = "") -> SQL:
    """The condition that `found` has a chosen value in each facet, but for one facet."""
    conditions = ["1 = 1"]
    parameters: list[Any] = []
    for facet, values in request.facets.items():
        if values and facet != but:
            some = _some(values)
            conditions.append(
                f"found.{facet} IN {some}"
                if facet in _COLUMNS
                else _CHOSEN_BY_VALUE.format(facet=facet, some=some)
            )
            parameters += values
    return " AND ".join(conditions), parameters


def _some(values: Sequence[object]) -> str:
    return f"({', '.join(['%s'] * len(values))})"


def _join(first: SQL, second: SQL) -> SQL:
    return f"{first[0]} {second[0]}", [*first[1], *second[1]]


def _run(statement: SQL) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return cursor.fetchall()
