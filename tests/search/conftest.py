from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from search import indexing
from search.declarations import SearchShape

PutPage = Callable[..., UUID]


@pytest.fixture
def put_page(db: None) -> PutPage:
    """Publishes a page as the content's room does; gives its UUID."""

    def put(title: str = "Kokous", body: str = "", **values: Any) -> UUID:
        shape = SearchShape(
            **{
                "uuid": uuid4(),
                "kind": "meeting",
                "language": "fi",
                "title": title,
                "body": body,
                "path": f"/{title.lower()}/",
                **values,
            }
        )
        indexing.put([shape])
        return shape.uuid

    return put
