"""Execution of queries, quick where it matters: most fields of an answer are scalars, and the
general way through graphql-core takes longer for one than it takes to read it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    ExecutionContext,
    GraphQLEnumType,
    GraphQLNonNull,
    GraphQLScalarType,
    located_error,
)
from graphql.execution.execute import get_field_def
from graphql.execution.values import get_argument_values
from graphql.pyutils import Path


@dataclass(frozen=True)
class Leaf:
    """A scalar or enum of a selection, with all that is the same for every row."""

    nodes: Any
    type: Any
    is_required: bool
    resolve: Callable[..., Any]
    arguments: dict[str, Any]
    info: Any
    serialize: Callable[[Any], Any]


class QuickExecution(ExecutionContext):
    """Resolves scalars and enums of all rows of a list by one plan. What is told in `info.path` of
    them is the path in the first row; errors have their own. Resolvers are synchronous."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.plans: dict[int, tuple[Any, list[tuple[str, Any, Leaf | None]]]] = {}

    @staticmethod
    def is_awaitable(value: Any) -> bool:
        return False

    def execute_fields(self, parent_type: Any, source_value: Any, path: Any, fields: Any) -> Any:
        if id(fields) not in self.plans:
            # The fields are kept with it: as long as they live, nothing else has their identity.
            self.plans[id(fields)] = (fields, self._plan(parent_type, path, fields))
        results: dict[str, Any] = {}
        for name, nodes, leaf in self.plans[id(fields)][1]:
            if leaf is None:
                results[name] = self.execute_field(
                    parent_type, source_value, nodes, Path(path, name, parent_type.name)
                )
                continue
            try:
                value = leaf.resolve(source_value, leaf.info, **leaf.arguments)
                if value is not None:
                    value = leaf.serialize(value)
                elif leaf.is_required:
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

    def _plan(self, parent_type: Any, path: Any, fields: Any) -> list[Any]:
        return [
            (name, nodes, self._leaf(parent_type, Path(path, name, parent_type.name), nodes))
            for name, nodes in fields.items()
            if get_field_def(self.schema, parent_type, nodes[0])
        ]

    def _leaf(self, parent_type: Any, path: Any, nodes: Sequence[Any]) -> Leaf | None:
        field = get_field_def(self.schema, parent_type, nodes[0])
        is_required = isinstance(field.type, GraphQLNonNull)
        type = field.type.of_type if is_required else field.type
        if not isinstance(type, GraphQLScalarType | GraphQLEnumType):
            return None
        try:
            arguments = get_argument_values(field, nodes[0], self.variable_values)
        except Exception:
            return None  # told of in the general way
        return Leaf(
            nodes,
            field.type,
            is_required,
            field.resolve or self.field_resolver,
            arguments,
            self.build_resolve_info(field, list(nodes), parent_type, path),
            type.serialize,
        )
