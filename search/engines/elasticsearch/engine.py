"""The engine on Elasticsearch: finds pages by the same clauses as the engines in the database."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q

from search.engines.base import FACETS, Found, Request
from search.engines.elasticsearch.connection import client, connection, query_breaker
from search.engines.elasticsearch.request import search_body
from search.models import SearchDocument


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
