"""Generated documents as the search gets them, and the queries that are asked of them."""

import random
from collections.abc import Iterator
from datetime import date
from itertools import islice, product
from typing import Any

from cms.demo.data import REGIONS
from cms.demo.scale import vocabulary
from cms.demo.scale.documents import Document, documents
from search.declarations import SearchShape
from search.queries import Query

SEED = 1
TOPICS = [f"aihe-{number}" for number in range(1, 21)]
COMMON_WORD = "myös"
"""Has this one form, and stands in more than a tenth of the documents."""
QUERIES = 72
FREQUENT, MIDDLING, RARE = slice(20, 200), slice(200, 2_000), slice(30_000, None)
"""Ranks of words that stand in many documents, in some and in few."""


def generated(count: int) -> Iterator[Document]:
    return documents(count, SEED, REGIONS, TOPICS)


def shape(document: Document) -> SearchShape:
    return SearchShape(
        uuid=document.uuid,
        kind=document.kind,
        language="fi",
        title=document.title,
        body="\n".join(document.paragraphs),
        path=f"/{document.uuid}/",
        regions=[document.region] if document.region else [],
        topics=document.topics,
        date=document.date,
        state=document.state,
    )


def has_common_word(document: Document) -> bool:
    text = " ".join([document.title, *document.paragraphs])
    return COMMON_WORD in text.lower().replace(".", "").split()


def rare_queries(count: int, among: int) -> list[Query]:
    """Words that stand in one of so many first documents and, likely, in few others."""
    return [Query(word) for word in islice(_rare_words(among), count)]


def _rare_words(among: int) -> Iterator[str]:
    rare = set(vocabulary.words()[RARE])
    for document in generated(among):
        text = document.paragraphs[0].lower().rstrip(".").split()
        yield from [word for word in text if word in rare][:1]


def queries() -> list[Query]:
    """Words and pairs of words from frequent to rare, each alone and with every kind of choice."""
    chance = random.Random(SEED)
    words = vocabulary.words()
    frequent, middling = words[FREQUENT], words[MIDDLING]
    rare = list(islice(_rare_words(QUERIES), QUERIES))
    choices: list[dict[str, Any]] = [
        {},
        {"kinds": ["news"]},
        {"regions": ["pohjoinen", "keskusta"], "years": [2023, 2024]},
        {"topics": TOPICS[:1]},
        {"order": "date"},
        {"since": date(2022, 1, 1), "until": date(2022, 12, 31)},
    ]
    texts = [(frequent,), (middling,), (rare,)] + [
        (frequent, other) for other in (frequent, middling, rare)
    ]
    return [
        Query(" ".join(map(chance.choice, among)), **narrowed)
        for among, narrowed, _again in product(texts, choices, range(QUERIES // 36))
    ]
