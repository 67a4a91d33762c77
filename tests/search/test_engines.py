"""The suite that every engine is held to asks the engine that each test names."""

from collections.abc import Callable
from unittest.mock import Mock
from uuid import UUID

import pytest

from search.engines.database import DatabaseEngine
from search.queries import Query, search


@pytest.mark.every_engine
def test_the_engine_that_is_named_answers(
    request: pytest.FixtureRequest,
    put_page: Callable[..., UUID],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put_page("Kokous", "Leikkipuisto.")
    monkeypatch.setattr(DatabaseEngine, "find", Mock(side_effect=AssertionError("database")))
    named = request.node.callspec.params["engine"]
    if named == "database":
        with pytest.raises(AssertionError, match="database"):
            search(Query("leikkipuistot"))
    else:
        assert [hit.title for hit in search(Query("leikkipuistot")).hits] == ["Kokous"]
