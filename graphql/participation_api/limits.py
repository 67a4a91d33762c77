"""What a query may cost before it is run."""

from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
    SelectionSetNode,
    ValidationRule,
    parse,
    specified_rules,
)

MOST_BYTES = 100_000
"""Of a request's body."""
MOST_TOKENS = 1_000
MOST_COMMENTS = 100
MOST_LEVELS = 12
"""Of fields within fields; introspection is not counted."""


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


RULES = (*specified_rules, DepthLimit)
