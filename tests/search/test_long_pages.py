"""Pages longer than what one row of an engine has places for."""

import pytest

from search.queries import Query, search
from tests.search.conftest import PutPage

pytestmark = pytest.mark.every_engine
MANY = "kokous " * 17_000


def test_the_last_word_of_a_long_page_is_found(put_page: PutPage) -> None:
    page = put_page(body=f"Alkusanat {MANY} harava seisoo lapion vieressä")
    assert [hit.uuid for hit in search(Query("alkusanat haravat lapio")).hits] == [page]
    assert search(Query("alkusanat kottikärryt")).total == 0


def test_what_stands_far_into_a_page_is_in_no_wrong_phrase(put_page: PutPage) -> None:
    put_page(body=f"{MANY} harava seisoo lapion vieressä")
    assert search(Query('"harava lapio"')).total == 0
    assert search(Query('"kokous lapio"')).total == 0


def test_a_page_of_more_different_words_than_a_row_can_have_is_written(put_page: PutPage) -> None:
    numbers = " ".join(f"{number:060}" for number in range(17_000))
    page = put_page(title="Luettelo", body=f"Alkusanat {numbers}")
    assert [hit.uuid for hit in search(Query("luettelo alkusanat")).hits] == [page]
