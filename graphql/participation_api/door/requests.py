"""What a request asks: the query itself, or the name or hash by which it is known."""

import json
from typing import Any, NamedTuple

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest

from participation_api.door import documents
from participation_api.limits.validation import MAX_BYTES

_EXAMPLE = 'Give a query: {"query": "{ regions { title } }"}.'


class Asked(NamedTuple):
    query: str
    variables: dict[str, Any]
    operation: str | None
    """The name of the one to run, where the query holds several."""


class BadRequestError(Exception):
    """A request that carries no query which could be tried."""

    def __init__(self, message: str, status: int = 400, code: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        """By which programs know the error."""


def is_from_browser(request: HttpRequest) -> bool:
    """Whether a person asks for a page."""
    return request.get_preferred_type(["application/json", "text/html"]) == "text/html"


def asked(request: HttpRequest) -> Asked:
    """Raises BadRequestError."""
    parameters = _body(request) if request.method == "POST" else _query_string(request)
    variables = parameters.get("variables") or {}
    operation = parameters.get("operationName") or None
    if not isinstance(variables, dict):
        raise BadRequestError("The variables must be a JSON object.")
    if operation is not None and not isinstance(operation, str):
        raise BadRequestError("The operationName must be a string.")
    return Asked(_query(parameters), variables, operation)


def _query(parameters: dict[str, Any]) -> str:
    query = parameters.get("query")
    hashed = _hash(parameters.get("extensions"))
    if hashed and query is None:
        return _known(hashed)
    if (document_id := parameters.get("documentId")) and query is None:
        return _persisted(document_id)
    if not isinstance(query, str) or not query.strip():
        raise BadRequestError(_EXAMPLE)
    if hashed:
        if hashed != documents.hash_of(query):
            raise BadRequestError("The sha256Hash is not that of the query.")
        documents.remember(query)
    return query


def _persisted(document_id: Any) -> str:
    if not isinstance(document_id, str):
        raise BadRequestError("The documentId must be a string.")
    if document_id.startswith(documents.HASH):
        return _known(document_id.removeprefix(documents.HASH).lower())
    if query := documents.operations().get(document_id):
        return query
    names = ", ".join(documents.operations())
    raise BadRequestError(f"No operation has this documentId. There are: {names}.", status=404)


def _known(hashed: str) -> str:
    if query := documents.by_hash(hashed):
        return query
    # Apollo's clients look for this message and code, and send the query then.
    raise BadRequestError("PersistedQueryNotFound", 200, code="PERSISTED_QUERY_NOT_FOUND")


def _hash(extensions: Any) -> str | None:
    if not extensions:
        return None
    if not isinstance(extensions, dict):
        raise BadRequestError("The extensions must be a JSON object.")
    persisted = extensions.get("persistedQuery")
    if not persisted:
        return None
    if not isinstance(persisted, dict) or persisted.get("version") != 1:
        raise BadRequestError("The persistedQuery must be of version 1.")
    hashed = persisted.get("sha256Hash")
    if not isinstance(hashed, str):
        raise BadRequestError("The sha256Hash must be a string.")
    return hashed.lower()


def _body(request: HttpRequest) -> dict[str, Any]:
    if request.content_type != "application/json":
        raise BadRequestError("Send the query as application/json.", status=415)
    try:
        body = request.body
    except RequestDataTooBig:
        body = b" " * (MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        raise BadRequestError(f"The request is over {MAX_BYTES} bytes.", status=413)
    parameters = _json(body, "The body")
    if isinstance(parameters, list):
        raise BadRequestError("Send one query at a time: batches are not taken.")
    if not isinstance(parameters, dict):
        raise BadRequestError("The body must be a JSON object.")
    return parameters


def _query_string(request: HttpRequest) -> dict[str, Any]:
    if len(request.META.get("QUERY_STRING", "")) > MAX_BYTES:
        raise BadRequestError(f"The address is over {MAX_BYTES} bytes.", status=414)
    try:
        parameters: dict[str, Any] = request.GET.dict()
    except TooManyFieldsSent as error:
        raise BadRequestError("The address has too many parameters.") from error
    for name in ("variables", "extensions"):
        if parameters.get(name):
            parameters[name] = _json(parameters[name], f"The {name}")
    return parameters


def _json(text: str | bytes, what: str) -> Any:
    try:
        value = json.loads(text, parse_constant=_no_json)
        # A lone half of a surrogate pair is JSON but no text that a database takes.
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise BadRequestError(f"{what} must be JSON.") from error
    return value


def _no_json(constant: str) -> None:
    raise ValueError(constant)  # NaN, Infinity and -Infinity
