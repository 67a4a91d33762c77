"""The engine on Elasticsearch: finds pages by the same clauses as the engines in the database."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate
from elasticsearch.dsl import A, query
from elasticsearch.dsl.function import SF, Exp

from search.engines.base import FACETS, RECENCY, RECENCY_DAYS, Clause, Found, Request
from search.engines.elasticsearch.connection import client, connection, query_breaker
from search.engines.elasticsearch.documents import GAP
from search.models import SearchDocument

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
MOST_VALUES = 10_000
"""Of a facet."""

_RELEVANCE: list[Any] = ["_score", {"date": {"order": "desc", "missing": "_last"}}, "uuid"]
_DATE: list[Any] = [{"date": {"order": "desc", "missing": "_last"}}, "_score", "uuid"]


class ElasticsearchEngine:
    name = "elasticsearch"

    def find(self, request: Request, hidden: Sequence[UUID] = ()) -> Found:
        """The pages found, without those that are hidden already but that the server still shows.

        Raises one of connection.FAILURES when the server does not answer as it should.
        """
        answer = query_breaker()(client().search)(
            index=connection().index, **search_body(request, hidden)
        )
        return Found(
            answer["hits"]["total"]["value"],
            _row_ids([_place(hit) for hit in answer["hits"]["hits"]]),
            {facet: _values(answer["aggregations"][facet]["values"]) for facet in FACETS},
        )


def search_body(request: Request, hidden: Sequence[UUID] = ()) -> dict[str, Any]:
    """The body of the search request."""
    return {
        "query": _query(request, hidden).to_dict(),
        "post_filter": query.Bool(filter=_choices(request)).to_dict(),
        "aggs": {facet: _counts(request, facet) for facet in FACETS},
        "sort": _DATE if request.order == "date" else _RELEVANCE,
        "from": request.offset,
        "size": request.limit,
        "track_total_hits": True,
        "track_scores": request.order == "relevance",
        "_source": False,
    }


def _query(request: Request, hidden: Sequence[UUID]) -> query.Query:
    wanted = [clause for clause in request.clauses if not clause.is_excluded]
    unwanted = [clause for clause in request.clauses if clause.is_excluded]
    filters: list[query.Query] = [
        query.Term(is_removed=False),
        ~query.Range(visible_until={"lte": request.at.isoformat()}),
    ]
    if request.languages:
        filters.append(query.Terms(language=list(request.languages)))
    if request.since or request.until:
        filters.append(query.Range(date=_between(request.since, request.until)))
    return query.Bool(
        must=[_lift_the_new(_match(wanted), localdate(request.at))] if wanted else [],
        should=list(_first_of_all(request.title_key, wanted)),
        filter=filters,
        must_not=[
            *(_anywhere(clause) for clause in unwanted),
            *([query.Ids(values=[str(uuid) for uuid in hidden])] if hidden else []),
        ],
    )


def _first_of_all(title_key: str, wanted: Sequence[Clause]) -> Iterator[query.Query]:
    """What puts a page before the more relevant."""
    if title_key:
        yield query.ConstantScore(filter=query.Term(title_key=title_key), boost=EXACT_TITLE)
    days = [
        query.Range(date=_between(clause.since, clause.until)) for clause in wanted if clause.since
    ]
    if days:
        yield query.ConstantScore(filter=query.Bool(filter=days), boost=DAYS_TYPED)


def _between(since: date | None, until: date | None) -> dict[str, str]:
    days = {"gte": since, "lte": until}
    return {name: day.isoformat() for name, day in days.items() if day}


def _lift_the_new(match: query.Query, today: date) -> query.Query:
    has_come = query.Range(date={"lte": today.isoformat()})
    age = {"origin": today.isoformat(), "scale": f"{RECENCY_DAYS}d"}
    return query.FunctionScore(
        query=match,
        functions=[
            SF({"weight": 1}),
            Exp(filter=has_come, weight=RECENCY, date=age),
            SF({"weight": RECENCY, "filter": query.Range(date={"gt": today.isoformat()})}),
        ],
        score_mode="sum",
        boost_mode="multiply",
    )


def _match(wanted: Sequence[Clause]) -> query.Query:
    """All clauses in the page itself, or in its title and one page of a file."""
    own = query.Bool(must=[_meets(clause) for clause in wanted], _name="own")
    in_file = query.Nested(
        path="files",
        query=query.Bool(must=[_meets(clause, "files.") for clause in wanted]),
        score_mode="max",
        inner_hits={
            "size": 1,
            "_source": False,
            "docvalue_fields": ["files.key", "files.page"],
            "sort": ["_score", "files.page"],
        },
    )
    return query.DisMax(queries=[own, in_file])


def _anywhere(clause: Clause) -> query.Query:
    return _meets(clause) | query.Nested(path="files", query=_meets(clause, "files."))


def _meets(clause: Clause, path: str = "") -> query.Query:
    """The clause in any stream, a phrase in base forms alone; typed days by the date too."""
    should = [
        _in_stream(clause, path + stream, weight)
        for stream, weight in WEIGHTS.items()
        if not clause.is_phrase or stream.endswith("lemma")
    ]
    if clause.since:
        should.append(query.Range(**{f"{path}date": _between(clause.since, clause.until)}))
    return query.Bool(should=should, minimum_should_match=1)


def _in_stream(clause: Clause, field: str, weight: float) -> query.Query:
    if clause.is_prefix:
        return query.Prefix(**{field: {"value": clause.places[0][0], "boost": weight}})
    if clause.is_phrase:
        return query.Intervals(**{field: {**_in_order(clause.places), "boost": weight}})
    return query.Match(**{field: {"query": " ".join(clause.places[0]), "boost": weight}})


def _in_order(places: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Words of which each follows the one before; next but one is two gaps away."""
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


