"""Execution of queries, quick where it matters: most fields of an answer are scalars, and the
general way through graphql-core takes longer for one than it takes to read it."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from graphene.types.definitions import GrapheneEnumType
from graphql import (
    ExecutionContext,
    FieldNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLField,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    GraphQLScalarType,
    located_error,
    print_ast,
)
from graphql.execution.execute import get_field_def
from graphql.execution.values import get_argument_values
from graphql.pyutils import Path

Fields = dict[str, list[FieldNode]]
"""Of one selection, by their keys in the answer."""


@dataclass(frozen=True)
class Leaf:
    """A scalar or enum of a selection, with all that is the same for every row."""

    nodes: list[FieldNode]
    type: GraphQLOutputType
    is_required: bool
    resolve: Callable[..., Any]
    arguments: dict[str, Any]
    info: GraphQLResolveInfo
    serialize: Callable[[Any], Any]


@dataclass(frozen=True)
class Plan:
    """How the fields of one selection are resolved."""

    fields: Fields
    """Kept with it: as long as they live, nothing else has their identity."""
    steps: Sequence[tuple[str, list[FieldNode], Leaf | None]]
    """Key in the answer, nodes, and what they are where they are a scalar or an enum."""
    read_ahead: Sequence[Callable[[object], object]]


class QuickExecution(ExecutionContext):
    """Resolves scalars and enums of all rows of a list by one plan. What is told in `info.path` of
    them is the path in the first row; errors have their own. Resolvers are synchronous."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.plans: dict[int, Plan] = {}
        self.roots: dict[str, Any] = {}
        """Answers of root fields, by what they ask."""

    @staticmethod
    def is_awaitable(value: object) -> bool:
        return False

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: object,
        path: Path | None,
        fields: Fields,
    ) -> dict[str, Any]:
        plan = self.plans.get(id(fields))
        if plan is None:
            plan = self.plans[id(fields)] = self._plan(parent_type, path, fields)
        for read in plan.read_ahead:
            # What fails is told of when the field itself is resolved.
            with suppress(Exception):
                read(source_value)
        results: dict[str, Any] = {}
        execute_field = self.execute_field if path else self._execute_root
        for name, nodes, leaf in plan.steps:
            if leaf is None:
                results[name] = execute_field(
                    parent_type, source_value, nodes, Path(path, name, parent_type.name)
                )
                continue
            try:
                value = leaf.resolve(source_value, leaf.info, **leaf.arguments)
                if value is not None:
                    value = leaf.serialize(value)
                if value is None and leaf.is_required:
                    raise TypeError(
                        "Cannot return null for non-nullable field"
                        f" {parent_type.name}.{leaf.info.field_name}."
                    )
            except Exception as error:
                at = Path(path, name, parent_type.name)
                self.handle_field_error(
                    located_error(error, leaf.nodes, at.as_list()), leaf.type, at
                )
                value = None
            results[name] = value
        return results

    def _execute_root(
        self, parent_type: GraphQLObjectType, source: object, nodes: list[FieldNode], path: Path
    ) -> Any:
        """Equal ones are run once: what is asked for under several names has one answer."""
        key = self._asked(parent_type, nodes)
        if key in self.roots:
            return self.roots[key]
        errors = len(self.collected_errors.errors)
        result = self.execute_field(parent_type, source, nodes, path)
        if len(self.collected_errors.errors) == errors:  # else each has errors of its own
            self.roots[key] = result
        return result

    def _asked(self, parent_type: GraphQLObjectType, nodes: list[FieldNode]) -> str:
        """A root field as it is asked, whatever it is called in the answer."""
        field = get_field_def(self.schema, parent_type, nodes[0])
        try:
            arguments = get_argument_values(field, nodes[0], self.variable_values)
        except GraphQLError:
            return ""  # told of by running it
        # An enum's default is its value already.
        given = sorted((name, getattr(one, "value", one)) for name, one in arguments.items())
        selected = (print_ast(node.selection_set) for node in nodes if node.selection_set)
        return f"{nodes[0].name.value} {given} {' '.join(selected)}"

    def _plan(self, parent_type: GraphQLObjectType, path: Path | None, fields: Fields) -> Plan:
        known = [
            (name, nodes, field, Path(path, name, parent_type.name))
            for name, nodes in fields.items()
            if (field := get_field_def(self.schema, parent_type, nodes[0]))
        ]
        return Plan(
            fields,
            [
                (name, nodes, self._leaf(parent_type, field, nodes, at))
                for name, nodes, field, at in known
            ],
            [
                self._reader(parent_type, field, nodes, at)
                for _, nodes, field, at in known
                if getattr(field.resolve, "is_read_ahead", False)
            ],
        )

    def _reader(
        self,
        parent_type: GraphQLObjectType,
        field: GraphQLField,
        nodes: list[FieldNode],
        path: Path,
    ) -> Callable[[object], object]:
        """Reads a list of an object before the rows of any other list of it are looked into, so
        that what the rows of several lists refer to is read at once."""

        resolve = field.resolve or self.field_resolver

        def read(source: object) -> object:
            info = self.build_resolve_info(field, nodes, parent_type, path)
            arguments = get_argument_values(field, nodes[0], self.variable_values)
            return resolve(source, info, **arguments)

        return read

    def _leaf(
        self,
        parent_type: GraphQLObjectType,
        field: GraphQLField,
        nodes: list[FieldNode],
        path: Path,
    ) -> Leaf | None:
        is_required = isinstance(field.type, GraphQLNonNull)
        type = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
        if not isinstance(type, GraphQLScalarType | GraphQLEnumType):
            return None
        try:
            arguments = get_argument_values(field, nodes[0], self.variable_values)
        except Exception:
            return None  # told of in the general way
        is_ours = isinstance(type, GrapheneEnumType)
        return Leaf(
            nodes,
            field.type,
            is_required,
            field.resolve or self.field_resolver,
            arguments,
            self.build_resolve_info(field, nodes, parent_type, path),
            _names(type).__getitem__ if is_ours else type.serialize,
        )


@cache
def _names(enum: GraphQLEnumType) -> dict[Any, str]:
    """Names by what the database has."""
    return {getattr(each.value, "value", each.value): name for name, each in enum.values.items()}
