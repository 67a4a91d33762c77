"""A request in Elasticsearch's query DSL.

As plain dictionaries: building the objects of elasticsearch.dsl would take most of a query's time.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from search.engines.elasticsearch.documents import GAP
from search.values import FACETS, RECENCY, RECENCY_DAYS, Clause, Request

Json = dict[str, Any]

WEIGHTS = {
    "title_lemma": 5.0,
    "title_part": 1.5,
    "body_lemma": 1.0,
    "body_part": 0.2,
    "extra_lemma": 1.0,
    "extra_part": 0.2,
}
EXACT_TITLE, DAYS_TYPED = 100_000.0, 10_000.0
"""Added to the score, which stays far below, so that these pages come first."""
SHARE = 0.75
"""Of the time that the client waits, in which the server is to answer."""
MAX_FACET_VALUES = 10_000
"""Of a facet."""

_NEWEST = {"date": {"order": "desc", "missing": "_last"}}
_SORTS: dict[str, list[Any]] = {
    "relevance": ["_score", _NEWEST, "uuid"],
    "date": [_NEWEST, "_score", "uuid"],
}


def search_body(request: Request, hidden: Sequence[UUID], patience: float) -> Json:
    """The body of the search request of a client that waits so many seconds for its answer."""
    return {
        "query": {"bool": _query(request, hidden)},
        "post_filter": {"bool": {"filter": _choices(request)}},
        "aggs": {facet: _counts(request, facet) for facet in FACETS},
        "sort": _SORTS[request.order],
        "from": request.offset,
        "size": request.limit,
        "track_total_hits": True,
        "_source": False,
        # Sooner than the client gives up: a server that is asked too much is not down.
        "timeout": f"{round(min(request.seconds, patience * SHARE) * 1000)}ms",
    }


def _query(request: Request, hidden: Sequence[UUID]) -> Json:
    wanted = [clause for clause in request.clauses if not clause.is_excluded]
    unwanted = [clause for clause in request.clauses if clause.is_excluded]
    filters: list[Json] = [{"term": {"is_removed": False}}]
    if request.site:
        filters.append({"term": {"site": request.site}})
    if request.languages:
        filters.append({"terms": {"language": list(request.languages)}})
    if request.since or request.until:
        filters.append(_dated(request.since, request.until))
    return {
        "must": [_with_recency(_match(wanted), localdate(request.at))] if wanted else [],
        "should": list(_boosts(request.title_key, wanted)),
        "filter": filters,
        "must_not": [
            {"range": {"visible_until": {"lte": request.at.isoformat()}}},
            *map(_in_page_or_files, unwanted),
            *([{"ids": {"values": list(map(str, hidden))}}] if hidden else []),
        ],
    }


def _boosts(title_key: str, wanted: Sequence[Clause]) -> Iterator[Json]:
    """Optional clauses that rank exact titles and typed dates before relevance."""
    if title_key:
        exact = {"term": {"title_key": title_key}}
        yield {"constant_score": {"filter": exact, "boost": EXACT_TITLE}}
    if days := [_dated(clause.since, clause.until) for clause in wanted if clause.since]:
        yield {"constant_score": {"filter": {"bool": {"filter": days}}, "boost": DAYS_TYPED}}


def _dated(since: date | None, until: date | None, path: str = "") -> Json:
    days = {"gte": since, "lte": until}
    return {"range": {f"{path}date": {name: str(day) for name, day in days.items() if day}}}


def _with_recency(match: Json, today: date) -> Json:
    """The match with its score multiplied by a factor that decays with the page's age."""
    age = {"origin": str(today), "scale": f"{RECENCY_DAYS}d"}
    return {
        "function_score": {
            "query": match,
            "functions": [
                {"weight": 1},
                {"weight": RECENCY, "exp": {"date": age}, "filter": _dated(None, today)},
                {"weight": RECENCY, "filter": {"range": {"date": {"gt": str(today)}}}},
            ],
            "score_mode": "sum",
            "boost_mode": "multiply",
        }
    }


def _match(wanted: Sequence[Clause]) -> Json:
    """All clauses match the page's own fields, or all match one page of a file (whose title is the
    page's)."""
    in_file = _in_files({"bool": {"must": [_clause_query(clause, "files.") for clause in wanted]}})
    in_file["nested"] |= {
        "score_mode": "max",
        "inner_hits": {
            "size": 1,
            "_source": False,
            "docvalue_fields": ["files.key", "files.page"],
            "sort": ["_score", "files.page"],
        },
    }
    own = {"bool": {"must": [_clause_query(clause) for clause in wanted], "_name": "own"}}
    return {"dis_max": {"queries": [own, in_file]}}


def _in_page_or_files(clause: Clause) -> Json:
    return {"bool": {"should": [_clause_query(clause), _in_files(_clause_query(clause, "files."))]}}


def _in_files(query: Json) -> Json:
    return {"nested": {"path": "files", "query": query}}


def _clause_query(clause: Clause, path: str = "") -> Json:
    """The clause in any field, a phrase in lemma fields only. A typed date also matches the page's
    date, and adds nothing to the score, so that the other words rank the pages."""
    should = [
        _in_stream(clause, path + stream, weight)
        for stream, weight in WEIGHTS.items()
        if not clause.is_phrase or stream.endswith("lemma")
    ]
    if clause.since:
        should.append(_dated(clause.since, clause.until, path))
        return {"constant_score": {"filter": {"bool": {"should": should}}, "boost": 0}}
    return {"bool": {"should": should}}


def _in_stream(clause: Clause, field: str, weight: float) -> Json:
    if clause.is_prefix:
        first, *others = clause.positions[0]
        beginning = {"prefix": {field: {"value": first, "boost": weight}}}
        return {"bool": {"should": [beginning, _any_of(others, field, weight)]}}
    if clause.is_phrase:
        return {"intervals": {field: {**_in_order(clause.positions), "boost": weight}}}
    return _any_of(clause.positions[0], field, weight)


def _any_of(terms: Sequence[str], field: str, weight: float) -> Json:
    return {"match": {field: {"query": " ".join(terms), "boost": weight}}}


def _in_order(places: Sequence[Sequence[str]]) -> Json:
    """Words each directly after the one before: values are GAP positions apart, so a gap of one
    and a half admits the next word and not the one after it."""
    *before, last = places
    if not before:
        return {"any_of": {"intervals": [{"match": {"query": term}} for term in last]}}
    return {
        "all_of": {
            "ordered": True,
            "max_gaps": GAP + GAP // 2,
            "intervals": [_in_order(before), _in_order([last])],
        }
    }


def _choices(request: Request, but: str = "") -> list[Json]:
    return [
        {"terms": {facet: list(values)}}
        for facet, values in request.facets.items()
        if values and facet != but
    ]


def _counts(request: Request, facet: str) -> Json:
    """The aggregation of a facet's values, filtered by the choices in the other facets."""
    return {
        "filter": {"bool": {"filter": _choices(request, but=facet)}},
        "aggs": {"values": {"terms": {"field": facet, "size": MAX_FACET_VALUES}}},
    }
