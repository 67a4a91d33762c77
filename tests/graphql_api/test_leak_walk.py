"""A walk over every field and argument of the schema with hidden content of every kind behind it.

A field or argument that is new fails the walk until something visible comes by it."""

import json
from typing import Any

import pytest
from django.utils import timezone

from participation_api.fields.arguments import cursor
from participation_api.schema import schema
from tests.graphql_api.leak_walk import Values, Walk, comes, given_fields, value_at
from tests.graphql_api.leak_world import DRAFT, SECRET, World, build

WITHOUT_EMPTY = {
    "Query.search(kind)",
    "Query.events(upcoming)",
    "Image.srcset(size)",
    "Image.srcset(format)",
}
"""Arguments of which every value gives something, besides orders."""


def quoted(*values: Any) -> tuple[str, ...]:
    return tuple(json.dumps(str(value), ensure_ascii=False) for value in values)


def ids(world: World, kind: str) -> Values:
    return Values(
        quoted(world.twins.pages[kind].uuid),
        quoted(*(of.pages[kind].uuid for of in world.hidden)),
    )


def values_of(world: World, cursors: tuple[str, str]) -> dict[str, Values]:
    """To a new argument give the values by which the twins come, and those by which only hidden
    things would."""
    hidden_regions = quoted(*(of.pages["region"].slug for of in world.hidden))
    topics = Values(quoted(world.twins.topic.slug), quoted(*(of.topic.slug for of in world.hidden)))
    orders = {
        "Query.meetings(order)": "STARTS_AT",
        "Query.statements(order)": "GIVEN_ON",
        "Query.events(order)": "STARTS_AT",
        "Query.news(order)": "DATE",
        "Query.publications(order)": "VALID_FROM",
    }
    happening = Values(("AS_PLANNED",), ("MOVED",))
    start, end = cursors
    return {
        "first": Values(("50",), ("0",)),
        "after": Values(quoted(cursor(0)), quoted(cursor(1000))),
        "language": Values(("FI",), ("SV", "EN")),
        "region": Values(quoted("pohjoinen"), hidden_regions),
        "topic": topics,
        "year": Values(("2023",), ("2011",)),
        "from": Values(('"2023-01-01"',), ('"2098-12-31"',)),
        "to": Values(('"2097-12-31"',), ('"2011-12-31"',)),
        "Query.region(slug)": Values(quoted("pohjoinen"), hidden_regions),
        "Query.page(path)": Values(
            quoted("/", "/pohjoinen/", world.twins.pages["event"].site_path),
            quoted(*(page.site_path for of in world.hidden for page in of.pages.values())),
        ),
        "Query.preview(token)": Values(quoted(world.token), quoted("väärä")),
        "Query.changes(since)": Values(quoted(start), quoted(end)),
        "Query.search(query)": Values(
            quoted("avoin a*", "leikkipuistoissa", "leikkipuitso", "avoin liite"),
            quoted(SECRET, f"{SECRET}0", "salaisuuden", DRAFT),
        ),
        "Query.search(kind)": Values(
            ("MEETING", "STATEMENT", "EVENT", "NEWS", "PUBLICATION", "REGION", "TERM")
        ),
        "Query.search(region)": Values(quoted("pohjoinen"), hidden_regions),
        "Query.search(order)": Values(("RELEVANCE", "DATE_DESC")),
        "Query.suggest(prefix)": Values(quoted("avo"), quoted("sala", "salaisuu", "salal")),
        **{
            f"Query.{field}(id)": ids(world, kind)
            for field, kind in {
                "meeting": "meeting",
                "statement": "statement",
                "event": "event",
                "newsPost": "news",
                "publication": "publication",
                "term": "term",
            }.items()
        },
        **{
            coordinate: Values((f"{by}_ASC", f"{by}_DESC", "TITLE_ASC", "TITLE_DESC"))
            for coordinate, by in orders.items()
        },
        "Query.meetings(kind)": Values(("REGULAR",), ("SEMINAR",)),
        "stage": Values(("MINUTES_PUBLISHED",), ("AGENDA_PUBLISHED",)),
        "state": happening,
        "Query.meetings(term)": ids(world, "term"),
        "Query.meetings(upcoming)": Values(("false",), ("true",)),
        "Query.events(upcoming)": Values(("true", "false")),
        "Query.events(year)": Values(("2097",), ("2098",)),
        "Query.events(from)": Values(('"2097-01-01"',), ('"2098-01-01"',)),
        "Query.events(to)": Values(('"2097-12-31"',), ('"2022-12-31"',)),
        "Query.statements(kind)": Values(("STATEMENT",), ("POSITION",)),
        "Query.statements(status)": Values(("REPLIED",), ("PREPARING", "GIVEN")),
        "Query.statements(outcome)": Values(("NOTED",), ("REJECTED",)),
        "Query.statements(addressee)": Values(
            quoted(world.twins.body.uuid), quoted(*(of.body.uuid for of in world.hidden))
        ),
        "Query.statements(waitingLongerThan)": Values(("0",), ("36500",)),
        "Query.events(kind)": Values(("FORUM",), ("FESTIVITY",)),
        "Query.events(organiserRole)": Values(("OWN",), ("SUPPORTED",)),
        "Query.events(audience)": Values(("SENIORS",), ("COMPANIES",)),
        "Query.publications(kind)": Values(("REPORT",), ("EVALUATION",)),
        "Query.publications(validOn)": Values(('"2023-06-01"',), ('"2011-06-01"',)),
        "Image.srcset(size)": Values(("CARD", "WIDE")),
        "Image.srcset(format)": Values(("AVIF", "WEBP")),
        "TermPage.seats(on)": Values(quoted(timezone.localdate()), ('"2011-01-01"',)),
    }


