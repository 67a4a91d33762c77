"""The door of those who write: rows of pages, in the transaction that publishes or hides one."""

from search.rows.consistency import provide_shapes
from search.rows.indexing import all_uuids, optimise, put, reanalyse_stale, remove, send_changes

__all__ = [
    "all_uuids",
    "optimise",
    "provide_shapes",
    "put",
    "reanalyse_stale",
    "remove",
    "send_changes",
]
