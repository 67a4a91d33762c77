"""What the engines inside a database share: pages, filters and facets around a full-text match.

A match is a statement that gives `id` and `rank` (lower is better) of rows; each database has its
own. The rest is plain SQL that SQLite and PostgreSQL read alike.
"""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from search.engines.base import FACETS, RECENCY, RECENCY_DAYS, Clause, Found, Request

SQL = tuple[str, list[Any]]
"""A piece of a statement with its parameters."""

_EVERY_PAGE: SQL = ("SELECT id, 0 AS rank FROM search_searchdocument WHERE file_page = 0", [])
_DATED_PAGES = """
SELECT id, 0 AS rank FROM search_searchdocument
WHERE (file_page = 0 AND date BETWEEN %s AND %s) OR id IN ({told})"""

_FOUND = """
WITH matched AS MATERIALIZED ({match}),
found AS MATERIALIZED (
  SELECT document.id, document.uuid, document.kind, document.year, document.date,
    document.title_key, document.file_page, matched.rank
  FROM matched JOIN search_searchdocument document ON document.id = matched.id WHERE {condition}
)"""

# A page is left out for an excluded word anywhere in it, its files too.
_WITHOUT = "document.uuid NOT IN (SELECT uuid FROM search_searchdocument WHERE id IN ({excluded}))"

_ON = "document.date BETWEEN %s AND %s"
_ON_OR_TOLD = f"({_ON} OR document.id IN ({{told}}))"
_NOT_ON = f"({_ON}) IS NOT TRUE"

# The page's own row stands for it when that row matches, else its best file page.
_SLICE = """
SELECT id FROM (
  SELECT id, uuid, date, title_key, rank,
    ROW_NUMBER() OVER (PARTITION BY uuid ORDER BY file_page > 0, rank, file_page, id) AS place
  FROM found WHERE {condition}
) best
WHERE place = 1 ORDER BY {order}, uuid LIMIT %s OFFSET %s"""
_NEWEST = "date DESC NULLS LAST"
_EXACT_TITLE = "CASE WHEN title_key = %s THEN 0 ELSE 1 END"
_DATED = "CASE WHEN date BETWEEN %s AND %s THEN 0 ELSE 1 END"
_RELEVANT = (
    f"rank * COALESCE(1 + {RECENCY} / (1 + CASE WHEN date > %s THEN 0 ELSE {{age}} END"
    f" / {RECENCY_DAYS}.0), 1)"
)

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

_IS_VISIBLE = """
SELECT CAST(%s AS TEXT) WHERE EXISTS (
  SELECT 1 FROM ({match}) matched JOIN search_searchdocument document ON document.id = matched.id
  WHERE {condition}
)"""


class DatabaseEngine(ABC):
    """An engine inside the database that holds the rows."""

    age: str
    """The days from a column `date` to a day given as a parameter, in SQL."""

    @abstractmethod
    def match(self, wanted: Sequence[Clause]) -> SQL:
        """Rows that meet all of the clauses, with their rank."""

    @abstractmethod
    def match_any(self, unwanted: Sequence[Clause]) -> SQL:
        """The ids of rows that meet any of the clauses."""

    @abstractmethod
    def whole_word(self, term: str) -> SQL:
        """The ids of rows with a form of a base form, not only as a part of a compound."""

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
        order, terms = self._order(request)
        slice_ = (
            _SLICE.format(condition=condition, order=order),
            [*parameters, *terms, request.limit, request.offset],
        )
        return Found(total, [row_id for (row_id,) in _run(_join(found, slice_))], facets)

    def _found(self, request: Request) -> SQL:
        wanted, dated, unwanted = _by_role(request.clauses)
        conditions = [visible_at(request.at)]
        if wanted:
            match = self.match(wanted)
        elif dated:
            match = self._told(_DATED_PAGES, dated.pop(0))
        else:
            match = _EVERY_PAGE
        conditions += [self._told(_ON_OR_TOLD, clause) for clause in dated]
        if request.languages:
            some = _some(request.languages)
            conditions.append((f"document.language IN {some}", list(request.languages)))
        if request.since:
            conditions.append(("document.date >= %s", [_day(request.since)]))
        if request.until:
            conditions.append(("document.date <= %s", [_day(request.until)]))
        if unwanted:
            excluded, terms = self.match_any(unwanted)
            conditions.append((_WITHOUT.format(excluded=excluded), terms))
            conditions += [(_NOT_ON, _days(clause)) for clause in unwanted if clause.since]
        statement, parameters = match
        for _condition, more in conditions:
            parameters = [*parameters, *more]
        condition = " AND ".join(condition for condition, _more in conditions)
        return _FOUND.format(match=statement, condition=condition), parameters

    def _told(self, statement: str, clause: Clause) -> SQL:
        """The statement for pages of the days of a clause, and rows that tell of them."""
        told, terms = self.match_any([clause])
        return statement.format(told=told), [*_days(clause), *terms]

    def _order(self, request: Request) -> SQL:
        today = _day(timezone.localdate(request.at))
        relevant = (_RELEVANT.format(age=self.age), [today, today])
        if request.order == "date":
            order: list[SQL] = [(_NEWEST, []), relevant]
        else:
            _wanted, dated, _unwanted = _by_role(request.clauses)
            order = [
                (_EXACT_TITLE, [request.title_key]),
                *((_DATED, _days(clause)) for clause in dated),
                relevant,
                (_NEWEST, []),
            ]
        return ", ".join(by for by, _ in order), [value for _, values in order for value in values]

    def visible_terms(self, terms: Iterable[str], at: datetime) -> set[str]:
        visible, times = visible_at(at)
        statements = []
        parameters: list[Any] = []
        for term in terms:
            match, values = self.whole_word(term)
            statements.append(_IS_VISIBLE.format(match=match, condition=visible))
            parameters += [term, *values, *times]
        rows = _run((" UNION ALL ".join(statements), parameters)) if statements else []
        return {term for (term,) in rows}


def _by_role(clauses: Sequence[Clause]) -> tuple[list[Clause], list[Clause], list[Clause]]:
    """The words that are wanted, the days, and what is excluded."""
    wanted = [clause for clause in clauses if not clause.is_excluded]
    return (
        [clause for clause in wanted if not clause.since],
        [clause for clause in wanted if clause.since],
        [clause for clause in clauses if clause.is_excluded],
    )


def _days(clause: Clause) -> list[Any]:
    return [_day(clause.since), _day(clause.until)]


def _day(day: date | None) -> Any:
    return connection.ops.adapt_datefield_value(day)


def visible_at(at: datetime) -> SQL:
    """The condition that `document` is visible at the time."""
    time = connection.ops.adapt_datetimefield_value(at)
    return "(document.visible_until IS NULL OR document.visible_until > %s)", [time]


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
