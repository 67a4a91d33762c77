"""Asks one engine everything, through the public doors of the search."""

from collections.abc import Iterable
from uuid import UUID

from search.declarations import SearchShape
from search.engines.elasticsearch.client import client
from search.engines.elasticsearch.connection import connection, is_set
from search.engines.elasticsearch.feeding import feed_all
from search.indexing import put
from search.queries import MAX_HITS, Query, health, search
from tests.benchmarks.answers import EngineAnswers
from tests.benchmarks.corpus import documents
from tests.benchmarks.measures import quoted
from tests.benchmarks.municipal import municipal_words
from tests.benchmarks.questions import Questions


def ask() -> EngineAnswers:
    asked = Questions(documents())
    _write(document.text for document in documents())
    corrections = {
        typo.typed: search(Query(typo.typed), limit=0).did_you_mean for typo in asked.typos()
    }
    texts = {query.text for query in asked.queries()}
    texts.update(
        map(quoted, [*asked.phrases(), *asked.places()]), filter(None, corrections.values())
    )
    found = {text: _everything_found(text) for text in sorted(texts)}
    return EngineAnswers(str(health()["engine"]), found, corrections, _missed())


def _missed() -> dict[str, list[str]]:
    words = municipal_words()
    forms = [form for word in words for form in word.forms]
    first = len(documents())
    _write(forms, first)
    missed = {}
    for word in words:
        found = {
            forms[number - first] for number in _everything_found(word.base) if number >= first
        }
        if unmet := [form for form in word.forms if form not in found]:
            missed[word.base] = unmet
    return missed


def _write(texts: Iterable[str], first: int = 0) -> None:
    put(
        SearchShape(UUID(int=number), "news", "fi", title="", body=text, path=f"/{number}/")
        for number, text in enumerate(texts, first)
    )
    if is_set():
        feed_all()
        client().indices.refresh(index=connection().index)


def _everything_found(text: str) -> list[int]:
    found: list[int] = []
    while True:
        results = search(Query(text), offset=len(found), limit=MAX_HITS)
        if results.did_you_mean is not None:
            return []
        found += [hit.uuid.int for hit in results.hits]
        if len(found) >= results.total:
            return found
