"""The published contract: graphql/schema.graphql."""

import re
from pathlib import Path

import graphql
import pytest
from django.core.management import CommandError, call_command
from graphql import GraphQLObjectType, is_introspection_type

from participation_api import contract
from participation_api.schema import schema, sdl

SDL = contract.SDL_FILE.read_text(encoding="utf-8")


def test_graphql_is_graphql_core_and_not_our_folder():
    assert "site-packages" in graphql.__file__
    assert Path(graphql.__file__).parent.joinpath("language").is_dir()


def test_the_file_is_the_schema_of_the_code():
    assert sdl() == SDL
    call_command("check_schema")


def test_another_file_is_refused_until_it_is_exported(monkeypatch, tmp_path):
    stale = tmp_path / "schema.graphql"
    stale.write_text(SDL.replace("upcomingEvents", "events"), encoding="utf-8")
    monkeypatch.setattr(contract, "SDL_FILE", stale)
    with pytest.raises(CommandError, match="export_schema"):
        call_command("check_schema")
    call_command("export_schema")
    call_command("check_schema")
    assert stale.read_text(encoding="utf-8") == SDL


@pytest.mark.parametrize(
    "word",
    ["rawValue", "raw", "draft", "pk", "live", "latestRevision", "hasUnpublishedChanges",
     "expireAt", "goLiveAt", "lockedBy", "owner", "numchild", "depth", "urlPath", "sortOrder",
     "translationKey", "fileHash", "sourceHash", "collection", "tags"],
)  # fmt: skip
def test_no_field_gives_what_is_not_public(word):
    assert not re.search(rf"^\s+{word}\w*(\(|:)", SDL, re.MULTILINE)
    assert word not in ("rawValue", "draft") or word.lower() not in SDL.lower()


def test_there_is_nothing_but_a_query():
    assert schema.graphql_schema.mutation_type is None
    assert schema.graphql_schema.subscription_type is None


def test_every_type_field_and_argument_is_described():
    described = {
        f"{named.name}.{name}": field
        for named in _own_types()
        for name, field in (getattr(named, "fields", None) or {}).items()
    }
    described |= {named.name: named for named in _own_types()}
    described |= {
        f"{name}({argument}:)": each
        for name, field in list(described.items())
        for argument, each in (getattr(field, "args", None) or {}).items()
    }
    assert [name for name, thing in described.items() if not thing.description] == []


def _own_types():
    return [
        named
        for name, named in schema.graphql_schema.type_map.items()
        if not is_introspection_type(named)
        and name not in ("String", "Int", "Float", "Boolean", "ID", "Date")
    ]


def test_pages_have_permanent_identifiers():
    page = schema.graphql_schema.type_map["Page"]
    kinds = [
        named.name
        for named in schema.graphql_schema.type_map.values()
        if isinstance(named, GraphQLObjectType) and page in named.interfaces
    ]
    assert sorted(kinds) == [
        "EventIndexPage", "EventPage", "HomePage", "InfoIndexPage", "InfoPage",
        "MeetingIndexPage", "MeetingPage", "NewsIndexPage", "NewsPage", "PublicationIndexPage",
        "PublicationPage", "RegionPage", "StatementIndexPage", "StatementPage", "TermPage",
    ]  # fmt: skip
    assert contract.SDL_FILE.name == "schema.graphql"
