"""Queries as they are run: parsed and validated once, and known by a name or their hash.

A persisted operation stands in a file of graphql/operations/, of the operation's name. Other
queries become known by the protocol of Apollo's automatic persisted queries: a client sends the
hash alone, and the query with it when it is told that the hash is not known.
"""

from collections.abc import Mapping, Sequence
from functools import cache as once
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from graphql import DocumentNode, GraphQLError, validate

import participation_api
from cms.shelves import Shelf
from participation_api.limits.validation import MAX_ERRORS, RULES, parse_within_limits
from participation_api.schema import schema

FOLDER = Path(participation_api.__file__).parents[1] / "operations"
"""Beside our package, in the repository as where it is installed."""
HASH = "sha256:"
"""Begins a documentId that is a hash."""
MAX_DOCUMENTS = 50
"""Of others than operations, parsed and kept by a process; each takes up to a megabyte."""
KNOWN = Shelf("graphql-query", places=500)
"""Queries that are no persisted operations, by their hashes: 8 MB at most, as each is as long as
parsing allows."""
KNOWN_FOR = 24 * 60 * 60
"""Seconds that a query which is no persisted operation is known by its hash."""


Checked = tuple[DocumentNode | None, Sequence[GraphQLError]]


def checked(query: str) -> Checked:
    """The document that may be run, or none and why. That of an operation is always kept."""
    return _checked_operation(query) if hash_of(query) in _operations_by_hash() else _checked(query)


@once
def _checked_operation(query: str) -> Checked:
    return _check(query)


@lru_cache(maxsize=MAX_DOCUMENTS)
def _checked(query: str) -> Checked:
    return _check(query)


def _check(query: str) -> Checked:
    try:
        document = parse_within_limits(query)
    except GraphQLError as error:
        return None, [error]
    errors = validate(
        schema.graphql_schema, document, RULES, max_errors=MAX_ERRORS, hide_suggestions=True
    )
    return (None, errors) if errors else (document, [])


@once
def operations() -> Mapping[str, str]:
    """The persisted operations by name."""
    return {path.stem: path.read_text() for path in sorted(FOLDER.glob("*.graphql"))}


def is_operation(document_id: str) -> bool:
    """Whether a documentId stands for a persisted operation."""
    hashed = document_id.removeprefix(HASH).lower() if document_id.startswith(HASH) else ""
    return document_id in operations() or hashed in _operations_by_hash()


@once
def _operations_by_hash() -> Mapping[str, str]:
    return {hash_of(query): query for query in operations().values()}


def hash_of(query: str) -> str:
    """SHA-256 in hexadecimal, as Apollo's protocol has it."""
    return sha256(query.encode()).hexdigest()


def by_hash(hashed: str) -> str | None:
    """The query that is known by a hash."""
    known: str | None = _operations_by_hash().get(hashed) or KNOWN.get(hashed)
    return known


def remember(query: str) -> None:
    """Makes a query known by its hash, if it may be run at all."""
    if checked(query)[0] and hash_of(query) not in _operations_by_hash():
        KNOWN.put(hash_of(query), query, KNOWN_FOR)
