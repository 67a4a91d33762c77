"""GraphQL writes the SQL of a list once and runs it for days on end: a queryset that looks at the
clock by itself would freeze the day on which it was first asked for."""

import gc
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from freezegun import freeze_time
from graphql import get_named_type, is_enum_type

from participation_api.door.documents import FOLDER
from participation_api.reading.prepared import Parameter, PreparedStatement
from participation_api.schema import schema
from tests.factories import add_region
from tests.graphql_api.leak_walk import Values, Walk
from tests.graphql_api.rows import add_row
from tests.graphql_api.test_known_queries import PAGES
from tests.graphql_api.test_sql_statements import QUERIES

MOMENTS = ("2026-03-04 05:06:07", "2027-09-10 11:12:13")
"""Of another year, month, day, hour, minute and second each."""
REGION = '"pohjoinen"'

Asked = tuple[PreparedStatement, frozenset[str], tuple[Any, ...], tuple[tuple[str, int], ...]]
"""A statement, and what a run of it may make another SQL of: columns, shape, lengths of lists."""


@pytest.fixture
def asked(monkeypatch) -> set[Asked]:
    """Fills with what is asked of prepared statements, whether their SQL was written before or
    not."""
    found: set[Asked] = set()
    rows, rows_of_each = PreparedStatement.rows, PreparedStatement.rows_of_each

    def noting_rows(statement, columns, *shape, first=None, start=0, **values):
        lists = tuple((name, len(of)) for name, of in values.items() if isinstance(of, tuple))
        found.add((statement, frozenset(columns), shape, lists))
        return rows(statement, columns, *shape, first=first, start=start, **values)

    def noting_rows_of_each(statement, columns, *shape, first, of):
        found.add((statement, frozenset(columns), shape, ()))
        return rows_of_each(statement, columns, *shape, first=first, of=of)

    monkeypatch.setattr(PreparedStatement, "rows", noting_rows)
    monkeypatch.setattr(PreparedStatement, "rows_of_each", noting_rows_of_each)
    return found


def queries() -> Iterator[str]:
    """Those whose SQL is counted, every field of the schema, and every list by region, in each of
    its orders and by each of its choices."""
    yield from QUERIES.values()
    names = ("slug", "region", "path", "query", "prefix")
    walk = Walk(schema.graphql_schema, {name: Values((REGION,)) for name in names})
    yield from walk.queries_of_fields()
    for coordinate, field in walk.fields().items():
        for name, argument in field.args.items():
            of = get_named_type(argument.type)
            values = of.values if is_enum_type(of) else [REGION] if name == "region" else []
            for value in values:
                yield walk.queries_of_argument(f"{coordinate}({name})", value)


def made_statements() -> list[PreparedStatement]:
    return [thing for thing in gc.get_objects() if type(thing) is PreparedStatement]


def sql_at(moment: str, asked: Sequence[Asked]) -> list[tuple[str, list[Any]]]:
    """The SQL as it is written at a moment, with the names of what each run gives."""
    with freeze_time(moment):
        queries = [
            statement._compile(columns, shape, **dict(lists))
            for statement, columns, shape, lists in asked
        ]
    return [
        (
            query.sql,
            [
                ("given by each run", param.name, param.place)
                if isinstance(param, Parameter)
                else param
                for param in query.params
            ],
        )
        for query in queries
    ]


def test_no_statement_keeps_the_day_on_which_it_was_written(client, home, shared, asked):
    for number in range(2):
        add_row(number, **shared)
    add_region(home, "itainen")
    post = {"path": "/graphql/", "content_type": "application/json"}
    for query in queries():
        client.post(data={"query": query}, **post)
    pages = {type(page).__name__: page for page in home.get_descendants().specific()}
    for operation in FOLDER.glob("*.graphql"):
        page = pages[PAGES.get(operation.stem, PAGES["Region"])[0]]
        variables = {"path": page.site_path, "region": "pohjoinen"}
        client.post(data={"query": operation.read_text(), "variables": variables}, **post)
    statements = {statement for statement, *_ in asked}
    assert [each for each in made_statements() if each not in statements] == []
    every = list(asked)
    for here, later in zip(*(sql_at(moment, every) for moment in MOMENTS), strict=True):
        assert here == later
        assert not [param for param in here[1] if isinstance(param, date)], here
