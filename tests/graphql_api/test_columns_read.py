"""A query reads the columns that it needs and no other."""

from functools import partial

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participation_api.schema import schema
from participation_api.types.page import ModelType
from tests.factories import add_event, add_news

MODEL_TYPES = [
    one
    for one in schema.graphql_schema.type_map.values()
    if issubclass(getattr(one, "graphene_type", object), ModelType)
]


@pytest.mark.parametrize("of", MODEL_TYPES, ids=str)
def test_every_field_of_a_model_says_what_it_reads(of):
    model = of.graphene_type._meta.model
    for name, field in of.fields.items():
        columns = (
            field.resolve.args[:1] if isinstance(field.resolve, partial) else field.resolve.columns
        )
        for column in columns:
            try:
                model._meta.get_field(column.partition("__")[0].removesuffix("_id"))
            except FieldDoesNotExist:
                assert column in {one.attname for one in model._meta.concrete_fields}, name


def test_lists_read_no_bodies(ask, pohjoinen):
    add_event(pohjoinen, "Tapahtuma")
    add_news(pohjoinen, "Uutinen")
    with CaptureQueriesContext(connection) as captured:
        ask("{ events { nodes { title region { title } } } news { nodes { title lead } } }")
    sql = " ".join(one["sql"].partition(" WHERE ")[0] for one in captured)
    assert '"lead"' in sql
    assert [name for name in ("body", "area", "introduction", "social_text") if name in sql] == []


def test_fields_of_one_thing_under_two_names_are_read_whatever_each_asks(ask, pohjoinen):
    add_event(pohjoinen, "Tapahtuma")
    [event] = ask("{ events { nodes { one: region { title } two: region { slug path } } } }")[
        "events"
    ]["nodes"]
    assert event == {
        "one": {"title": "Pohjoinen"},
        "two": {"slug": "pohjoinen", "path": "/pohjoinen/"},
    }


def test_fragments_and_nodes_in_edges_are_read_ahead(ask, pohjoinen):
    for number in range(3):
        add_event(pohjoinen, f"Tapahtuma {number}")
    query = """
      query { events { edges { node { ...Shown } } nodes { ... on EventPage { title } } } }
      fragment Shown on EventPage { state ... on Page { path } }
    """
    with CaptureQueriesContext(connection) as captured:
        events = ask(query)["events"]
    assert [node["title"] for node in events["nodes"]] == [f"Tapahtuma {n}" for n in (2, 1, 0)]
    assert events["edges"][0]["node"]["state"] == "AS_PLANNED"
    assert len([one for one in captured if "kumppanuus_pages_eventpage" in one["sql"]]) == 1
