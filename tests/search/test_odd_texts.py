"""Nothing that a person types gives an error."""

import random
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from search.asking.parsing import MAX_QUERY_LENGTH
from search.queries import Query, search, suggest

PutPage = Callable[..., UUID]
pytestmark = pytest.mark.every_engine

WORDS = [
    *("pöytä", "Pöydän", "kokous", "poyta", "leikkipuitso", "Kerro", "EU:n", "linja-auto", "a"),
    *("14.2.2023", "2023-02-14", "helmikuu 2023", "31.2.2023", "3/2023", "§ 91", "2023", "0"),
    *("AND", "OR", "NOT", "NEAR(a b, 3)", "TO", "null", "_id", "title:", "body_lemma:", "*:*"),
]
MARKS = [
    *('"', "“", "”", "'", "`", "*", "**", "-", "–", "--", "+", "&", "&&", "|", "||", "!", "~", "^"),
    *("(", ")", "[", "]", "{", "}", "<->", "<2>", ":*", ":A", ":", "\\", "/", "?", "%", "%s", ";"),
    *("$1", "@", "#", "=", "<", ">", "<script>", "/*", "*/", "';--", "\\u0000", "{{ x }}", "…"),
    *("\0", "\x07", "\x1b", "\x7f", "\t", "\n", "\r\n", "\u2028", "\u00a0", "\u00ad", "\u200b"),
    *(
        "\u202e",
        "\ufeff",
        "\ufffd",
        "\ud83d",
        "\udfff",
        "😀",
        "👩‍👩‍👧",
        "e\u0301",
        "ﬀ",
        "İ",
        "ß",
        "数",
    ),
    *("a" * 300, "ö-" * 100, '"' * 7, "9" * 40, "1.2." * 30),
]


def odd_texts(number: int) -> list[str]:
    """The same every time: words and marks in any order, with and without spaces between."""
    chance = random.Random(20230214)
    return [
        "".join(
            chance.choice(WORDS if chance.random() < 0.5 else MARKS) + chance.choice(("", " "))
            for _ in range(chance.randint(1, 8))
        )
        for _ in range(number)
    ]


def test_whatever_is_typed_is_answered(put_page: PutPage) -> None:
    put_page("Kokous 3/2023", "Uusi pöytä ja leikkipuisto 14.2.2023.", date=date(2023, 2, 14))
    put_page('"Kerro!" \\ % _ * :A', " ".join(MARKS), kind="news")
    for text in odd_texts(150):
        results = search(Query(text))
        assert results.total == len(results.hits) <= 2, text
        assert isinstance(suggest(Query(text)), list), text


def test_what_is_beyond_the_longest_text_is_not_looked_at(put_page: PutPage) -> None:
    put_page("Kokous", "Puisto.")
    results = search(Query("kokous -puisto" + " " * 10_000 + "ranta"))
    assert results.total == 1
    assert results.did_you_mean == "kokous puisto".ljust(MAX_QUERY_LENGTH - 1)


def test_a_long_phrase_is_looked_for_by_its_beginning(put_page: PutPage) -> None:
    put_page("Kokous", "Puisto ja ranta. " * 11)
    put_page("Tapahtuma", "Ranta ja puisto.")
    assert search(Query('"' + "puisto ja ranta " * 120 + '"')).total == 1


@pytest.mark.parametrize("order", ["relevance", "date"])
def test_choices_that_nothing_has_find_nothing(put_page: PutPage, order: Any) -> None:
    put_page("Pöytä", "Kokous.", date=date(2023, 2, 14))
    for odd in ("' OR 1=1 --", "%", "*", '"', "\\", "ö" * 500, ""):
        for choice in (
            {"kinds": [odd]},
            {"regions": [odd]},
            {"topics": [odd]},
            {"languages": [odd]},
        ):
            assert search(Query("pöytä", order=order, **choice)).total == 0, choice
    assert search(Query("pöytä", order=order, since=date.max)).total == 0
    assert search(Query("pöytä", order=order, until=date.min)).total == 0
    assert search(Query("pöytä", order=order, since=date.min, until=date.max)).total == 1