def _choices(request: Request, but: str = "") -> list[query.Query]:
    return [
        query.Terms(facet, list(values))
        for facet, values in request.facets.items()
        if values and facet != but
    ]


def _counts(request: Request, facet: str) -> dict[str, Any]:
    """How many pages have each value, with the choices in the other facets."""
    counts = A("filter", query.Bool(filter=_choices(request, but=facet)))
    counts.bucket("values", "terms", field=facet, size=MOST_VALUES)
    return dict(counts.to_dict())


def _values(counts: dict[str, Any]) -> list[tuple[str, int]]:
    pages = [(str(bucket["key"]), bucket["doc_count"]) for bucket in counts["buckets"]]
    return sorted(pages, key=lambda value: (-value[1], value[0]))


def _place(hit: dict[str, Any]) -> tuple[UUID, str, int]:
    """The page's own row when it matches by itself, else its best file page."""
    uuid = UUID(hit["_id"])
    if "inner_hits" not in hit or "own" in hit.get("matched_queries", ()):
        return uuid, "", 0
    [best] = hit["inner_hits"]["files"]["hits"]["hits"]
    [key], [page] = best["fields"]["files.key"], best["fields"]["files.page"]
    return uuid, key, page


def _row_ids(places: Iterable[tuple[UUID, str, int]]) -> list[int]:
    """The rows at these places; the page's own where a file's has changed just now, and none where
    the page is gone."""
    places = list(places)
    in_files = [place for place in places if place[2]]
    rows = SearchDocument.objects.filter(
        Q(uuid__in=[uuid for uuid, _key, _page in places], file_key="", file_page=0)
        | Q(
            *(Q(uuid=uuid, file_key=key, file_page=page) for uuid, key, page in in_files),
            _connector=Q.OR,
        )
    ).values_list("uuid", "file_key", "file_page", "pk")
    ids = {(uuid, key, page): pk for uuid, key, page, pk in rows}
    found = [ids.get(place, ids.get((place[0], "", 0))) for place in places]
    return [pk for pk in found if pk is not None]
