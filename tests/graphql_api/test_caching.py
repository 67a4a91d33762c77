"""What caches may keep of the answers by GET, and for how long; and that none is ever stale."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from cms.media.models import Image
from cms.media.renditions import make_renditions
from cms.pages.publishing.scheduling import carry_out_schedule
from tests.configured import configured
from tests.factories import add_event, add_image, add_news, add_theme, index_of
from themes.models import Theme

REGIONS = "{ regions { title } }"
NEWS = "{ news { nodes { title } } }"
UPCOMING = "{ events(upcoming: true) { nodes { title } } }"
NOON = "2026-06-01 09:00"
"""In Helsinki: far from midnight, which cuts every time."""
pytestmark = pytest.mark.django_db


@pytest.fixture
def get(client):
    def get(query, variables=None, **headers):
        asked = {"query": query} | ({"variables": json.dumps(variables)} if variables else {})
        return client.get("/graphql/", asked, headers=headers)

    return get


def titles(response):
    [rows] = response.json()["data"].values()
    return [row["title"] for row in (rows if isinstance(rows, list) else rows["nodes"])]


def statements(ask):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        ask()
    return len(captured)


@freeze_time(NOON)
def test_an_answer_may_be_kept_by_all(get, pohjoinen):
    response = get(REGIONS)
    assert titles(response) == ["Pohjoinen"]
    assert response["Cache-Control"] == (
        "public, max-age=0, s-maxage=30, stale-while-revalidate=30"
    )
    assert response["Content-Type"] == "application/json"
    assert response["ETag"].startswith('"')
    assert response.cookies == {}
    assert response["Vary"] == "Accept, Accept-Encoding, origin"
    assert not response.has_header("Content-Language")


def test_a_second_answer_costs_one_statement_and_is_the_same(get, pohjoinen):
    first = get(REGIONS)
    second = []
    assert statements(lambda: second.append(get(REGIONS))) == 1
    assert second[0].content == first.content
    assert second[0]["ETag"] == first["ETag"]


def test_who_has_it_gets_304_without_a_body(get, pohjoinen):
    first = get(REGIONS)
    for etag in (first["ETag"], f"W/{first['ETag']}", f'"other", {first["ETag"]}'):
        again = get(REGIONS, **{"if-none-match": etag})
        assert again.status_code == 304
        assert again.content == b""
        assert again["ETag"] == first["ETag"]
        assert again["Cache-Control"] == first["Cache-Control"]
    assert get(REGIONS, **{"if-none-match": '"other"'}).status_code == 200


def test_answers_are_told_apart_by_query_variables_and_operation(get, client, pohjoinen, itainen):
    query = "query A($slug: String!) { region(slug: $slug) { slug } } query B { regions { slug } }"
    asked = {"query": query, "operationName": "A"}
    found = [
        client.get("/graphql/", asked | {"variables": json.dumps({"slug": slug})})
        for slug in ("pohjoinen", "itainen")
    ]
    found.append(client.get("/graphql/", {"query": query, "operationName": "B"}))
    assert [response.json()["data"] for response in found] == [
        {"region": {"slug": "pohjoinen"}},
        {"region": {"slug": "itainen"}},
        {"regions": [{"slug": "pohjoinen"}, {"slug": "itainen"}]},
    ]
    assert len({response["ETag"] for response in found}) == 3


@pytest.mark.parametrize("value", ["1" * 40, "[" * 400 + "]" * 400, '"\\u0000"', "1e400"])
def test_odd_variables_are_answered(client, pohjoinen, value):
    asked = {"query": REGIONS, "variables": f'{{"unused": {value}}}'}
    response = client.get("/graphql/", asked)
    assert response.json() == {"data": {"regions": [{"title": "Pohjoinen"}]}}


def test_publishing_and_hiding_are_seen_at_once(get, pohjoinen):
    post = add_news(pohjoinen, "Uutinen")
    before = get(NEWS)
    assert titles(before) == ["Uutinen"]
    post.title = "Toinen otsikko"
    post.save_revision().publish()
    changed = get(NEWS, **{"if-none-match": before["ETag"]})
    assert titles(changed) == ["Toinen otsikko"]
    post.unpublish()
    assert titles(get(NEWS, **{"if-none-match": changed["ETag"]})) == []


@pytest.mark.parametrize("way", ["move", "restrict", "delete", "hide the region", "expire"])
def test_every_way_of_hiding_is_seen_at_once(get, pohjoinen, itainen, way):
    post = add_news(pohjoinen, "Uutinen")
    query = '{ news(region: "pohjoinen") { nodes { title } } }'
    before = get(query)
    assert titles(before) == ["Uutinen"]
    if way == "move":
        post.move(index_of(itainen, "uutiset"), pos="last-child")
    elif way == "restrict":
        post.view_restrictions.create(restriction_type="login")
    elif way == "delete":
        post.delete()
    elif way == "hide the region":
        pohjoinen.unpublish()
    else:
        post.expire_at = datetime.now(UTC) - timedelta(minutes=1)
        post.save()
        carry_out_schedule()
    assert titles(get(query, **{"if-none-match": before["ETag"]})) == []


def test_a_theme_and_the_sizes_of_an_image_are_seen_at_once(get, pohjoinen):
    pohjoinen.theme = add_theme("Sininen")
    pohjoinen.image = image = add_image("Kuva")
    pohjoinen.save_revision().publish()
    query = "{ regions { theme { name } image { card { width } } } }"
    [region] = get(query).json()["data"]["regions"]
    assert region == {"theme": {"name": "Sininen"}, "image": {"card": None}}
    make_renditions(Image.objects.get(pk=image.pk))
    [region] = get(query).json()["data"]["regions"]
    assert region == {"theme": {"name": "Sininen"}, "image": {"card": {"width": 640}}}
    Theme.objects.get().delete()
    [region] = get(query).json()["data"]["regions"]
    assert region["theme"] is None


def test_an_event_that_passes_cuts_the_time_and_goes(get, pohjoinen):
    start = datetime(2026, 6, 1, 12, tzinfo=UTC)
    with freeze_time(start - timedelta(seconds=21)):
        add_event(pohjoinen, "Talkoot", starts_at=start)
        before = get(UPCOMING)
        assert titles(before) == ["Talkoot"]
        assert before["Cache-Control"] == (
            "public, max-age=0, s-maxage=11, stale-while-revalidate=10"
        )
    with freeze_time(start + timedelta(seconds=1)):
        after = get(UPCOMING, **{"if-none-match": before["ETag"]})
        assert after.status_code == 200
        assert titles(after) == []
        assert "s-maxage=30," in after["Cache-Control"]


def test_midnight_in_helsinki_cuts_the_time(get, pohjoinen):
    with freeze_time(datetime(2026, 6, 1, 20, 59, 50, tzinfo=UTC)):
        assert "s-maxage=5, stale-while-revalidate=5" in get(REGIONS)["Cache-Control"]


def test_a_scheduled_post_cuts_the_time_and_nothing_is_kept_while_it_is_due(get, pohjoinen):
    now = datetime(2026, 6, 1, 9, tzinfo=UTC)
    with freeze_time(now):
        post = add_news(pohjoinen, "Tuleva", live=False)
        post.go_live_at = now + timedelta(seconds=40)
        post.save_revision().publish()
        waiting = get(NEWS)
        assert titles(waiting) == []
        assert "s-maxage=20, stale-while-revalidate=20" in waiting["Cache-Control"]
    with freeze_time(now + timedelta(seconds=41)):
        due = get(NEWS, **{"if-none-match": waiting["ETag"]})
        assert due.status_code == 200
        assert due["Cache-Control"] == "no-store"
        assert not due.has_header("ETag")
        carry_out_schedule()
        published = get(NEWS)
        assert titles(published) == ["Tuleva"]
        assert "s-maxage=30," in published["Cache-Control"]


def test_what_expires_goes_before_the_worker_comes(get, pohjoinen):
    now = datetime(2026, 6, 1, 9, tzinfo=UTC)
    with freeze_time(now):
        post = add_news(pohjoinen, "Vanheneva")
        post.expire_at = now + timedelta(seconds=10)
        post.save_revision().publish()
        kept = get(NEWS)
        assert titles(kept) == ["Vanheneva"]
        assert "s-maxage=5, stale-while-revalidate=5" in kept["Cache-Control"]
    with freeze_time(now + timedelta(seconds=11)):
        gone = get(NEWS, **{"if-none-match": kept["ETag"]})
        assert titles(gone) == []
        assert gone["Cache-Control"] == "no-store"


@freeze_time(NOON)
def test_the_setting_shortens_the_time(get, pohjoinen, settings):
    settings.KUMPPANUUS = configured(SHARED_SECONDS=10)
    assert "s-maxage=5, stale-while-revalidate=5" in get(REGIONS)["Cache-Control"]


def test_another_release_answers_anew(get, pohjoinen, settings):
    get(REGIONS)
    assert statements(lambda: get(REGIONS)) == 1
    settings.KUMPPANUUS = configured(RELEASE="other")
    assert statements(lambda: get(REGIONS)) > 1
    assert statements(lambda: get(REGIONS)) == 1


def test_who_has_an_answer_need_not_get_it_again_when_something_else_changes(get, pohjoinen):
    before = get(REGIONS)
    add_news(pohjoinen, "Muuta")
    unchanged = get(REGIONS, **{"if-none-match": before["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged["Cache-Control"] == before["Cache-Control"]
    pohjoinen.title = "Pohja"
    pohjoinen.save_revision().publish()
    assert titles(get(REGIONS, **{"if-none-match": before["ETag"]})) == ["Pohja"]


@pytest.mark.parametrize(
    "query",
    [
        '{ search(query: "uutinen") { totalCount } }',
        '{ suggest(prefix: "uut") }',
        '{ preview(token: "x") { title } }',
        "{ nothing }",
        "{ events(first: -1) { nodes { title } } }",
        "{",
    ],
)
def test_what_is_not_kept(get, pohjoinen, query):
    add_news(pohjoinen, "Uutinen")
    for _ in range(2):
        response = get(query)
        assert response["Cache-Control"] == "no-store"
        assert not response.has_header("ETag")


def test_post_is_never_kept(client, pohjoinen):
    response = client.post("/graphql/", {"query": REGIONS}, content_type="application/json")
    assert titles(response) == ["Pohjoinen"]
    assert response["Cache-Control"] == "no-store"


def test_head_tells_the_same_as_get(client, pohjoinen):
    asked = {"query": REGIONS}
    got, head = client.get("/graphql/", asked), client.head("/graphql/", asked)
    assert head.content == b""
    assert head["ETag"] == got["ETag"]


def test_a_cache_that_has_lost_everything_is_no_trouble(get, pohjoinen):
    first = get(REGIONS)
    cache.clear()
    assert get(REGIONS, **{"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip", "gzip"), ("br", "br"), ("br, gzip", "br"), ("identity", None), ("", None)],
)
def test_answers_are_compressed(get, pohjoinen, accepted, encoding):
    query = "{ regions { title url path language publishedAt updatedAt id slug } }"
    response = get(query, **{"accept-encoding": accepted})
    assert response.get("Content-Encoding") == encoding
    assert "accept-encoding" in response["Vary"].lower()
    again = get(query, **{"accept-encoding": accepted, "if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_other_sites_may_ask(client, get, pohjoinen):
    assert get(REGIONS, origin="https://lahti.example")["Access-Control-Allow-Origin"] == "*"
    asked_first = client.options(
        "/graphql/",
        headers={
            "origin": "https://lahti.example",
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type",
        },
    )
    assert asked_first.status_code == 200
    assert asked_first["Access-Control-Allow-Methods"] == "GET, POST"
    assert "content-type" in asked_first["Access-Control-Allow-Headers"]
    assert not asked_first.has_header("Access-Control-Allow-Credentials")


def test_only_the_sites_of_the_setting_may_ask(get, pohjoinen, settings):
    settings.CORS_ALLOW_ALL_ORIGINS = False
    settings.CORS_ALLOWED_ORIGINS = ["https://lahti.example"]
    theirs = get(REGIONS, origin="https://lahti.example")
    assert theirs["Access-Control-Allow-Origin"] == "https://lahti.example"
    other = get(REGIONS, origin="https://other.example")
    assert not other.has_header("Access-Control-Allow-Origin")


def test_other_sites_may_not_ask_the_admin(client, home):
    response = client.get("/admin/login/", headers={"origin": "https://lahti.example"})
    assert not response.has_header("Access-Control-Allow-Origin")
