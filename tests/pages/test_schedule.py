"""What is scheduled is visible at its time and not before; what expires is gone at its time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Page, PageLogEntry

from cms.pages.models import ContentVersion, NewsPage
from cms.pages.publishing import scheduling
from cms.pages.publishing.scheduling import carry_out_schedule
from cms.snippets.models import Topic
from search import queries
from tests.factories import add_meeting, add_news, add_topic

HELSINKI = ZoneInfo("Europe/Helsinki")
NINE = datetime(2027, 3, 29, 9, 0, tzinfo=HELSINKI)
"""The morning after the clocks went forward."""


@pytest.fixture(autouse=True)
def no_memory_of_failures(monkeypatch):
    monkeypatch.setattr(scheduling, "_retries", scheduling.Retries())


def visible_titles(client) -> dict[str, list[str]]:
    """What each public door says of a word that only the news post has."""
    query = '{ news(first: 5) { nodes { title } } search(query: "kevätkatselmus") { totalCount } }'
    answer = client.post(
        reverse("kumppanuus_doors:graphql"), {"query": query}, content_type="application/json"
    )
    data = answer.json()["data"]
    return {
        "site": [page.title for page in NewsPage.objects.listed()],
        "graphql": [node["title"] for node in data["news"]["nodes"]],
        "graphql search": ["Kevätkatselmus"] * data["search"]["totalCount"],
        "search page": ["Kevätkatselmus"]
        * client.get("/haku/", {"q": "kevätkatselmus"}).content.decode().count("uutiset/kevat"),
        "address": ["Kevätkatselmus"]
        if client.get("/uutiset/kevatkatselmus/").status_code == 200
        else [],
    }


def scheduled_news(home) -> NewsPage:
    news = add_news(home, "Kevätkatselmus", slug="kevatkatselmus", live=False)
    news.go_live_at = NINE
    news.save_revision().publish()
    return news


def test_news_for_nine_in_helsinki_is_visible_then_and_not_before(client, home):
    with freeze_time(NINE - timedelta(minutes=10)):
        scheduled_news(home)
    with freeze_time(NINE - timedelta(seconds=1)):
        carry_out_schedule()
        assert all(titles == [] for titles in visible_titles(client).values())
    with freeze_time(NINE):
        carry_out_schedule()
        assert {door: bool(titles) for door, titles in visible_titles(client).items()} == {
            "site": True,
            "graphql": True,
            "graphql search": True,
            "search page": True,
            "address": True,
        }


def test_what_has_expired_is_gone_although_no_worker_came(client, home):
    with freeze_time(NINE):
        news = add_news(home, "Kevätkatselmus", slug="kevatkatselmus")
        news.expire_at = NINE + timedelta(hours=1)
        news.save_revision().publish()
    with freeze_time(NINE + timedelta(minutes=59)):
        assert all(visible_titles(client).values())
    with freeze_time(NINE + timedelta(hours=1)):
        assert not any(visible_titles(client).values())
        assert NewsPage.objects.get(pk=news.pk).live


def test_the_worker_takes_what_has_expired_out_of_the_rows(home):
    news = add_news(home, "Kevätkatselmus")
    news.expire_at = timezone.now() + timedelta(hours=1)
    news.save_revision().publish()
    version = ContentVersion.current()
    with freeze_time(timezone.now() + timedelta(hours=2)):
        carry_out_schedule()
    news = NewsPage.objects.get(pk=news.pk)
    assert (news.live, news.expired) == (False, True)
    assert queries.search(queries.Query("kevätkatselmus"), at=timezone.now()).total == 0
    assert ContentVersion.current() > version


def test_an_index_that_expires_takes_its_news_along(client, home):
    with freeze_time(NINE):
        news = add_news(home, "Kevätkatselmus", slug="kevatkatselmus")
        parent = news.get_parent().specific
        parent.expire_at = NINE + timedelta(hours=1)
        parent.save_revision().publish()
        assert all(visible_titles(client).values())
    with freeze_time(NINE + timedelta(hours=1)):
        assert not any(visible_titles(client).values())


def test_one_that_fails_holds_up_no_other_and_is_tried_again(home, pohjoinen, caplog):
    bad = add_meeting(pohjoinen, "Vajaa", live=False)
    good = add_meeting(pohjoinen, "Hyvä", live=False)
    go_live_at = timezone.now() + timedelta(hours=1)
    for page, stage in ((bad, "minutes_published"), (good, "planned")):
        page.stage = stage
        page.go_live_at = go_live_at
        page.save_revision().publish()
    with freeze_time(go_live_at + timedelta(seconds=1)):
        carry_out_schedule()
        live = dict(Page.objects.filter(pk__in=[bad.pk, good.pk]).values_list("title", "live"))
        assert live == {"Vajaa": False, "Hyvä": True}
        (failure,) = [record for record in caplog.records if record.levelname == "ERROR"]
        assert f"(of object {bad.pk}) failed and is tried again in 15 s" in failure.getMessage()
        assert "ValidationError" in (failure.exc_text or "")

        bad.refresh_from_db()
        bad.scheduled_revision.content["stage"] = "planned"
        revision = bad.scheduled_revision
        revision.content["stage"] = "planned"
        revision.save()
        carry_out_schedule()
        assert not Page.objects.get(pk=bad.pk).live  # it waits for its time to try again
        scheduling._retries.next_try.clear()
        carry_out_schedule()
        assert Page.objects.get(pk=bad.pk).live


def test_nothing_is_published_twice(home):
    with freeze_time(NINE - timedelta(minutes=10)):
        news = scheduled_news(home)
    with freeze_time(NINE):
        carry_out_schedule()
        carry_out_schedule()
    published = PageLogEntry.objects.filter(page=news.pk, action="wagtail.publish.scheduled")
    assert published.count() == 1


def test_what_was_due_first_is_published_first(client, home):
    with freeze_time(NINE - timedelta(hours=1)):
        for title, minutes in (("Toinen", 2), ("Ensimmäinen", 1)):
            news = add_news(home, title, live=False)
            news.go_live_at = NINE + timedelta(minutes=minutes)
            news.save_revision().publish()
    with freeze_time(NINE + timedelta(minutes=5)):
        carry_out_schedule()
        answer = client.get("/graphql/", {"query": "{ changes { nodes { page { title } } } }"})
    titles = [change["page"]["title"] for change in answer.json()["data"]["changes"]["nodes"]]
    assert titles[-2:] == ["Ensimmäinen", "Toinen"]


def test_register_entries_are_scheduled_too(db):
    topic = add_topic("Kaavoitus", live=False)
    go_live_at = timezone.now() + timedelta(hours=1)
    topic.go_live_at = go_live_at
    topic.expire_at = go_live_at + timedelta(hours=1)
    topic.save_revision().publish()
    for later, live in ((0, True), (1, False)):
        with freeze_time(go_live_at + timedelta(hours=later, seconds=1)):
            carry_out_schedule()
            topic.refresh_from_db()
            assert topic.live is live


def test_the_pause_between_tries_doubles_up_to_ten_minutes_and_is_forgotten_after_a_success():
    retries = scheduling.Retries()
    with freeze_time(NINE) as clock:
        for pause in (15, 30, 60, 120, 240, 480, 600, 600):
            assert retries.failed("page") == pause
            clock.tick(pause - 1)
            assert not retries.may_try("page")
            assert retries.may_try("another")
            clock.tick(1)
            assert retries.may_try("page")
        retries.failed("page")
        retries.succeeded("page")
        assert retries.may_try("page")
        assert retries.failed("page") == 15


def test_an_expired_entry_of_a_register_is_hidden_from_its_moment_on(db):
    topic = add_topic("Keinut")
    topic.expire_at = NINE
    topic.save()
    assert list(Topic.objects.published(NINE - timedelta(microseconds=1))) == [topic]
    assert list(Topic.objects.published(NINE)) == []
