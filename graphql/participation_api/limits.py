"""What a query may cost before it is run."""

from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLNonNull,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValidationRule,
    get_named_type,
    is_list_type,
    parse,
    specified_rules,
)

from participation_api.arguments import MOST_ROWS as MOST_ROWS_ASKED

MOST_BYTES = 100_000
"""Of a request's body."""
MOST_TOKENS = 1_000
MOST_COMMENTS = 100
MOST_LEVELS = 12
"""Of fields within fields; introspection is not counted."""
MOST_ROWS = 20_000
"""Objects that an answer may have, as estimated from the arguments `first`."""
ROWS_OF_A_LIST = 20
"""Taken where `first` is left out."""
ROWS_OF_AN_OWN_LIST = 5
"""Taken for lists without `first`, such as the items of a meeting."""
SLICES = ("nodes", "edges")
"""Fields of a connection, whose rows its `first` has counted."""


def parse_within_limits(query: str) -> DocumentNode:
    """Raises GraphQLError for what is no GraphQL, or too much of it."""
    return parse(query, max_lexical_tokens=MOST_TOKENS, max_comments=MOST_COMMENTS)


class DepthLimit(ValidationRule):
    """Refuses operations with fields nested deeper than MOST_LEVELS."""

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self.depth_of_fragment: dict[str, int] = {}

    def enter_operation_definition(self, node: OperationDefinitionNode, *_: Any) -> None:
        depth = self._depth(node.selection_set, within=frozenset())
        if depth > MOST_LEVELS:
            self.report_error(
                GraphQLError(
                    f"The query is {depth} levels deep; at most {MOST_LEVELS} are allowed.", node
                )
            )

    def _depth(self, selection_set: SelectionSetNode | None, within: frozenset[str]) -> int:
        if selection_set is None:
            return 0
        return max(self._depth_of(selection, within) for selection in selection_set.selections)

    def _depth_of(self, selection: Any, within: frozenset[str]) -> int:
        if isinstance(selection, FieldNode):
            if selection.name.value.startswith("__"):
                return 0
            return 1 + self._depth(selection.selection_set, within)
        if not isinstance(selection, FragmentSpreadNode):
            return self._depth(selection.selection_set, within)
        name = selection.name.value
        if name not in self.depth_of_fragment:
            fragment = self.context.get_fragment(name)
            # One that is missing or holds itself is told of by the standard rules.
            if name in within or not isinstance(fragment, FragmentDefinitionNode):
                return 0
            self.depth_of_fragment[name] = self._depth(fragment.selection_set, within | {name})
        return self.depth_of_fragment[name]


class RowLimit(ValidationRule):
    """Refuses operations that may give more than MOST_ROWS objects: lists within lists multiply."""

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self.rows_of_fragment: dict[str, int] = {}

    def enter_operation_definition(self, node: OperationDefinitionNode, *_: Any) -> None:
        rows = self._rows(node.selection_set, self.context.schema.get_root_type(node.operation))
        if rows > MOST_ROWS:
            message = f"The query may give {rows} objects; at most {MOST_ROWS} are allowed."
            self.report_error(GraphQLError(f"{message} Ask for fewer rows.", node))

    def _rows(self, selection_set: SelectionSetNode, parent: Any) -> int:
        return sum(self._rows_of(selection, parent) for selection in selection_set.selections)

    def _rows_of(self, selection: Any, parent: Any) -> int:
        if isinstance(selection, InlineFragmentNode):
            return self._rows(selection.selection_set, self._type_of(selection) or parent)
        if isinstance(selection, FragmentSpreadNode):
            return self._rows_of_spread(selection.name.value)
        field = getattr(parent, "fields", {}).get(selection.name.value)
        if field is None or selection.selection_set is None:
            return 0
        each = 1 + self._rows(selection.selection_set, get_named_type(field.type))
        return _most_rows(selection, field) * each

    def _rows_of_spread(self, name: str) -> int:
        if name not in self.rows_of_fragment:
            self.rows_of_fragment[name] = 0  # of one that holds itself, which other rules refuse
            if fragment := self.context.get_fragment(name):
                rows = self._rows(fragment.selection_set, self._type_of(fragment))
                self.rows_of_fragment[name] = rows
        return self.rows_of_fragment[name]

    def _type_of(self, fragment: Any) -> Any:
        condition = fragment.type_condition
        return self.context.schema.get_type(condition.name.value) if condition else None


def _most_rows(node: FieldNode, field: GraphQLField) -> int:
    """How many objects a field may give, as far as its arguments tell."""
    if "first" in field.args:
        first = next((one.value for one in node.arguments if one.name.value == "first"), None)
        if first is None:
            return ROWS_OF_A_LIST
        return int(first.value) if isinstance(first, IntValueNode) else MOST_ROWS_ASKED
    of = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
    is_own_list = is_list_type(of) and node.name.value not in SLICES
    return ROWS_OF_AN_OWN_LIST if is_own_list else 1


RULES = (*specified_rules, DepthLimit, RowLimit)
