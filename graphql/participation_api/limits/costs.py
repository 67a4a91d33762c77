"""What a query may ask for, measured before it is run."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from operator import mul
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLInt,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLString,
    InlineFragmentNode,
    SchemaMetaFieldDef,
    SelectionSetNode,
    TypeMetaFieldDef,
    TypeNameMetaFieldDef,
    Undefined,
    get_named_type,
    get_nullable_type,
    get_operation_ast,
    is_introspection_type,
    is_list_type,
    is_object_type,
    value_from_ast,
)
from graphql.execution import get_variable_values

from participation_api.fields.arguments import (
    DEFAULT_ROWS,
    ROWS_OF_A_LIST,
    place_after,
    row_count,
)
from participation_api.limits.validation import MAX_ERRORS
from search.queries import Burden, burden

MAX_LEVELS = 12
"""Of fields within fields; introspection is not counted."""
MAX_ROOT_FIELDS = 30
MAX_ALIASES = 60
MAX_COST = 50_000
MAX_VALUES = 100
"""Of a list that a variable gives."""
COST_OF_A_ROW_BEFORE, MAX_COST_OF_ROWS_BEFORE = 2, 10_000
"""Of the rows that an `after` leaves behind: they are all found and put in order. The
search has its price."""
IN_WORDS = (
    f"A query may be {MAX_LEVELS} levels deep, have {MAX_ROOT_FIELDS} fields at its root and"
    f" {MAX_ALIASES} aliases, and cost {MAX_COST}. Every value that it may give costs 1, where"
    f" its description says nothing else. Lists count as long as their `first`, or"
    f" {DEFAULT_ROWS} where a connection and {ROWS_OF_A_LIST} where another list has none; each row"
    f" that `after` leaves behind costs {COST_OF_A_ROW_BEFORE}, and all of them"
    f" {MAX_COST_OF_ROWS_BEFORE} at most."
)

_A_COUNT = 2_000
COSTS = {
    "Query.search": 8_000,
    "Query.suggest": 2_000,
    "Query.statistics": 9_000,
    "Query.changes": 3_000,
    "Query.page": 1_000,
    "Query.preview": 100,
    "EventConnection.totalCount": _A_COUNT,
    "MeetingConnection.totalCount": _A_COUNT,
    "NewsConnection.totalCount": 6_000,
    "PublicationConnection.totalCount": _A_COUNT,
    "StatementConnection.totalCount": _A_COUNT,
}
"""Of fields that are dearer than a value. A value takes some 10 microseconds."""
COSTS_WITHOUT = {"Query.statistics": ("year", 11_000)}
"""What a field costs besides where an argument is left out."""
COST_OF_A_FILTER = 4_000
"""Of each argument that narrows a list: no index leads to what is left of it. Regions have one."""
NARROWED = ("events", "meetings", "news", "publications", "statements")
NO_FILTERS = {"after", "first", "language", "order", "region"}
COSTS_OF_TEXT = Burden(words=300, prefixes=6_000, phrases=400)
"""What each word, each beginning with a * and each phrase of a query costs besides."""
TEXTS = {"Query.search": "query", "Query.suggest": "prefix"}
"""The arguments that are such texts."""

_SLICES = ("nodes", "edges")
"""The fields of a connection that have the rows."""
_INTROSPECTION = {
    "__schema": SchemaMetaFieldDef,
    "__type": TypeMetaFieldDef,
    "__typename": TypeNameMetaFieldDef,
}
_ROWS_OF_INTROSPECTION = {"args": 1, "enumValues": 2, "fields": 5, "ofType": 0.5, "types": 150}
"""As an average type has them; 1 of what is not named."""


def tell_costs(schema: GraphQLSchema) -> None:
    """Writes what fields cost into the schema, for those who ask and for `refusals`."""
    for coordinate, cost in COSTS.items():
        type_name, name = coordinate.split(".")
        of: Any = schema.type_map[type_name]
        field = of.fields[name]
        field.description = f"{field.description} Costs {cost}."
        field.extensions = {"cost": cost}
    for coordinate, (argument, cost) in COSTS_WITHOUT.items():
        type_name, name = coordinate.split(".")
        of = schema.type_map[type_name]
        field = of.fields[name]
        field.description = f"{field.description[:-1]}, and {cost} more without a `{argument}`."
        field.extensions["without"] = (argument, cost)
    for name in NARROWED:
        of = schema.query_type
        field = of.fields[name]
        field.description += f" Each choice, beside the region, costs {COST_OF_A_FILTER}."
        field.extensions = {"filters": field.args.keys() - NO_FILTERS}
    for coordinate, argument in TEXTS.items():
        type_name, name = coordinate.split(".")
        of = schema.type_map[type_name]
        field = of.fields[name]
        field.description = (
            f"{field.description[:-1]}, and {COSTS_OF_TEXT.words} for each word,"
            f" {COSTS_OF_TEXT.prefixes} for each * and {COSTS_OF_TEXT.phrases} for each phrase of"
            f" its `{argument}`."
        )
        field.extensions["text"] = argument


def refusals(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation_name: str | None,
    variables: Mapping[str, Any],
) -> list[GraphQLError]:
    """Why an operation of a valid document cannot be run: its variables are wrong, or it is too
    much. Of the other operations nothing is said."""
    operation = get_operation_ast(document, operation_name)
    root = schema.get_root_type(operation.operation) if operation else None
    if operation is None or root is None:  # there is no such, which running it tells
        return []
    if errors := _too_many_values(variables):
        return errors
    values = get_variable_values(
        schema, operation.variable_definitions, dict(variables), MAX_ERRORS, hide_suggestions=True
    )
    if isinstance(values, list):
        return values
    meter = _Meter(schema, document, values)
    size = meter.size_of(operation.selection_set, root)
    roots = len(meter.names(operation.selection_set, set()))
    most = {
        f"is {size.levels} levels deep": (size.levels, MAX_LEVELS),
        f"has {roots} fields at its root": (roots, MAX_ROOT_FIELDS),
        f"has {size.aliases} aliases": (size.aliases, MAX_ALIASES),
        f"costs {size.cost:.10g}": (size.cost, MAX_COST),
    }
    return meter.errors[:MAX_ERRORS] + [
        GraphQLError(f"The query {what}; at most {limit} are allowed.", operation)
        for what, (value, limit) in most.items()
        if value > limit
    ]


def _too_many_values(variables: Mapping[str, Any]) -> list[GraphQLError]:
    lengths = {name: len(value) for name, value in variables.items() if isinstance(value, list)}
    return [
        GraphQLError(f'Variable "{name}" has {length} values; at most {MAX_VALUES} are allowed.')
        for name, length in lengths.items()
        if length > MAX_VALUES
    ][:MAX_ERRORS]


@dataclass(frozen=True)
class _Size:
    levels: int = 0
    aliases: int = 0
    cost: float = 0


class _Meter:
    def __init__(
        self, schema: GraphQLSchema, document: DocumentNode, variables: dict[str, Any]
    ) -> None:
        self.schema = schema
        self.variables = variables
        self.fragments = {
            definition.name.value: definition
            for definition in document.definitions
            if isinstance(definition, FragmentDefinitionNode)
        }
        self.sizes: dict[tuple[str, float], _Size] = {}
        """Of fragments, by the rows of the connection that they stand in."""
        self.errors: list[GraphQLError] = []

    def size_of(self, selection_set: SelectionSetNode, parent: Any, rows: float = 1) -> _Size:
        """Of fragments on several types only the costliest counts: a value is of one type."""
        levels, aliases = 0, 0
        costs: defaultdict[Any, float] = defaultdict(float)
        for selection in selection_set.selections:
            size, of = self._size_of_one(selection, parent, rows)
            levels = max(levels, size.levels)
            aliases += size.aliases
            costs[of if is_object_type(of) else parent] += size.cost
        cost = costs.pop(parent, 0) + max(costs.values(), default=0)
        return _Size(levels, aliases, cost)

    def _size_of_one(self, selection: Any, parent: Any, rows: float) -> tuple[_Size, Any]:
        """With the type of which it has fields."""
        if isinstance(selection, FieldNode):
            return self._size_of_field(selection, parent, rows), parent
        if isinstance(selection, InlineFragmentNode):
            of = self._type_of(selection) or parent
            return self.size_of(selection.selection_set, of, rows), of
        key = selection.name.value, rows
        fragment = self.fragments[selection.name.value]
        of = self._type_of(fragment)
        if key not in self.sizes:
            self.sizes[key] = self.size_of(fragment.selection_set, of, rows)
        return self.sizes[key], of

    def _type_of(self, fragment: Any) -> Any:
        condition = fragment.type_condition
        return self.schema.get_type(condition.name.value) if condition else None

    def _size_of_field(self, node: FieldNode, parent: Any, rows: float) -> _Size:
        name = node.name.value
        field = _INTROSPECTION.get(name) or parent.fields[name]
        times, rows_below = self._rows(node, field, parent, rows)
        below = _Size()
        if node.selection_set:
            below = self.size_of(node.selection_set, get_named_type(field.type), rows_below)
        is_introspection = name.startswith("__") or is_introspection_type(parent)
        return _Size(
            levels=0 if is_introspection else 1 + below.levels,
            aliases=bool(node.alias) + below.aliases,
            cost=field.extensions.get("cost", 0)
            + self._cost_of_choices(node, field)
            + self._cost_of_text(node, field)
            + self._cost_of_rows_before(node, field)
            + times * (1 + below.cost),
        )

    def _cost_of_choices(self, node: FieldNode, field: GraphQLField) -> int:
        filters = field.extensions.get("filters", ())
        cost = COST_OF_A_FILTER * sum(one.name.value in filters for one in node.arguments)
        argument, more = field.extensions.get("without", (None, 0))
        if argument and self._argument(node, argument, GraphQLInt) in (None, Undefined):
            cost += more
        return cost

    def _cost_of_text(self, node: FieldNode, field: GraphQLField) -> int:
        argument = field.extensions.get("text")
        text = self._argument(node, argument, GraphQLString) if argument else None
        if not isinstance(text, str):
            return 0
        return sum(map(mul, burden(text), COSTS_OF_TEXT))

    def _rows(
        self, node: FieldNode, field: GraphQLField, parent: Any, rows: float
    ) -> tuple[float, float]:
        """How many values a field may give, and how many the slices of the connection have that
        it gives; `rows` is what the slices have of the connection that it stands in."""
        of_field: Any = field.type
        is_list = is_list_type(get_nullable_type(of_field))
        if is_introspection_type(parent):
            return _ROWS_OF_INTROSPECTION.get(node.name.value, 1), 1
        if "first" in field.args:
            first = self._first(node, ROWS_OF_A_LIST if is_list else DEFAULT_ROWS)
            return (first, 1) if is_list else (1, first)
        if is_list and node.name.value in _SLICES:
            return rows, 1
        return (ROWS_OF_A_LIST if is_list else 1), 1

    def _first(self, node: FieldNode, default: int) -> int:
        first = self._argument(node, "first", GraphQLInt)
        try:
            return row_count(None if first is Undefined else first, default)
        except GraphQLError as error:
            self.errors.append(GraphQLError(error.message, node))
            return 0

    def _cost_of_rows_before(self, node: FieldNode, field: GraphQLField) -> int:
        if "after" not in field.args or "text" in field.extensions:
            return 0
        after = self._argument(node, "after", GraphQLString)
        try:
            place = place_after(after if isinstance(after, str) else None)
        except GraphQLError:
            return 0  # told of when it is run
        return min(place * COST_OF_A_ROW_BEFORE, MAX_COST_OF_ROWS_BEFORE)

    def _argument(self, node: FieldNode, name: str, of: GraphQLScalarType) -> Any:
        value = next((one.value for one in node.arguments if one.name.value == name), None)
        return value_from_ast(value, of, self.variables)

    def names(self, selection_set: SelectionSetNode, seen: set[str]) -> set[str]:
        """The response names of a selection; `seen` are the fragments that need no other look."""
        found: set[str] = set()
        for selection in selection_set.selections:
            if isinstance(selection, FieldNode):
                found.add((selection.alias or selection.name).value)
            elif isinstance(selection, InlineFragmentNode):
                found |= self.names(selection.selection_set, seen)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in seen:
                seen.add(selection.name.value)
                found |= self.names(self.fragments[selection.name.value].selection_set, seen)
        return found
