"""The door: GraphQL by POST or GET for programs, GraphiQL for browsers."""

import logging
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from graphql import ExecutionResult, GraphQLError, execute

from participation_api.door.answers import Answer
from participation_api.door.documents import checked
from participation_api.door.execution import QuickExecution
from participation_api.door.requests import Asked, BadRequestError, asked, is_from_browser
from participation_api.limits.costs import refusals
from participation_api.reading.context import Context
from participation_api.schema import schema

logger = logging.getLogger(__name__)

INTERNAL_ERROR = "Internal error."


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def graphql(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST" and is_from_browser(request):
        return _page(request)
    try:
        return _answer(asked(request))
    except BadRequestError as error:
        return _refusal(error)


def _page(request: HttpRequest) -> HttpResponseBase:
    response = render(request, "kumppanuus_participation_api/graphiql.html")
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Accept"])
    return response


def _refusal(error: BadRequestError) -> Answer:
    told: dict[str, Any] = {"message": str(error)}
    if error.code:
        told["extensions"] = {"code": error.code}
    return Answer({"errors": [told]}, error.status)


def _answer(asked: Asked) -> Answer:
    context = Context()
    # Addresses and labels do not depend on the reader's browser.
    with translation.override(settings.LANGUAGE_CODE):
        result = _run(asked, context)
    told: dict[str, Any] = {}
    if result.errors:
        told["errors"] = [_shown(error) for error in result.errors]
    # A query that was not run has no data at all; one that failed has null.
    was_run = result.data is not None or any(error.path for error in result.errors or ())
    if was_run:
        told["data"] = result.data
    return Answer(
        told,
        status=200 if was_run else 400,
        may_be_kept=context.is_cacheable and not result.errors,
    )


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
    assert isinstance(result, ExecutionResult)  # noqa: S101 - no resolver is asynchronous
    return result


def _shown(error: GraphQLError) -> dict[str, Any]:
    """The error as readers may see it: one that no code of ours raised on purpose is logged and
    says nothing."""
    shown = dict(error.formatted)
    # Only what happens while a query runs has a path; earlier errors are about the query itself.
    if error.path and not isinstance(error.original_error, GraphQLError | None):
        logger.error("GraphQL field %s failed.", error.path, exc_info=error.original_error)
        shown["message"] = INTERNAL_ERROR
    return shown
