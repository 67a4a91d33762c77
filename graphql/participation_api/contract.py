"""The schema as a promise: what of the released one the present one breaks."""

import re
from collections.abc import Iterable
from pathlib import Path

from graphql import (
    BreakingChange,
    DangerousChange,
    build_schema,
    find_breaking_changes,
    find_dangerous_changes,
)

import participation_api

FOLDER = Path(participation_api.__file__).parents[1]
SDL_FILE = FOLDER / "schema.graphql"
"""Of the code as it is."""
RELEASED_FILE = FOLDER / "released.graphql"
"""Of the last release."""
CHANGELOG_FILE = FOLDER.parent / "CHANGELOG.md"
_UNRELEASED = re.compile(r"^## Unreleased$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def breaking_changes(before: str, after: str) -> list[str]:
    """What may fail in a program that was right, each in a sentence."""
    return _sentences(find_breaking_changes(build_schema(before), build_schema(after)))


def dangerous_changes(before: str, after: str) -> list[str]:
    """What may surprise a program that was right, such as a new value of a closed list."""
    return _sentences(find_dangerous_changes(build_schema(before), build_schema(after)))


def _sentences(changes: Iterable[BreakingChange | DangerousChange]) -> list[str]:
    return sorted(change.description for change in changes)


def not_named(changes: Iterable[str], changelog: str) -> list[str]:
    """Those that the changelog does not name word for word under Unreleased."""
    unreleased = _UNRELEASED.search(changelog)
    named = _words(unreleased[1]) if unreleased else ""
    return [change for change in changes if _words(change) not in named]


def _words(text: str) -> str:
    """Without the marks of code and breaks of lines."""
    return " ".join(text.replace("`", "").split())
