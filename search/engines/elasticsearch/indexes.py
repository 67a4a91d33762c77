"""The indexes on the server: the one that answers, by an alias, and one filled beside it."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from elasticsearch import Elasticsearch, NotFoundError

from search.engines.elasticsearch.connection import connection
from search.engines.elasticsearch.documents import SHAPE, PageDocument

_STAMP = re.compile(r"\d{20}")


def aliased(server: Elasticsearch) -> dict[str, str]:
    """Alias → index, for those of our two aliases that exist: the live one, and that of an index
    which is being built."""
    to = connection()
    return {
        alias: index for alias in (to.index, to.next_index) for index in _indexes(server, alias)
    }


def is_usable(server: Elasticsearch) -> bool:
    """Whether the live index exists and has the current mapping (see SHAPE)."""
    to = connection()
    mappings: Mapping[str, dict[str, dict[str, dict[str, int]]]]
    mappings = server.indices.get_mapping(index=to.index, ignore_unavailable=True).body
    found = [mapping["mappings"].get("_meta", {}).get("shape") for mapping in mappings.values()]
    return found == [SHAPE]


def create_next(server: Elasticsearch) -> str:
    """Creates an empty index under the alias of the index that is being built, and deletes any
    unfinished one; gives its name."""
    to = connection()
    drop_unfinished(server)
    name = f"{to.index}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
    body = PageDocument._index.to_dict()
    server.indices.create(index=name, aliases={to.next_index: {}}, **body)
    return name


def swap_alias(server: Elasticsearch, index: str) -> None:
    """Moves the live alias to this index and deletes the one it had, in one atomic step."""
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
    """Deletes indexes of ours that have no live alias, such as one left by a killed rebuild."""
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
