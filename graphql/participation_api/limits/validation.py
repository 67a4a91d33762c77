"""How much a query may be for standard validation to stay quick. What it may then ask for is
measured in costs.py."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    InlineFragmentNode,
    OverlappingFieldsCanBeMergedRule,
    SelectionSetNode,
    parse,
    specified_rules,
)
from graphql.validation.validate import ValidationAbortedError

MAX_BYTES = 100_000
"""Of a request's body or query string."""
MAX_CHARACTERS = 16_000
"""Of a query."""
MAX_TOKENS = 800
MAX_COMMENTS = 100
MAX_DEFINITIONS = 50
"""Operations and fragments."""
MAX_REPETITIONS = 50
"""Of one response name in one selection, those of its inline fragments included."""
MAX_COMPARISONS = 5_000
"""Steps by which validation compares fields of the same response name, two for each pair. What
fragments repeat in one another is bounded by this alone."""

MAX_ERRORS = 5
"""That are told of a query; each may take long to be located."""


def parse_within_limits(query: str) -> DocumentNode:
    """Raises GraphQLError for what is no GraphQL, or too much of it to be validated."""
    if len(query) > MAX_CHARACTERS:
        raise GraphQLError(
            f"The query is {len(query)} characters long; at most {MAX_CHARACTERS} are allowed."
        )
    document = parse(query, max_lexical_tokens=MAX_TOKENS, max_comments=MAX_COMMENTS)
    if (count := len(document.definitions)) > MAX_DEFINITIONS:
        raise GraphQLError(
            f"The query has {count} operations and fragments; at most {MAX_DEFINITIONS} are"
            " allowed."
        )
    for selection_set in _selection_sets(document):
        names = Counter(_response_names(selection_set))
        name, times = names.most_common(1)[0] if names else ("", 0)
        if times > MAX_REPETITIONS:
            message = f'The query repeats the name "{name}" {times} times'
            raise GraphQLError(f"{message}; at most {MAX_REPETITIONS} are allowed.", selection_set)
    return document


def _selection_sets(document: DocumentNode) -> Iterator[SelectionSetNode]:
    """Those of operations, fragments and fields; inline fragments are parts of theirs."""
    found = [
        definition.selection_set
        for definition in document.definitions
        if hasattr(definition, "selection_set")
    ]
    while found:
        selection_set = found.pop()
        yield selection_set
        found += (field.selection_set for field in _fields(selection_set) if field.selection_set)


def _response_names(selection_set: SelectionSetNode) -> Iterator[str]:
    return ((field.alias or field.name).value for field in _fields(selection_set))


def _fields(selection_set: SelectionSetNode) -> Iterator[FieldNode]:
    for selection in selection_set.selections:
        if isinstance(selection, FieldNode):
            yield selection
        elif isinstance(selection, InlineFragmentNode):
            yield from _fields(selection.selection_set)


class BoundedMerging(OverlappingFieldsCanBeMergedRule):
    """The standard rule, which gives up after MAX_COMPARISONS."""

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self.rule_context.remaining_complexity_budget = MAX_COMPARISONS

    def enter_selection_set(self, *args: Any) -> None:
        try:
            super().enter_selection_set(*args)
        except ValidationAbortedError as error:
            if self.rule_context.remaining_complexity_budget >= 0:
                raise  # there were too many errors
            message = f"To compare its repeated names takes over {MAX_COMPARISONS} steps"
            raise ValidationAbortedError(
                f"{message}: give each field of the query once."
            ) from error


RULES = tuple(
    BoundedMerging if rule is OverlappingFieldsCanBeMergedRule else rule for rule in specified_rules
)
"""All the standard ones, introspection's depth among them."""
