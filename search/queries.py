"""The door of those who ask: words and choices in, one ranked list with its facets out."""

from search.asking.highlights import Fragment
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
from search.values import Order

__all__ = [
    "MAX_HITS",
    "FacetCount",
    "Fragment",
    "Hit",
    "Match",
    "Order",
    "Query",
    "Results",
    "health",
    "search",
    "suggest",
]
