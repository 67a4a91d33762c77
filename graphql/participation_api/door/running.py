"""A query is run: within the limits, in our own language, and by the quick way."""

import logging
from typing import Any, cast

from django.conf import settings
from django.utils import translation
from graphql import ExecutionResult, GraphQLError, execute

from participation_api.door.documents import checked
from participation_api.door.execution import QuickExecution
from participation_api.door.requests import Asked
from participation_api.limits.costs import refusals
from participation_api.reading.context import Context
from participation_api.schema import schema

logger = logging.getLogger(__name__)

INTERNAL_ERROR = "Internal error."


def run(asked: Asked, context: Context) -> ExecutionResult:
    # Addresses and labels do not depend on the reader's browser.
    with translation.override(settings.LANGUAGE_CODE):
        return _run(asked, context)


def _run(asked: Asked, context: Context) -> ExecutionResult:
    document, errors = checked(asked.query)
    if document is None:
        return ExecutionResult(errors=list(errors))
    if errors := refusals(schema.graphql_schema, document, asked.operation, asked.variables):
        return ExecutionResult(errors=errors)
    result = execute(
        schema.graphql_schema,
        document,
        context_value=context,
        variable_values=asked.variables,
        operation_name=asked.operation,
        execution_context_class=QuickExecution,
    )
    return cast(ExecutionResult, result)  # as no resolver is asynchronous


def shown(error: GraphQLError) -> dict[str, Any]:
    """The error as readers may see it: one that no code of ours raised on purpose is logged and
    says nothing."""
    shown = dict(error.formatted)
    # Only what happens while a query runs has a path; earlier errors are about the query itself.
    if error.path and not isinstance(error.original_error, GraphQLError | None):
        logger.error("GraphQL field %s failed.", error.path, exc_info=error.original_error)
        shown["message"] = INTERNAL_ERROR
    return shown
