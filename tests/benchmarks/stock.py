"""What Elasticsearch finds out of the box: its own Finnish analyzer, all words to match, BM25."""

from elasticsearch import Elasticsearch
from elasticsearch.helpers import bulk

from tests.benchmarks.corpus import documents
from tests.benchmarks.measures import Answers, quoted
from tests.benchmarks.questions import Questions

INDEX = "kumppanuus-benchmark-stock"
_MAPPING = {"properties": {"text": {"type": "text", "analyzer": "finnish"}}}


def stock_answers(url: str) -> Answers:
    with Elasticsearch(url, request_timeout=60) as server:
        server.options(ignore_status=404).indices.delete(index=INDEX)
        server.indices.create(
            index=INDEX,
            mappings=_MAPPING,
            settings={"number_of_shards": 1, "number_of_replicas": 0},
        )
        try:
            bulk(
                server,
                (
                    {"_index": INDEX, "_id": str(number), "text": document.text}
                    for number, document in enumerate(documents())
                ),
                refresh=True,
            )
            return _answers(server)
        finally:
            server.indices.delete(index=INDEX)


def _answers(server: Elasticsearch) -> Answers:
    asked = Questions(documents())
    words = {
        query.text: {"match": {"text": {"query": query.text, "operator": "and"}}}
        for query in asked.queries()
    }
    phrases = {
        quoted(phrase): {"match_phrase": {"text": phrase.text}}
        for phrase in [*asked.phrases(), *asked.places()]
    }
    return {text: _found(server, query) for text, query in (words | phrases).items()}


def _found(server: Elasticsearch, query: dict[str, object]) -> list[int]:
    answer = server.search(index=INDEX, query=query, size=len(documents()), source=False)
    return [int(hit["_id"]) for hit in answer["hits"]["hits"]]
