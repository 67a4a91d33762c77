"""Queries that reach every field and argument of the schema, made from the schema itself."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_object_type,
    is_required_argument,
)

FIELDS_AT_ONCE = 8
ROWS = 100
ROWS_WITHIN = 30
"""Of a list within another, as the limits of a query allow."""


@dataclass(frozen=True)
class Values:
    """Of an argument, written as in a query: those by which something visible comes, and those
    by which nothing does, because only hidden things have them or nothing at all."""

    giving: tuple[str, ...]
    empty: tuple[str, ...] = ()


class Walk:
    def __init__(self, schema: GraphQLSchema, values: Mapping[str, Values]) -> None:
        """The values by coordinate, `Type.field(argument)`, or by the argument's name."""
        self._schema, self._values = schema, values
        self._paths = self._shortest_paths()

    def fields(self) -> dict[str, GraphQLField]:
        """Every field that can be reached, by its coordinate."""
        return {
            f"{type_name}.{name}": field
            for type_name in self._paths
            for name, field in self._object(type_name).fields.items()
        }

    def arguments(self) -> list[str]:
        return [
            f"{coordinate}({argument})"
            for coordinate, field in self.fields().items()
            for argument in field.args
        ]

    def values_of(self, argument: str) -> Values | None:
        name = argument.partition("(")[2].removesuffix(")")
        return self._values.get(argument) or self._values.get(name)

    def queries_of_fields(self) -> Iterator[str]:
        """All fields of each type, some at a time, with what they refer to one step further."""
        for type_name in self._paths:
            fields = list(self._object(type_name).fields)
            step = 1 if type_name == "Query" else FIELDS_AT_ONCE
            for start in range(0, len(fields), step):
                chosen = fields[start : start + step]
                yield self._at(type_name, [self._field(type_name, name) for name in chosen])

    def queries_of_argument(self, argument: str, value: str) -> str:
        coordinate, _, name = argument.removesuffix(")").partition("(")
        type_name, _, field = coordinate.partition(".")
        return self._at(type_name, [self._field(type_name, field, {name: value})])

    def _object(self, type_name: str) -> GraphQLObjectType:
        found = self._schema.type_map[type_name]
        assert isinstance(found, GraphQLObjectType)
        return found

    def _shortest_paths(self) -> dict[str, tuple[tuple[str, str, str], ...]]:
        """By the name of each reachable type the steps to it from Query: type, field, type.
        Fields that need no argument go first, as they give things of every kind."""
        paths: dict[str, tuple[tuple[str, str, str], ...]] = {"Query": ()}
        for needing in (False, True):
            waiting = deque(paths)
            while waiting:
                type_name = waiting.popleft()
                fields = self._object(type_name).fields
                # changes are the oldest alone, hence the last way to anything
                for name, field in sorted(fields.items(), key=lambda of: of[0] == "changes"):
                    if not needing and any(map(is_required_argument, field.args.values())):
                        continue
                    for target in self._objects_of(field):
                        if target not in paths:
                            paths[target] = (*paths[type_name], (type_name, name, target))
                            waiting.append(target)
        return paths

    def _objects_of(self, field: GraphQLField) -> list[str]:
        named = get_named_type(field.type)
        if is_abstract_type(named):
            return [possible.name for possible in self._schema.get_possible_types(named)]
        return [named.name] if is_object_type(named) else []

    def _at(self, type_name: str, selections: list[str]) -> str:
        """The selections at the end of the path to the type."""
        inner = " ".join(selections)
        for parent, name, target in reversed(self._paths[type_name]):
            arguments = self._arguments(parent, name, {})
            inner = f"{name}{arguments} {{ __typename ... on {target} {{ {inner} }} }}"
        return f"{{ __typename {inner} }}"

    def _field(self, parent: str, name: str, given: Mapping[str, str] | None = None) -> str:
        named = get_named_type(self._object(parent).fields[name].type)
        return f"{name}{self._arguments(parent, name, given or {})}{self._leaves(named)}"

    def _arguments(self, parent: str, name: str, given: Mapping[str, str]) -> str:
        chosen = dict(given)
        for argument, definition in self._object(parent).fields[name].args.items():
            if argument in chosen:
                continue
            if is_required_argument(definition):
                values = self.values_of(f"{parent}.{name}({argument})")
                chosen[argument] = values.giving[0] if values else "null"
            elif argument == "first":
                chosen[argument] = str(ROWS if parent == "Query" else ROWS_WITHIN)
        written = ", ".join(f"{argument}: {value}" for argument, value in chosen.items())
        return f"({written})" if written else ""

    def _leaves(self, named: Any) -> str:
        """What a type has that leads no further; of a connection or changes the rows too."""
        if is_leaf_type(named):
            return ""
        leaves = ["__typename"]
        for name, field in named.fields.items():
            of = get_named_type(field.type)
            if is_leaf_type(of):
                leaves.append(name)
            elif name == "nodes":
                leaves.append(f"{name}{self._leaves(of)}")
        return f" {{ {' '.join(leaves)} }}"


def given_fields(data: Any) -> set[str]:
    """Coordinates of the fields that have a value in an answer."""
    if isinstance(data, list):
        return set().union(*map(given_fields, data))
    if not isinstance(data, dict) or "__typename" not in data:  # a value such as GeoJSON
        return set()
    has_value = {name for name, value in data.items() if value not in (None, "", [])}
    here = {f"{data['__typename']}.{name}" for name in has_value - {"__typename"}}
    return here.union(*map(given_fields, data.values()))


def value_at(data: Any, coordinate: str) -> list[Any]:
    """All values of a field in an answer, empty ones left out."""
    if isinstance(data, list):
        return [value for row in data for value in value_at(row, coordinate)]
    if not isinstance(data, dict):
        return []
    type_name, _, name = coordinate.partition(".")
    found = [value for child in data.values() for value in value_at(child, coordinate)]
    if data.get("__typename") == type_name and comes(data.get(name)):
        found.append(data[name])
    return found


def comes(value: Any) -> bool:
    if isinstance(value, dict) and "nodes" in value:
        return bool(value["nodes"] or value.get("didYouMean"))
    if isinstance(value, dict) and value["__typename"] == "Statistics":
        return any(value[name] for name in ("meetings", "events", "statements"))
    return value not in (None, "", [])
