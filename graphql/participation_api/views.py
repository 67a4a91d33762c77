"""The door: GraphQL by POST or GET for programs, GraphiQL for browsers."""

import json
import logging
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from graphql import ExecutionResult, GraphQLError, execute, validate

from participation_api.context import Context
from participation_api.limits import MOST_BYTES, RULES, parse_within_limits
from participation_api.schema import schema

logger = logging.getLogger(__name__)

MOST_ERRORS = 10
INTERNAL_ERROR = "Internal error."


class BadRequestError(Exception):
    """A request that carries no query which could be tried."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def graphql(request: HttpRequest) -> HttpResponse:
    response: HttpResponse
    if (
        request.method != "POST"
        and request.get_preferred_type(["application/json", "text/html"]) == "text/html"
    ):
        response = render(request, "participation_api/graphiql.html")
    else:
        response = _answer(request)
    response.headers.setdefault("Cache-Control", "no-cache")
    patch_vary_headers(response, ["Accept"])
    return response


def _answer(request: HttpRequest) -> JsonResponse:
    try:
        asked = _asked(request)
    except BadRequestError as error:
        return JsonResponse({"errors": [{"message": str(error)}]}, status=error.status)
    # Addresses and labels do not depend on the reader's browser.
    with translation.override(settings.LANGUAGE_CODE):
        result = _run(**asked, context=(context := Context()))
    answer: dict[str, Any] = {}
    if result.errors:
        answer["errors"] = [_shown(error) for error in result.errors]
    # A query that was not run has no data at all; one that failed has null.
    was_run = result.data is not None or any(error.path for error in result.errors or ())
    if was_run:
        answer["data"] = result.data
    status = 200 if was_run else 400
    response = JsonResponse(answer, status=status, json_dumps_params={"ensure_ascii": False})
    if context.is_private:
        response["Cache-Control"] = "no-store"
    return response


def _run(
    query: str, variables: dict[str, Any], operation: str | None, context: Context
) -> ExecutionResult:
    try:
        document = parse_within_limits(query)
    except GraphQLError as error:
        return ExecutionResult(errors=[error])
    if errors := validate(schema.graphql_schema, document, RULES, max_errors=MOST_ERRORS):
        return ExecutionResult(errors=errors)
    result = execute(
        schema.graphql_schema,
        document,
        context_value=context,
        variable_values=variables,
        operation_name=operation,
    )
    assert isinstance(result, ExecutionResult)  # noqa: S101 - no resolver is asynchronous
    return result


def _asked(request: HttpRequest) -> dict[str, Any]:
    """Query, variables and name of the operation, of the right types.

    Raises BadRequestError."""
    asked = _body(request) if request.method == "POST" else _query_string(request)
    query = asked.get("query")
    variables = asked.get("variables") or {}
    operation = asked.get("operationName") or None
    if not isinstance(query, str) or not query.strip():
        raise BadRequestError('Give a query: {"query": "{ regions { title } }"}.')
    if not isinstance(variables, dict):
        raise BadRequestError("The variables must be a JSON object.")
    if operation is not None and not isinstance(operation, str):
        raise BadRequestError("The operationName must be a string.")
    return {"query": query, "variables": variables, "operation": operation}


def _body(request: HttpRequest) -> dict[str, Any]:
    if request.content_type != "application/json":
        raise BadRequestError("Send the query as application/json.", status=415)
    try:
        body = request.body
    except RequestDataTooBig:
        body = b" " * (MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise BadRequestError(f"The request is over {MOST_BYTES} bytes.", status=413)
    asked = _json(body, "The body")
    if isinstance(asked, list):
        raise BadRequestError("Send one query at a time: batches are not taken.")
    if not isinstance(asked, dict):
        raise BadRequestError("The body must be a JSON object.")
    return asked


def _query_string(request: HttpRequest) -> dict[str, Any]:
    asked: dict[str, Any] = request.GET.dict()
    if asked.get("variables"):
        asked["variables"] = _json(asked["variables"], "The variables")
    return asked


def _json(text: str | bytes, what: str) -> Any:
    try:
        value = json.loads(text)
        # A lone half of a surrogate pair is JSON but no text that a database takes.
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise BadRequestError(f"{what} must be JSON.") from error
    return value


def _shown(error: GraphQLError) -> dict[str, Any]:
    """The error as readers may see it: one that no code of ours raised on purpose is logged and
    says nothing."""
    shown = dict(error.formatted)
    # Only what happens while a query runs has a path; earlier errors are about the query itself.
    if error.path and not isinstance(error.original_error, GraphQLError | None):
        logger.error("GraphQL field %s failed.", error.path, exc_info=error.original_error)
        shown["message"] = INTERNAL_ERROR
    return shown
