"""Queries that Schemathesis makes of the schema, asked of the running service: whatever is asked,
nothing fails inside."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from zlib import crc32

import pytest
import requests
import schemathesis
from graphql import ArgumentNode, DocumentNode, Visitor, parse_value, print_ast, visit
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode
from schemathesis.graphql import nodes
from schemathesis.schemas import APIOperation

from tests.serve.serving import running_site

CASES = 2_000
WRONG_CASES = 200
"""Of arguments of wrong types."""
DATES = st.dates().map(lambda day: nodes.String(day.isoformat()))
CONTENT = """{
    regions { id slug currentTerm { id } }
    meetings { nodes { id path } pageInfo { endCursor } }
    statements { nodes { id path addressee { id } topics { slug } } }
    events { nodes { id path } }
    news { nodes { id path } }
    publications { nodes { id path } }
}"""
"""What the generated queries may ask for by its name."""


@pytest.fixture(scope="module")
def service(
    copy_demo: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Address of the API of a service with demo content, as `make run` starts it."""
    with running_site(copy_demo(tmp_path_factory.mktemp("service"))) as port:
        yield f"http://127.0.0.1:{port}/graphql/"


def values_of(everything: object, key: str) -> list[str]:
    """All the values of a key in an answer, as GraphQL writes them."""
    if isinstance(everything, list):
        return [value for each in everything for value in values_of(each, key)]
    if not isinstance(everything, dict):
        return []
    own = [f'"{value}"' for name, value in everything.items() if name == key and value]
    return own + values_of(list(everything.values()), key)


class Meaningful(Visitor):
    """Makes most values of arguments ones that the content has; the rest stay as they were drawn.
    What is put is chosen by what was drawn, so that every run asks the same."""

    def __init__(self, content: object) -> None:
        super().__init__()
        slugs, ids = values_of(content, "slug"), values_of(content, "id")
        words = ['"leikkipuisto"', '"kokous"', '"puiston kunnostus"', '""', '"äö"', '"-kokous"']
        self.values = {
            "addressee": ids,
            "after": ["null", *values_of(content, "endCursor")],
            "first": ["0", "1", "5", "20", "100"],
            "id": ids,
            "path": values_of(content, "path"),
            "prefix": words,
            "query": words,
            "region": slugs,
            "slug": slugs,
            "term": ids,
            "topic": slugs,
            "waitingLongerThan": ["0", "30"],
            "year": ["2022", "2023", "2024", "2025"],
        }

    def enter_argument(self, node: ArgumentNode, *_: object) -> ArgumentNode | None:
        drawn = crc32(print_ast(node.value).encode(errors="surrogatepass"))
        values = self.values.get(node.name.value)
        if not values or drawn % 8 == 0:
            return None
        node.value = parse_value(values[drawn % len(values)])
        return node


class Tally:
    """What became of the cases, and those that failed inside."""

    def __init__(self, session: requests.Session) -> None:
        self.session = session
        self.outcomes: Counter[str] = Counter()
        self.failures: list[tuple[int, str]] = []

    def add(self, case: schemathesis.Case, response: requests.Response) -> None:
        is_executed = response.json().get("data") is not None
        self.outcomes["executed" if is_executed else "refused"] += 1
        if response.status_code >= 500 or "Internal error." in response.text:
            self.failures.append((response.status_code, case.body))


def ask(operation: APIOperation, mode: GenerationMode, cases: int, tally: Tally) -> None:
    @hypothesis_settings(
        max_examples=cases,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def ask_each(case: schemathesis.Case) -> None:
        tally.add(case, case.call(session=tally.session))

    ask_each()


def test_nothing_fails_inside(service: str) -> None:
    schemathesis.graphql.scalar("Date", DATES)
    schema = schemathesis.graphql.from_url(service)
    content = requests.post(service, json={"query": CONTENT}, timeout=60).json()["data"]
    meaningful = Meaningful(content)

    @schema.hook("map_body")
    def with_meaning(context: object, body: DocumentNode) -> DocumentNode:
        return visit(body, meaningful)

    operations = [result.ok() for result in schema.get_all_operations()]
    session = requests.Session()
    right, wrong = Tally(session), Tally(session)
    for operation in operations:
        ask(operation, GenerationMode.POSITIVE, -(-CASES // len(operations)), right)
        ask(operation, GenerationMode.NEGATIVE, -(-WRONG_CASES // len(operations)), wrong)
    print(f"right: {dict(right.outcomes)}, wrong: {dict(wrong.outcomes)}")
    assert right.failures + wrong.failures == []
    assert right.outcomes.total() >= CASES
    assert right.outcomes["executed"] >= (right.outcomes + wrong.outcomes).total() / 2
