"""What a search costs the database."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from search.queries import Query, search
from tests.statements import OF_THE_TIME_LIMIT

PutPage = Callable[..., UUID]


def test_a_query_costs_few_statements_however_many_it_finds(
    put_page: PutPage, django_assert_num_queries: Any
) -> None:
    for number in range(20):
        put_page(f"Kokous {number}", "Piha." if number > 17 else "Puisto ja piha.")
    # One finds, counts and cuts, one reads what is shown, and one looks for synonyms of words.
    for text, found, statements in (("puisto", 18, 3), ("piha -puisto", 2, 3), ("", 20, 2)):
        with django_assert_num_queries(statements + OF_THE_TIME_LIMIT):
            assert len(search(Query(text, kinds=["meeting"])).hits) == found
