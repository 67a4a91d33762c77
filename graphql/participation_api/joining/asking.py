"""The one field by which our roots stand in a host's schema. What is selected of it goes through
our own door as a query: what is public, the limits and the SQL are the same by construction."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

import graphene
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    NamedTypeNode,
    NameNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    VariableNode,
    Visitor,
    is_abstract_type,
    print_ast,
    separate_operations,
    strip_ignored_characters,
    visit,
)
from graphql.execution.collect_fields import collect_fields

from participation_api.door.requests import Asked
from participation_api.door.running import run, shown
from participation_api.joining.mirror import OUR_NAMES, TYPES
from participation_api.reading.context import Context, Info
from participation_api.schema import schema


def _answer(root: Any, info: Info) -> Any:
    """Raises GraphQLError for what our door refuses."""
    if (times := _times_asked(info)) > 1:
        raise GraphQLError(
            f'The query asks for "{info.field_name}" {times} times; it may once, with all that is'
            " wanted of it."
        )
    document, variables = _as_ours(info)
    query = strip_ignored_characters(print_ast(document))
    result = run(Asked(query, variables, None), Context())
    errors = [shown(error) for error in result.errors or ()]
    if result.data is None:
        raise GraphQLError(" ".join(error["message"] for error in errors))
    for error in errors:
        _put(result.data, error["path"], GraphQLError(error["message"]))
    return result.data


def _times_asked(info: Info) -> int:
    """Under several names: each would have the limits of a query for itself."""
    operation = info.operation
    fields = collect_fields(
        info.schema,
        info.fragments,
        info.variable_values,
        info.parent_type,
        operation.selection_set,
    )
    return sum(nodes[0].name.value == info.field_name for nodes in fields.values())


def _as_ours(info: Info) -> tuple[DocumentNode, dict[str, Any]]:
    """What is selected of the field as a query to our own schema, and its variables."""
    selected = [
        selection
        for node in info.field_nodes
        if node.selection_set
        for selection in node.selection_set.selections
    ]
    operation = OperationDefinitionNode(
        operation=OperationType.QUERY,
        selection_set=SelectionSetNode(selections=tuple(selected)),
        variable_definitions=(),
        directives=(),
    )
    # Of all fragments those that the operation needs.
    document = separate_operations(DocumentNode(definitions=(operation, *info.fragments.values())))[
        ""
    ]
    names = _OurNames()
    document = visit(document, names)
    types = TypeInfo(schema.graphql_schema)
    document = visit(document, TypeInfoVisitor(types, _WithTypeNames(types)))
    definitions = [
        visit(definition, _OurNames())
        for definition in info.operation.variable_definitions
        if definition.variable.name.value in names.variables
    ]
    operation = next(
        one for one in document.definitions if isinstance(one, OperationDefinitionNode)
    )
    operation.variable_definitions = tuple(definitions)
    variables = {
        name: _as_given(value)
        for name, value in info.variable_values.items()
        if name in names.variables
    }
    return document, variables


class _OurNames(Visitor):
    """Gives types the names that they have in our schema."""

    def __init__(self) -> None:
        super().__init__()
        self.variables: set[str] = set()
        """Names of those that are used."""

    def enter_named_type(self, node: NamedTypeNode, *_: Any) -> NamedTypeNode:
        name = node.name.value
        return NamedTypeNode(name=NameNode(value=OUR_NAMES.get(name, name)))

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        self.variables.add(node.name.value)


class _WithTypeNames(Visitor):
    """Asks for the type where there are several, so that the host's schema knows it."""

    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self.types = types

    def leave_selection_set(self, node: SelectionSetNode, *_: Any) -> SelectionSetNode | None:
        if not is_abstract_type(self.types.get_parent_type()):
            return None
        type_name = FieldNode(
            name=NameNode(value="__typename"), alias=None, arguments=(), directives=()
        )
        return SelectionSetNode(selections=(*node.selections, type_name))


def _as_given(value: Any) -> Any:
    """A variable as the client gave it: of our types only enums are made something of."""
    if isinstance(value, list):
        return [_as_given(one) for one in value]
    return value.value if isinstance(value, Enum) else value


def _put(data: Any, path: Sequence[str | int], error: GraphQLError) -> None:
    """Where the answer has null for it, so that the host's schema tells the error there."""
    for key in path:
        if data[key] is None:
            data[key] = error
        if isinstance(data[key], GraphQLError):
            return
        data = data[key]


class JoinedQuery:
    """What Grapple mixes into the root of the host's schema."""

    kumppanuus = graphene.Field(
        TYPES["Query"],
        description=f"{TYPES['Query']._meta.description} In one query it is asked for once.",
        resolver=_answer,
    )


def implementing() -> Mapping[str, Any]:
    """Our types that may stand behind an interface alone, which a schema must be told of."""
    return {
        of._meta.name: of
        for of in TYPES.values()
        if issubclass(of, graphene.ObjectType) and of._meta.interfaces
    }
