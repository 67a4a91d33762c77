"""The indexes on the server: the one that answers, by an alias, and one filled beside it."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from elasticsearch import Elasticsearch, NotFoundError

from search.engines.elasticsearch.connection import connection
from search.engines.elasticsearch.documents import SHAPE, PageDocument

_STAMP = re.compile(r"\d{20}")


def named(server: Elasticsearch) -> dict[str, str]:
    """The index of each of our aliases that exists."""
    to = connection()
    return {
        alias: index for alias in (to.index, to.next_index) for index in _indexes(server, alias)
    }


def is_usable(server: Elasticsearch) -> bool:
    """Whether an index of today's shape answers."""
    to = connection()
    mappings: Mapping[str, dict[str, dict[str, dict[str, int]]]]
    mappings = server.indices.get_mapping(index=to.index, ignore_unavailable=True).body
    found = [mapping["mappings"].get("_meta", {}).get("shape") for mapping in mappings.values()]
    return found == [SHAPE]


def create_next(server: Elasticsearch) -> str:
    """An empty index under the second alias, in place of any that was left there; its name."""
    to = connection()
    drop_unfinished(server)
    name = f"{to.index}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
    body = PageDocument._index.to_dict()
    server.indices.create(index=name, aliases={to.next_index: {}}, **body)
    return name


def let_answer(server: Elasticsearch, index: str) -> None:
    """In one step, the index takes the place of the one that answered, which is deleted."""
    to = connection()
    before = [
        {"remove_index": {"index": old}} for old in _indexes(server, to.index) if old != index
    ]
    server.indices.update_aliases(
        actions=[
            *before,
            {"add": {"index": index, "alias": to.index}},
            {"remove": {"index": index, "alias": to.next_index}},
        ]
    )


def drop_unfinished(server: Elasticsearch) -> None:
    """Deletes what a rebuild that was killed has left."""
    to = connection()
    for index, found in server.indices.get_alias(index=f"{to.index}-*").items():
        is_ours = _STAMP.fullmatch(index.removeprefix(f"{to.index}-"))
        if is_ours and to.index not in found["aliases"]:
            server.indices.delete(index=index, ignore_unavailable=True)


def _indexes(server: Elasticsearch, alias: str) -> list[str]:
    try:
        return sorted(server.indices.get(index=alias, features="aliases"))
    except NotFoundError:
        return []
