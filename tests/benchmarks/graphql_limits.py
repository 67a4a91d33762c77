"""Processor time that GraphQL documents take which the limits allow, or nearly allow, at most: to
parse and validate, and to be refused."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import django

from tests.benchmarks.engines import run
from tests.benchmarks.report import Report

MAX_MILLISECONDS = 50
TURNS = 9
VALIDATION = "validation of a document"
WHOLE = "parsing, validation and measuring of a document"


def measure(report: Report) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "figures.json"
        run("sqlite", "tests.benchmarks.graphql_limits", str(path))
        figures: dict[str, dict[str, float]] = json.loads(path.read_text())
    for what, milliseconds in figures.items():
        worst = max(milliseconds, key=lambda name: milliseconds[name])
        report.add(
            f"{what}, ms of CPU (worst of {len(milliseconds)} documents: {worst})",
            "graphql",
            milliseconds[worst],
            at_most=MAX_MILLISECONDS,
        )


def main(path: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    django.setup()
    figures: dict[str, dict[str, float]] = {VALIDATION: {}, WHOLE: {}}
    for name, document in documents().items():
        validation, answer = _milliseconds(document)
        print(f"{name:32} {validation:5.1f} {answer:5.1f}", flush=True)
        figures[VALIDATION][name] = validation
        figures[WHOLE][name] = answer
    path.write_text(json.dumps(figures))


def _milliseconds(document: str) -> tuple[float, float]:
    """To validate a document, and to parse, validate and measure it; medians."""
    from graphql import GraphQLError, validate

    from participation_api.limits.costs import refusals
    from participation_api.limits.validation import MAX_ERRORS, RULES, parse_within_limits
    from participation_api.schema import schema

    times = []
    for _ in range(TURNS):
        started = parsed = validated = time.process_time()
        try:
            parsed_document = parse_within_limits(document)
            parsed = time.process_time()
            errors = validate(
                schema.graphql_schema, parsed_document, RULES, MAX_ERRORS, hide_suggestions=True
            )
            validated = time.process_time()
            errors = errors or refusals(schema.graphql_schema, parsed_document, None, {})
        except GraphQLError as error:
            errors = [error]
        json.dumps([error.formatted for error in errors])
        times.append((validated - parsed, time.process_time() - started))
    validation, answer = zip(*times, strict=True)
    return median(validation) * 1000, median(answer) * 1000


def documents() -> dict[str, str]:
    """The costliest that we know, each as large as parsing allows it."""
    made = {name: _largest(make) for name, make in _DOCUMENTS.items()}
    return made | {
        "empty lines and errors": "\n" * 15_900 + "{" + _times(15, "x# ") + "}",
        "a string of escapes": '{region(slug:"' + "\\u0041" * 2_650 + '"){id}}',
        "a block of empty lines": '{region(slug:"""' + "\n" * 15_900 + '"""){id}}',
        "a long name": "{" + "a" * 15_900 + "}",
        "comments": ("#" + "a" * 150 + "\n") * 100 + "{regions{id}}",
        "opened and never closed": "{a" * 8_000,
        "too many tokens": "{regions{" + "id " * 5_000,
        "types and their fields": "{__schema{types{fields{type{fields{type{fields{id}}}}}}}}",
    }


def _times(count: int, part: str) -> str:
    return "".join(part.replace("#", str(number)) for number in range(count))


def _groups(size: int, part: str) -> Callable[[int], str]:
    """Parts of which so many at a time have one name."""
    return lambda count: (
        "{regions{"
        + "".join(part.replace("#", str(number // size)) for number in range(count))
        + "}}"
    )


def _nested(before: str, opened: str, inside: str, closed: str, after: str) -> Callable[[int], str]:
    return lambda count: before + opened * count + inside + closed * count + after


def _all_into_all(count: int) -> str:
    fragments = (
        f"fragment F{number} on RegionPage{{title "
        + "".join(f"...F{other} " for other in range(number + 1, count))
        + "}"
        for number in range(count)
    )
    return "{regions{...F0}}" + "".join(fragments)


def _chain(count: int) -> str:
    links = (
        f"fragment F{number} on RegionPage{{title ...F{number + 1}}}" for number in range(count)
    )
    return "{regions{title ...F0}}" + "".join(links) + f"fragment F{count} on RegionPage{{title}}"


def _loops(count: int) -> str:
    links = (
        f"fragment F{number} on RegionPage{{...F{(number + 1) % count} ...F{(number + 2) % count}}}"
        for number in range(count)
    )
    return "{regions{...F0}}" + "".join(links)


_ARGUMENTS = (
    'kind:HEARING state:MOVED topic:"a" year:1 from:"2020-01-01" upcoming:true region:"a"'
    " order:TITLE_ASC language:FI first:1"
)
_DOCUMENTS: dict[str, Callable[[int], str]] = {
    "one name": lambda n: "{regions{" + _times(n, "title ") + "}}",
    "names, 4 times each": _groups(4, "a#:title "),
    "names, 20 times each": _groups(20, "a#:title "),
    "objects, 8 times each": _groups(8, "a#:theme{id}"),
    "objects, 20 times each": _groups(20, "a#:theme{id}"),
    "lists, 20 times each": _groups(20, "a#:latestNews(first:1){id}"),
    "conflicts": _groups(20, "a#:theme{x:id x:name}"),
    "objects in objects": lambda n: "{" + _times(n, "regions{theme{logo{card{url}}}}") + "}",
    "aliases": lambda n: "{regions{" + _times(n, "a#:id ") + "}}",
    "fragments in one": lambda n: (
        "{regions{" + _times(n, "...F# ") + "}}" + _times(n, "fragment F# on RegionPage{title}")
    ),
    "fragments in a chain": _chain,
    "fragments in one another": _all_into_all,
    "fragments in loops": _loops,
    "one fragment everywhere": lambda n: (
        "{" + _times(n, "a#:regions{title ...F}") + "}fragment F on RegionPage{id title url path}"
    ),
    "fragments unknown": lambda n: "{regions{" + _times(n, "...F# ") + "}}",
    "fragments unused": lambda n: "{regions{id}}" + _times(n, "fragment F# on RegionPage{id}"),
    "inline fragments": lambda n: '{page(path:"/"){' + _times(n, "...on NewsPage{a#:id}") + "}}",
    "inline fragments in one another": _nested("{regions{", "...{", "id", "}", "}}"),
    "levels": _nested("{regions{", "terms{region{", "id", "}}", "}}"),
    "levels twice": lambda n: (
        "{" + _nested("regions{", "terms{region{", "id", "}}", "}")(n) * 2 + "}"
    ),
    "operations": lambda n: _times(n, "query Q#{regions{id}}"),
    "operations with a fragment": lambda n: (
        _times(n, "query Q#($v:ID!){...F}")
        + "fragment F on Query{"
        + _times(n, "b#:event(id:$v){id}")
        + "}"
    ),
    "operations with lists": lambda n: _times(n, f"query Q#{{events({_ARGUMENTS}){{totalCount}}}}"),
    "variables": lambda n: (
        "query(" + _times(n, "$v#:ID!") + "){" + _times(n, "b#:event(id:$v#){id}") + "}"
    ),
    "arguments": lambda n: "{" + _times(n, f"a#:events({_ARGUMENTS}){{totalCount}}") + "}",
    "arguments compared": lambda n: "{" + _times(n, f"events({_ARGUMENTS}){{totalCount}}") + "}",
    "arguments of one name": lambda n: "{events(" + _times(n, "first:1 ") + "){totalCount}}",
    "directives": lambda n: "{regions{" + _times(n, "a#:id@include(if:true)@skip(if:false)") + "}}",
    "directives unknown": lambda n: "{regions{id " + _times(n, "@a# ") + "}}",
    "a list": lambda n: '{search(query:"a",year:[' + "1 " * n + "]){totalCount}}",
    "a list of kinds": lambda n: '{search(query:"a",kind:[' + "NEWS " * n + "]){totalCount}}",
    "a list of lists": _nested('{search(query:"a",year:', "[", "1", "]", "){totalCount}}"),
    "an object of objects": _nested('{search(query:"a",year:', "{a:", "1", "}", "){totalCount}}"),
    "a wide object": lambda n: '{search(query:"a",year:{' + _times(n, "a#:1 ") + "}){totalCount}}",
    "introspection": lambda n: (
        "{__schema{types{" + _times(n, "a#:fields{type{fields{name}}}") + "}}}"
    ),
    "types of types": _nested("{__schema{types{", "ofType{", "name", "}", "}}}"),
}


def _largest(make: Callable[[int], str]) -> str:
    from graphql import GraphQLError

    from participation_api.limits.validation import parse_within_limits

    least, most = 1, 1_000
    while least < most:
        middle = (least + most + 1) // 2
        try:
            parse_within_limits(make(middle))
            least = middle
        except GraphQLError:
            most = middle - 1
    return make(least)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
