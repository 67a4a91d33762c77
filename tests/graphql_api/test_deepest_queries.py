"""The deepest queries that the limits allow, made from the schema itself: at most so many SQL
statements, and as many for 20 rows of everything as for 2."""

from collections.abc import Mapping
from functools import cache
from random import Random

from graphql import (
    GraphQLField,
    get_named_type,
    is_leaf_type,
    is_object_type,
    is_required_argument,
    parse,
)

from participation_api.limits.costs import MAX_LEVELS, refusals
from participation_api.schema import schema
from tests.factories import add_region
from tests.graphql_api.rows import add_row
from tests.graphql_api.test_sql_statements import MANY, statements_of

QUERIES = 50
MAX_STATEMENTS = 40


def test_deepest_queries_cost_few_statements_however_many_rows(ask, home, shared) -> None:
    chance = Random(1)  # the same queries in every run
    queries = [query for _ in range(QUERIES) if is_allowed(query := deepest_query(chance))]
    assert len(queries) > QUERIES / 2
    for number in range(2):
        add_row(number, **shared)
    few = {query: statements_of(ask, query) for query in queries}
    for number in range(2, MANY):
        add_row(number, **shared)
        add_region(home, f"alue-{number}")
    many = {query: statements_of(ask, query) for query in queries}
    assert few == many
    assert max(many.values()) <= MAX_STATEMENTS


def deepest_query(chance: Random) -> str:
    """One way through the schema down to the last level, with all values of what stands on it."""
    query, type_name = "", "Query"
    for levels in range(MAX_LEVELS - 1, 0, -1):
        ways = ways_on(type_name, levels)
        name = chance.choice(list(ways))
        first = "(first: 1)" if "first" in ways[name].args else ""
        type_name = get_named_type(ways[name].type).name
        query += f" {name}{first} {{ {' '.join(values(type_name))}"
    return f"{{{query}{' }' * MAX_LEVELS}"


def is_allowed(query: str) -> bool:
    return not refusals(schema.graphql_schema, parse(query), None, {})


@cache
def ways_on(type_name: str, levels: int) -> Mapping[str, GraphQLField]:
    """The fields that need no argument and have so many levels, of which the last has values."""
    return {
        name: field
        for name, field in schema.graphql_schema.type_map[type_name].fields.items()
        if is_object_type(of := get_named_type(field.type))
        and not any(map(is_required_argument, field.args.values()))
        and (ways_on(of.name, levels - 1) if levels > 1 else values(of.name))
    }


def values(type_name: str) -> list[str]:
    fields = schema.graphql_schema.type_map[type_name].fields
    return [name for name, field in fields.items() if is_leaf_type(get_named_type(field.type))]
