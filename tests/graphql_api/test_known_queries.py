"""Queries by their name or hash: the persisted operations, and Apollo's automatic ones."""

import json
from hashlib import sha256

import pytest

from participation_api.door.documents import FOLDER
from tests.factories import (
    add_event,
    add_meeting,
    add_news,
    add_publication,
    add_statement,
    add_term,
    hide,
)

REGIONS = "query Regions { regions { title } }"
NOT_FOUND = {
    "errors": [
        {
            "message": "PersistedQueryNotFound",
            "extensions": {"code": "PERSISTED_QUERY_NOT_FOUND"},
        }
    ]
}
pytestmark = pytest.mark.django_db


def hash_of(query):
    return sha256(query.encode()).hexdigest()


def by_hash(hashed, version=1):
    return {"persistedQuery": {"version": version, "sha256Hash": hashed}}


@pytest.fixture
def get(client):
    def get(**parameters):
        texts = {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in parameters.items()
        }
        return client.get("/graphql/", texts)

    return get


@pytest.fixture
def post(client):
    return lambda **asked: client.post("/graphql/", asked, content_type="application/json")


def add_region_page(region):
    return region


PAGES = {
    "Region": ("RegionPage", add_region_page),
    "Term": ("TermPage", lambda region: add_term(region, "Kausi")),
    "Meeting": ("MeetingPage", lambda region: add_meeting(region, "Kokous", "Avaus")),
    "Statement": ("StatementPage", lambda region: add_statement(region, "Lausunto")),
    "Event": ("EventPage", lambda region: add_event(region, "Talkoot")),
    "NewsPost": ("NewsPage", lambda region: add_news(region, "Uutinen")),
    "Publication": ("PublicationPage", lambda region: add_publication(region, "Julkaisu")),
}


def test_there_is_one_for_each_kind_of_page_and_the_embed():
    assert {path.stem for path in FOLDER.glob("*.graphql")} == {*PAGES, "RegionEmbed"}
    for path in FOLDER.glob("*.graphql"):
        assert f"\nquery {path.stem}(" in path.read_text()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_by_its_address_and_nothing_once_it_is_hidden(get, pohjoinen, name):
    type_name, add = PAGES[name]
    page = add(pohjoinen)
    asked = {"documentId": name, "variables": {"path": page.site_path}}
    found = get(**asked)
    assert found.json()["data"]["page"]["__typename"] == type_name
    assert found.json()["data"]["page"]["title"] == page.title
    assert found["Cache-Control"].startswith("public,")
    hide(page, "restricted to signed-in")
    assert get(**asked).json() == {"data": {"page": None}}


def test_the_embed_by_name_and_by_hash(get, post, pohjoinen, itainen):
    add_event(pohjoinen, "Talkoot")
    add_event(itainen, "Muualla")
    hide(add_event(pohjoinen, "Salainen"), "draft")
    query = (FOLDER / "RegionEmbed.graphql").read_text()
    variables = {"region": "pohjoinen"}
    answers = [
        get(documentId="RegionEmbed", variables=variables),
        get(documentId=f"sha256:{hash_of(query)}", variables=variables),
        get(extensions=by_hash(hash_of(query)), variables=variables),
        get(query=query, variables=variables),
        post(documentId="RegionEmbed", variables=variables),
    ]
    [first, *others] = [answer.json() for answer in answers]
    assert [event["title"] for event in first["data"]["region"]["upcomingEvents"]] == ["Talkoot"]
    assert all(other == first for other in others)
    assert len({answer["ETag"] for answer in answers[:4]}) == 1


def test_apollos_clients_are_told_to_send_the_query_once(get, pohjoinen):
    hashed = hash_of(REGIONS)
    unknown = get(extensions=by_hash(hashed))
    assert (unknown.status_code, unknown.json()) == (200, NOT_FOUND)
    assert unknown["Cache-Control"] == "no-store"
    expected = {"data": {"regions": [{"title": "Pohjoinen"}]}}
    assert get(query=REGIONS, extensions=by_hash(hashed)).json() == expected
    assert get(extensions=by_hash(hashed)).json() == expected
    assert get(extensions=by_hash(hashed.upper())).json() == expected
    assert get(documentId=f"sha256:{hashed.upper()}").json() == expected


def test_a_query_becomes_known_by_post_too(get, post, pohjoinen):
    extensions = by_hash(hash_of(REGIONS))
    assert post(query=REGIONS, extensions=extensions).status_code == 200
    assert get(extensions=extensions).json()["data"]["regions"] == [{"title": "Pohjoinen"}]


def test_another_query_under_a_hash_is_refused_and_not_kept(get, pohjoinen):
    hashed = hash_of(REGIONS)
    wrong = get(query="{ regions { slug } }", extensions=by_hash(hashed))
    assert wrong.status_code == 400
    assert wrong.json() == {"errors": [{"message": "The sha256Hash is not that of the query."}]}
    assert get(extensions=by_hash(hashed)).json() == NOT_FOUND


def test_a_query_that_may_not_be_run_is_not_kept(get, pohjoinen):
    query = "{ nothing }"
    assert get(query=query, extensions=by_hash(hash_of(query))).status_code == 400
    assert get(extensions=by_hash(hash_of(query))).json() == NOT_FOUND


@pytest.mark.parametrize(
    ("asked", "status", "message"),
    [
        (
            {"documentId": "Nothing"},
            404,
            "No operation has this documentId. There are: Event, Meeting, NewsPost, Publication,"
            " Region, RegionEmbed, Statement, Term.",
        ),
        ({"documentId": "../schema"}, 404, "No operation has this documentId."),
        ({"extensions": [1]}, 400, "The extensions must be a JSON object."),
        ({"extensions": "{"}, 400, "The extensions must be JSON."),
        ({"extensions": {"persistedQuery": 1}}, 400, "The persistedQuery must be of version 1."),
        ({"extensions": by_hash("a", 2)}, 400, "The persistedQuery must be of version 1."),
        ({"extensions": by_hash(1)}, 400, "The sha256Hash must be a string."),
    ],
)
def test_what_is_wrong_is_told(get, home, asked, status, message):
    response = get(**asked)
    assert response.status_code == status
    assert response.json()["errors"][0]["message"].startswith(message)
    assert response["Cache-Control"] == "no-store"
