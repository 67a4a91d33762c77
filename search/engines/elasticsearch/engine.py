"""The engine on Elasticsearch: finds pages by the same clauses as the engines in the database."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from search.engines.base import OutOfTimeError, most_first
from search.engines.elasticsearch.client import client, query_breaker
from search.engines.elasticsearch.connection import connection
from search.engines.elasticsearch.request import search_body
from search.engines.found_rows import rows_by_key
from search.values import FACETS, Found, FoundRow, Request, RowKey


class ElasticsearchEngine:
    name = "elasticsearch"

    def find(self, request: Request, hidden: Sequence[UUID] = ()) -> Found:
        """The pages found, without those that are hidden already but that the server still shows.

        Raises OutOfTimeError, and one of client.FAILURES when the server does not answer as it
        should.
        """
        answer = query_breaker()(client().search)(
            index=connection().index, **search_body(request, hidden, connection().timeout)
        )
        if answer["timed_out"]:  # some pages are counted then, and some not
            raise OutOfTimeError
        return Found(
            answer["hits"]["total"]["value"],
            _rows([_place(hit) for hit in answer["hits"]["hits"]]),
            {facet: _values(answer["aggregations"][facet]["values"]) for facet in FACETS},
        )


def _values(counts: dict[str, Any]) -> list[tuple[str, int]]:
    return most_first({str(bucket["key"]): bucket["doc_count"] for bucket in counts["buckets"]})


def _place(hit: dict[str, Any]) -> RowKey:
    """The page's own row when it matches by itself, else its best file page."""
    uuid = UUID(hit["_id"])
    if "inner_hits" not in hit or "own" in hit.get("matched_queries", ()):
        return uuid, "", 0
    [best] = hit["inner_hits"]["files"]["hits"]["hits"]
    [key], [page] = best["fields"]["files.key"], best["fields"]["files.page"]
    return uuid, key, page


def _rows(places: Sequence[RowKey]) -> list[FoundRow]:
    """The rows with these keys; the page's own row for a file row that is gone meanwhile."""
    rows = rows_by_key(places)
    if moved := [uuid for uuid, key, page in places if (uuid, key, page) not in rows]:
        rows |= rows_by_key([(uuid, "", 0) for uuid in moved])
    found = [rows.get(place) or rows.get((place[0], "", 0)) for place in places]
    return list(filter(None, found))
