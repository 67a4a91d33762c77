"""What the database engines share: grouping rows by page, filters, facets and ordering.

Each database has its own full-text match, a statement that gives the `id` and `rank` (lower is
better) of matching rows. The rest is SQL that SQLite and PostgreSQL both understand.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from search.engines.base import most_first
from search.engines.found_rows import rows_by_id
from search.values import (
    FACETS,
    RECENCY,
    RECENCY_DAYS,
    Clause,
    Found,
    Request,
)

SQL = tuple[str, list[Any]]
"""A piece of a statement with its parameters."""

_EVERY_PAGE: SQL = (
    "SELECT id, 0 AS rank FROM kumppanuus_search_searchdocument WHERE file_page = 0",
    [],
)
_DATED_PAGES = """
SELECT id, 0 AS rank FROM kumppanuus_search_searchdocument
WHERE (file_page = 0 AND date BETWEEN %s AND %s) OR id IN ({matching})"""

# The page's own row stands for it when that row matches, else its best file page.
_PAGES = """
WITH matched AS MATERIALIZED ({match}),
found AS MATERIALIZED (
  SELECT document.id, document.uuid, document.kind, document.year, document.date,
    document.regions, document.topics, document.file_page, matched.rank,
    document.id IN (
      SELECT id FROM kumppanuus_search_searchdocument WHERE title_key = %s
    ) AS is_exact
  FROM matched JOIN {rows} ON document.id = matched.id WHERE {condition}
),
in_files AS MATERIALIZED (
  SELECT found.id,
    ROW_NUMBER() OVER (
      PARTITION BY found.uuid ORDER BY found.rank, found.file_page, found.id
    ) AS place
  FROM found LEFT JOIN found own ON own.uuid = found.uuid AND own.file_page = 0
  WHERE found.file_page > 0 AND own.id IS NULL
),
pages AS NOT MATERIALIZED (
  SELECT * FROM found WHERE file_page = 0 OR id IN (SELECT id FROM in_files WHERE place = 1)
)"""

# A page is left out for an excluded word anywhere in it, its files too.
_WITHOUT = """document.uuid NOT IN (
  SELECT uuid FROM kumppanuus_search_searchdocument WHERE id IN ({excluded}))"""

_ON = "document.date BETWEEN %s AND %s"
_ON_OR_MATCHING = f"({_ON} OR document.id IN ({{matching}}))"
_NOT_ON = f"({_ON}) IS NOT TRUE"

_SLICE = """
SELECT ROW_NUMBER() OVER (ORDER BY {order}, uuid), id, {uncounted} FROM (
  SELECT id, uuid, date, rank, is_exact FROM pages
  WHERE {condition} ORDER BY {order}, uuid LIMIT %s OFFSET %s
) shown"""
_NEWEST = "date DESC NULLS LAST"
_EXACT_TITLE = "is_exact DESC"
_DATED = "CASE WHEN date BETWEEN %s AND %s THEN 0 ELSE 1 END"
_RELEVANT = (
    f"rank * COALESCE(1 + {RECENCY} / (1 + CASE WHEN date > %s THEN 0 ELSE {{age}} END"
    f" / {RECENCY_DAYS}.0), 1)"
)

_UNCOUNTED = ", ".join(["NULL"] * len(FACETS))
# The values of all pages in one text, counted here: to sort them takes a database longer.
_COUNTS = "SELECT 0, COUNT(*) FILTER (WHERE {condition}), {values} FROM pages"
_VALUES = "{join}(CAST({column} AS TEXT), '{between}') FILTER (WHERE {condition})"
_CHOSEN_IN_LIST = "EXISTS (SELECT 1 FROM {each}(pages.{column}) AS value WHERE value IN {some})"
_COLUMNS = {"kind": "kind", "region": "regions", "year": "year", "topic": "topics"}
_LISTS = ("regions", "topics")
"""Columns of which a page may have several values, in JSON."""

_IS_VISIBLE = """
SELECT CAST(%s AS TEXT) WHERE EXISTS (
  WITH matched AS MATERIALIZED ({match})
  SELECT 1 FROM matched JOIN kumppanuus_search_searchdocument document ON document.id = matched.id
  WHERE {condition}
)"""

_UNWRITTEN = """
SELECT DISTINCT uuid FROM kumppanuus_search_searchdocument
WHERE id NOT IN (SELECT {key} FROM kumppanuus_search_terms)"""


class DatabaseEngine(ABC):
    """An engine whose index is in the database that holds the rows."""

    age: str
    """The days from a column `date` to a day given as a parameter, in SQL."""
    join: str
    """The function that writes texts one after the other."""
    each: str
    """The function that gives the values of a list in JSON."""
    key: str
    """The column of kumppanuus_search_terms that names the row."""
    rows = "kumppanuus_search_searchdocument document"
    """What `document` is in a statement that looks up many rows."""

    def unwritten(self) -> set[UUID]:
        return {UUID(str(uuid)) for (uuid,) in _run((_UNWRITTEN.format(key=self.key), []))}

    @abstractmethod
    def match(self, wanted: Sequence[Clause]) -> SQL:
        """The rows that match all of the clauses, with their rank."""

    @abstractmethod
    def match_any(self, unwanted: Sequence[Clause]) -> SQL:
        """The ids of the rows that match any of the clauses."""

    def find(self, request: Request) -> Found:
        statement = _join(self._pages(request), self._asked(request))
        (_, total, *values), *shown = sorted(_run(statement), key=lambda row: row[0])
        facets = {
            facet: most_first(_counted(_COLUMNS[facet], of_all))
            for facet, of_all in zip(FACETS, values, strict=True)
        }
        return Found(total, rows_by_id([row_id for _place, row_id, *_ in shown]), facets)

    def _asked(self, request: Request) -> SQL:
        """Total, facet counts and the requested slice in one statement, so that the match is
        evaluated once."""
        counts = self._counts(request)
        if not request.limit:
            return counts
        statement, parameters = self._slice(request)
        return _join(counts, (f"UNION ALL {statement}", parameters))

    def _counts(self, request: Request) -> SQL:
        condition, parameters = self._choices(request)
        counted = []
        for facet in FACETS:
            among, choices = self._choices(request, but=facet)
            column = _COLUMNS[facet]
            between = "" if column in _LISTS else '"'
            counted.append(
                _VALUES.format(join=self.join, column=column, between=between, condition=among)
            )
            parameters = [*parameters, *choices]
        return _COUNTS.format(condition=condition, values=", ".join(counted)), parameters

    def _choices(self, request: Request, but: str = "") -> SQL:
        """The condition that `pages` has a chosen value in each facet, one facet left out."""
        conditions = ["1 = 1"]
        parameters: list[Any] = []
        for facet, values in request.facets.items():
            if values and facet != but:
                column, some = _COLUMNS[facet], _some(values)
                conditions.append(
                    _CHOSEN_IN_LIST.format(each=self.each, column=column, some=some)
                    if column in _LISTS
                    else f"pages.{column} IN {some}"
                )
                parameters += values
        return " AND ".join(conditions), parameters

    def _slice(self, request: Request) -> SQL:
        condition, choices = self._choices(request)
        order, terms = self._order(request)
        return (
            _SLICE.format(condition=condition, order=order, uncounted=_UNCOUNTED),
            [*terms, *choices, *terms, request.limit, request.offset],
        )

    def _pages(self, request: Request) -> SQL:
        wanted, dated, unwanted = _by_role(request.clauses)
        conditions = [visible_at(request.at)]
        if wanted:
            match = self.match(wanted)
        elif dated:
            match = self._by_date_or_match(_DATED_PAGES, dated.pop(0))
        else:
            match = _EVERY_PAGE
        conditions += [self._by_date_or_match(_ON_OR_MATCHING, clause) for clause in dated]
        conditions += _of_site(request.site)
        conditions += _in_languages(request.languages)
        if request.since:
            conditions.append(("document.date >= %s", [_day(request.since)]))
        if request.until:
            conditions.append(("document.date <= %s", [_day(request.until)]))
        if unwanted:
            excluded, terms = self.match_any(unwanted)
            conditions.append((_WITHOUT.format(excluded=excluded), terms))
            conditions += [(_NOT_ON, _days(clause)) for clause in unwanted if clause.since]
        statement, parameters = match
        condition, more = _join_all(conditions)
        return (
            _PAGES.format(match=statement, rows=self.rows, condition=condition),
            [*parameters, request.title_key, *more],
        )

    def _by_date_or_match(self, statement: str, clause: Clause) -> SQL:
        """The statement with the date range of a clause, and the rows whose text matches it."""
        matching, terms = self.match_any([clause])
        return statement.format(matching=matching), [*_days(clause), *terms]

    def _order(self, request: Request) -> SQL:
        today = _day(timezone.localdate(request.at))
        relevant = (_RELEVANT.format(age=self.age), [today, today])
        if request.order == "date":
            order: list[SQL] = [(_NEWEST, []), relevant]
        else:
            _wanted, dated, _unwanted = _by_role(request.clauses)
            order = [
                (_EXACT_TITLE, []),
                *((_DATED, _days(clause)) for clause in dated),
                relevant,
                (_NEWEST, []),
            ]
        return ", ".join(by for by, _ in order), [value for _, values in order for value in values]

    def visible_terms(
        self, terms: Iterable[str], at: datetime, site: str, languages: Sequence[str]
    ) -> set[str]:
        visible, values = _join_all([visible_at(at), *_of_site(site), *_in_languages(languages)])
        statements = []
        parameters: list[Any] = []
        for term in terms:
            match, wanted = self.match_any([Clause(((term,),), 0, 0)])
            statements.append(_IS_VISIBLE.format(match=match, condition=visible))
            parameters += [term, *wanted, *values]
        rows = _run((" UNION ALL ".join(statements), parameters)) if statements else []
        return {term for (term,) in rows}


def _by_role(clauses: Sequence[Clause]) -> tuple[list[Clause], list[Clause], list[Clause]]:
    """Required clauses of words, required clauses of dates, and excluded clauses."""
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


def _of_site(site: str) -> list[SQL]:
    """The condition that `document` is of the site; none if any site will do."""
    return [("document.site = %s", [site])] if site else []


def _in_languages(languages: Sequence[str]) -> list[SQL]:
    """The condition that `document` is in one of them; none if any language will do."""
    some = _some(languages)
    return [(f"document.language IN {some}", list(languages))] if languages else []


def _counted(column: str, values: str | None) -> Mapping[str, int]:
    """How often each value stands in a text of JSON lists, or of values parted by quotation
    marks. No value has such a mark in itself."""
    if not values:
        return {}
    pieces = values.split('"')
    return Counter(pieces[1::2] if column in _LISTS else pieces)


def _some(values: Sequence[object]) -> str:
    return f"({', '.join(['%s'] * len(values))})"


def _join(first: SQL, second: SQL) -> SQL:
    return f"{first[0]} {second[0]}", [*first[1], *second[1]]


def _join_all(conditions: Sequence[SQL]) -> SQL:
    return (
        " AND ".join(condition for condition, _values in conditions),
        [value for _condition, values in conditions for value in values],
    )


def _run(statement: SQL) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return cursor.fetchall()
