"""Which engine answers, and how the server is reached: its nodes, password and certificate."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from elasticsearch import ApiError, TransportError

from cms.settings.production import KUMPPANUUS
from search.engines.elasticsearch import feeding
from search.engines.elasticsearch.connection import Connection
from search.models import PageVersion, version_now
from search.queries import Query, health, search
from tests.configured import configured
from tests.search.server_state import engine_that_answers, only_index, trouble, unsent
from tests.servers.nginx import Door

PutPage = Callable[..., UUID]
pytestmark = pytest.mark.usefixtures("elasticsearch")

OF_PRODUCTION = KUMPPANUUS["ELASTICSEARCH"]


def test_the_database_answers_while_elasticsearch_is_behind(
    put_page: PutPage, settings: Any
) -> None:
    put_page("Vanha", "Leikkipuisto.")
    feeding.feed()
    new = put_page("Uusi", "Leikkipuisto.")
    assert search(Query("leikkipuisto")).total == 1
    PageVersion.objects.filter(uuid=new).update(version=version_now() - 61_000_000)
    assert search(Query("leikkipuisto")).total == 2
    told = health()["elasticsearch"]
    assert told == {"trouble": "a change of 61 s ago is not sent", "unsent": 1, "lagSeconds": 61}
    given = settings.KUMPPANUUS["ELASTICSEARCH"]
    settings.KUMPPANUUS = configured(ELASTICSEARCH=given | {"most_lag": 120})
    assert search(Query("leikkipuisto")).total == 1
    assert engine_that_answers() == "elasticsearch"


def test_a_server_that_does_not_answer_is_asked_no_more_for_a_while(
    put_page: PutPage, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_page("Kokous", "Leikkipuisto.")
    feeding.feed()
    settings.KUMPPANUUS = configured(
        ELASTICSEARCH=settings.KUMPPANUUS["ELASTICSEARCH"]
        | {
            "urls": ("http://127.0.0.1:9",),
            "most_failures": 2,
        }
    )
    for _ in range(3):
        assert search(Query("leikkipuisto")).total == 1
    told = health()
    assert told["engine"] != "elasticsearch"
    assert told["elasticsearch"] == {
        "trouble": "not asked for a while, as it did not answer",
        "unsent": 0,
        "lagSeconds": 0,
    }


def test_the_next_of_several_nodes_is_asked(
    put_page: PutPage, settings: Any, elasticsearch_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.KUMPPANUUS = configured(
        ELASTICSEARCH=settings.KUMPPANUUS["ELASTICSEARCH"]
        | {"urls": ("http://127.0.0.1:9", elasticsearch_url)}
    )
    put_page("Kokous", "Leikkipuisto.")
    assert feeding.feed() == 1
    only_index(monkeypatch)
    for _ in range(4):
        assert search(Query("leikkipuisto")).total == 1


@pytest.fixture
def behind_a_door(elasticsearch_door: Door, settings: Any) -> Iterator[dict[str, Any]]:
    yield settings.KUMPPANUUS["ELASTICSEARCH"] | {
        "urls": (elasticsearch_door.url,),
        "user": elasticsearch_door.user,
        "password": elasticsearch_door.password,
        "ca": str(elasticsearch_door.ca),
    }


def test_a_password_and_a_certificate_let_in(
    behind_a_door: dict[str, Any],
    put_page: PutPage,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    uuid = put_page("Kokous", "Leikkipuisto.")
    for wrong, why in (
        ({"password": "väärä"}, "answered with status 401"),
        ({"ca": ""}, "its certificate is not trusted"),
    ):
        settings.KUMPPANUUS = configured(ELASTICSEARCH=behind_a_door | wrong)
        with pytest.raises((ApiError, TransportError)):
            feeding.feed()
        assert unsent() == {uuid}
        assert search(Query("leikkipuisto")).total == 1
        other = {"index": "other"}  # not yet spared
        settings.KUMPPANUUS = configured(ELASTICSEARCH=behind_a_door | wrong | other)
        assert trouble() == why
    settings.KUMPPANUUS = configured(ELASTICSEARCH=behind_a_door)
    assert feeding.feed() == 1
    only_index(monkeypatch)
    assert search(Query("leikkipuisto")).total == 1


def test_the_settings_name_values_that_the_connection_knows() -> None:
    assert Connection(**OF_PRODUCTION).index == "kumppanuus"


def test_a_query_waits_less_than_a_second_unless_it_is_set_otherwise() -> None:
    assert Connection().timeout == OF_PRODUCTION["timeout"] == 0.8
