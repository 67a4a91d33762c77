"""The door to the counts of queries: begun by a process that serves people, read by the admin."""

from search.counting.counter import begin
from search.counting.query_counts import (
    KEPT_DAYS,
    MIN_SEARCHES_SHOWN,
    QueryCount,
    QueryCountQuerySet,
    forget_old,
)

__all__ = [
    "KEPT_DAYS",
    "MIN_SEARCHES_SHOWN",
    "QueryCount",
    "QueryCountQuerySet",
    "begin",
    "forget_old",
]
