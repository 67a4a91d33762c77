"""The door of those who ask: words and choices in, one ranked list with its facets out."""

from search.asking.highlights import Fragment
from search.asking.parsing import (
    MAX_CLAUSES,
    MAX_PREFIXES,
    MIN_PREFIX,
    Burden,
    LeftOut,
    burden,
)
from search.asking.searching import (
    MAX_HITS,
    FacetCount,
    Hit,
    Match,
    Query,
    Results,
    health,
    search,
    suggest,
)
from search.engines.base import OutOfTimeError
from search.engines.time_limit import TimeLimit
from search.values import Order

__all__ = [
    "MAX_CLAUSES",
    "MAX_HITS",
    "MAX_PREFIXES",
    "MIN_PREFIX",
    "Burden",
    "FacetCount",
    "Fragment",
    "Hit",
    "LeftOut",
    "Match",
    "Order",
    "OutOfTimeError",
    "Query",
    "Results",
    "TimeLimit",
    "burden",
    "health",
    "search",
    "suggest",
]
