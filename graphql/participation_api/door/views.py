"""The door: GraphQL by POST or GET for programs, GraphiQL for browsers."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from participation_api.door.answers import Answer
from participation_api.door.requests import Asked, BadRequestError, asked, is_from_browser
from participation_api.door.running import run, shown
from participation_api.reading.context import Context


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
    result = run(asked, context)
    told: dict[str, Any] = {}
    if result.errors:
        told["errors"] = [shown(error) for error in result.errors]
    # A query that was not run has no data at all; one that failed has null.
    was_run = result.data is not None or any(error.path for error in result.errors or ())
    if was_run:
        told["data"] = result.data
    return Answer(
        told,
        status=200 if was_run else 400,
        may_be_kept=context.is_cacheable and not result.errors,
    )
