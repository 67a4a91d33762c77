"""How many rows a list has is counted by a short cut past the lineage of each page: it must tell
what the rows themselves tell, wherever a page stands and whatever hides it."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.pages.models import NewsPage
from cms.pages.visibility.querysets import ContentPageQuerySet
from participation_api.fields.arguments import cursor
from tests.factories import add_home, add_news, add_region, hide
from tests.factories.hidden import HIDING

OF_TABLE = 'region: "pohjoinen"'
END = cursor(50)


def test_a_total_is_of_the_visible_rows(ask, db):
    home = add_home()
    pohjoinen = add_region(home, "pohjoinen")
    for number, way in enumerate(HIDING):
        # What hides a branch hides one of its own.
        hide(add_news(add_region(home, f"alue-{number}"), way, regions=[pohjoinen]), way)
    for number in range(2):
        add_news(pohjoinen, f"Pöydän {number}", date=date(2024, 1, 1))
        add_news(home, f"Kaupungin {number}", date=date(2023, 1, 1))
    add_news(add_region(home, "itainen"), "Naapurin", date=date(2024, 1, 1))
    totals = {
        choice: [
            ask(f"{{ news({choice}{part}) {{ totalCount }} }}")["news"]["totalCount"]
            for part in (", first: 0", ", first: 1", ", first: 100", f', after: "{END}"')
        ]
        for choice in ("language: FI", OF_TABLE, "year: 2024", f"{OF_TABLE}, year: 2024")
    }
    assert totals == {
        "language: FI": [5] * 4,
        OF_TABLE: [4] * 4,
        "year: 2024": [3] * 4,
        f"{OF_TABLE}, year: 2024": [2] * 4,
    }


def test_a_total_is_counted_only_where_the_rows_do_not_tell_it(ask, db):
    home = add_home()
    for number in range(3):
        add_news(home, f"Uutinen {number}")

    def statements(query: str) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            ask(query)
        return [one["sql"] for one in captured if "newspage" in one["sql"]]

    assert len(statements("{ news(first: 2) { nodes { title } } }")) == 1
    assert len(statements("{ news(first: 3) { totalCount nodes { title } } }")) == 1
    rows, count = statements("{ news(first: 2) { totalCount nodes { title } } }")
    assert count.startswith("SELECT COUNT(*) FROM (") and "ORDER BY" not in count
    assert "COUNT" not in rows


def test_a_page_at_an_unusual_place_is_as_public_as_what_it_stands_under(ask, db):
    home = add_home()
    pohjoinen = add_region(home, "pohjoinen")
    post = pohjoinen.add_child(instance=NewsPage(title="Syrjässä", date=date(2024, 1, 1), lead="x"))
    query = "{ news { totalCount nodes { title } } }"
    assert ask(query) == {"news": {"totalCount": 1, "nodes": [{"title": "Syrjässä"}]}}
    hide(post, "under a restricted page")
    assert ask(query) == {"news": {"totalCount": 0, "nodes": []}}
    assert not ContentPageQuerySet(NewsPage).published().exists()
