"""What is kept has its bounds in any cache, and nobody pushes out what the city's own sites ask."""

import json
from hashlib import sha256

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.shelves import Shelf
from participation_api.door import answers, documents
from tests.factories import add_news

pytestmark = pytest.mark.django_db
NOT_FOUND = "PersistedQueryNotFound"
STRANGERS = 60


@pytest.fixture
def get(client):
    def get(**asked):
        given = {
            name: one if isinstance(one, str) else json.dumps(one) for name, one in asked.items()
        }
        return client.get("/graphql/", given)

    return get


@pytest.fixture
def stored(monkeypatch):
    """Names and values of all that is put into the cache."""
    found = {}
    put = cache.set

    def set(key, value, *args, **options):
        found[key] = value
        put(key, value, *args, **options)

    monkeypatch.setattr("cms.shelves.cache.set", set)
    return found


def statements(ask):
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def remembering(query):
    return {"persistedQuery": {"version": 1, "sha256Hash": sha256(query.encode()).hexdigest()}}


def test_a_shelf_has_room_for_so_many_and_gives_each_by_its_own_name():
    shelf = Shelf("test-shelf", places=10)
    for number in range(100):
        shelf.put(f"name {number}", number, 60)
        assert shelf.get(f"name {number}") == number
    left = {number for number in range(100) if shelf.get(f"name {number}") == number}
    assert 1 < len(left) <= 10
    assert {shelf.get(f"name {number}") for number in set(range(100)) - left} == {None}


def test_a_value_takes_the_place_of_its_older_self():
    shelf = Shelf("test-again", places=10)
    shelf.put("other", "theirs", 60)
    for number in range(10):
        shelf.put("name", number, 60)
        assert (shelf.get("name"), shelf.get("other")) == (number, "theirs")


def test_answers_to_queries_of_strangers_have_few_places(get, stored, monkeypatch, pohjoinen):
    monkeypatch.setattr(answers, "OF_OTHERS", Shelf("test-others", places=5))
    for number in range(STRANGERS):
        get(query=f"{{ a{number}: regions {{ title }} }}")
        get(query="{ regions { title } }", junk=str(number))
        get(documentId="Region", variables={"path": "/pohjoinen/"}, junk=str(number))
    kept = [key for key in stored if key.startswith(("test-", "graphql-"))]
    assert {key.rpartition("-")[0] for key in kept} == {"test-others"}
    assert len(kept) <= 5


def test_strangers_do_not_push_out_answers_of_operations(get, monkeypatch, pohjoinen):
    monkeypatch.setattr(answers, "OF_OTHERS", Shelf("test-others", places=5))
    add_news(pohjoinen, "Uutinen")
    embed = {"documentId": "RegionEmbed", "variables": {"region": "pohjoinen"}}
    first = get(**embed)
    for number in range(STRANGERS):
        get(query=f"{{ a{number}: regions {{ title }} }}")
    assert statements(lambda: get(**embed)) == 1
    assert get(**embed).content == first.content


@pytest.mark.parametrize(
    "more",
    [
        {"query": "{ regions { title } }"},
        {"extensions": remembering("{ regions { title } }")},
    ],
)
def test_another_query_beside_the_name_of_an_operation_is_no_answer_of_it(get, more, pohjoinen):
    get(query="{ regions { title } }", extensions=remembering("{ regions { title } }"))
    embed = {"documentId": "Region", "variables": {"path": "/pohjoinen/"}}
    expected = {"regions": [{"title": "Pohjoinen"}]}
    assert get(**embed, **more).json()["data"] == expected
    assert get(**embed).json()["data"].keys() == {"page"}
    assert get(**embed, **more).json()["data"] == expected


def test_queries_that_become_known_have_few_places(get, stored, monkeypatch, pohjoinen):
    monkeypatch.setattr(documents, "KNOWN", Shelf("test-known", places=5))
    monkeypatch.setattr(answers, "OF_OTHERS", Shelf("test-others", places=5))
    queries = [f"{{ a{number}: regions {{ title }} }}" for number in range(STRANGERS)]
    for query in queries:
        assert get(query=query, extensions=remembering(query)).status_code == 200
    known = [key for key in stored if key.startswith("test-known-")]
    assert 1 < len(known) <= 5
    [last] = get(extensions=remembering(queries[-1])).json()["data"].values()
    assert last == [{"title": "Pohjoinen"}]
    operation = documents.operations()["Region"]
    found = get(extensions=remembering(operation), variables={"path": "/pohjoinen/"})
    assert found.json()["data"]["page"]["title"] == "Pohjoinen"


def test_an_operation_is_parsed_once_however_many_others_there_are(get, monkeypatch, pohjoinen):
    parsed = []
    parse = documents.parse_within_limits

    def counted(query):
        parsed.append(query)
        return parse(query)

    monkeypatch.setattr(documents, "parse_within_limits", counted)
    operation = documents.operations()["Region"]
    documents._checked_operation.cache_clear()
    for path in ("/pohjoinen/", "/other/"):
        get(documentId="Region", variables={"path": path})
        for number in range(STRANGERS):
            documents.checked(f"{{ b{number}: regions {{ title }} }}")
    assert parsed.count(operation) == 1
    assert documents._checked.cache_info().currsize <= documents.MAX_DOCUMENTS < STRANGERS


def test_an_address_of_too_many_parameters_is_refused(client, home):
    answer = client.get("/graphql/?documentId=Region" + "&a=1" * 1_001)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["message"] == "The address has too many parameters."