class Asker:
    """Asks, checks that the answer has nothing hidden, and remembers which fields had a value."""

    def __init__(self, client: Any, world: World) -> None:
        self._client, self._world = client, world
        self.given: set[str] = set()
        self.found: list[str] = []

    def ask(self, query: str, may_fail: bool = False) -> Any:
        response = self._client.post(
            "/graphql/", json.dumps({"query": query}), content_type="application/json"
        )
        answer = response.json()
        errors, data = answer.get("errors", []), answer.get("data")
        if response.status_code >= 500 or "Internal error" in response.text:
            self.found.append(f"{query} fails: {response.text}")
        if errors and not may_fail:
            self.found.append(f"{query} is refused: {errors}")
        self._look_for_secrets(query, data, json.dumps(errors, ensure_ascii=False))
        self.given |= given_fields(data)
        return data

    def _look_for_secrets(self, query: str, data: Any, errors: str) -> None:
        for node in ((data or {}).get("changes") or {}).get("nodes", []):
            if node.get("id") in self._world.gone_ids:
                node.pop("id")  # that it has gone is told of what was public
        told = json.dumps(data, ensure_ascii=False)
        if SECRET.lower() not in query.lower():
            told += errors  # else it repeats what was asked
        words = [SECRET] if "preview(" in query else [SECRET, DRAFT]
        leaks = [word for word in words if word.lower() in told.lower()]
        leaks += [uuid for uuid in self._world.secret_ids | self._world.gone_ids if uuid in told]
        if leaks:
            self.found.append(f"{query} leaks {leaks}")


@pytest.fixture
def scene(client, home, pohjoinen):
    def now() -> str:
        query = "{ changes(first: 100) { cursor } }"
        answer = client.post("/graphql/", {"query": query}, content_type="application/json")
        return answer.json()["data"]["changes"]["cursor"]

    start = now()
    world = build(home, pohjoinen)
    return world, (start, now())


def test_nothing_hidden_comes_while_every_field_and_argument_gives(client, scene) -> None:
    world, cursors = scene
    walk = Walk(schema.graphql_schema, values_of(world, cursors))
    asker = Asker(client, world)
    unknown = [argument for argument in walk.arguments() if not walk.values_of(argument)]
    assert unknown == [], "add to values_of() by which values these give something"
    for query in walk.queries_of_fields():
        asker.ask(query)
    idle = []
    for argument in walk.arguments():
        values = walk.values_of(argument)
        assert values is not None
        coordinate = argument.partition("(")[0]
        for value in values.giving:
            data = asker.ask(walk.queries_of_argument(argument, value))
            if not any(map(comes, value_at(data, coordinate))):
                idle.append(f"{argument} gives nothing by {value}")
        for value in values.empty:
            data = asker.ask(walk.queries_of_argument(argument, value), may_fail=True)
            if any(map(comes, value_at(data, coordinate))):
                idle.append(f"{argument} gives something by {value}")
        is_order = argument.endswith("(order)")
        if not (values.empty or is_order or argument in WITHOUT_EMPTY):
            idle.append(f"{argument} has no value by which nothing comes")
    unseen = sorted(set(walk.fields()) - asker.given)
    assert (asker.found, idle, unseen) == ([], [], [])
