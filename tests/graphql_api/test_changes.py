"""Keeping a copy of the content: what was published, changed or taken away since a cursor."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.pages.models import ContentVersion, NewsPage
from cms.pages.publishing.scheduling import carry_out_schedule
from tests.factories import (
    HIDING,
    add_document,
    add_event,
    add_meeting,
    add_news,
    add_organisation,
    add_region,
    add_statement,
    add_theme,
    add_topic,
    hide,
    index_of,
)

CHANGES = """
query ($since: String, $first: Int) {
  changes(since: $since, first: $first) {
    nodes { id type isRemoved changedAt page { __typename id title path updatedAt } }
    cursor hasMore
  }
}
"""


class Copy:
    """What a reader has, who asks for a few changes at a time until none are left."""

    def __init__(self, ask, first: int = 100) -> None:
        self._ask, self._first = ask, first
        self.since: str | None = None
        self.titles: dict[str, str] = {}
        self.log: list[str] = []

    def read(self) -> list[str]:
        """What was told this time: titles, with a minus before those that have gone."""
        told: list[str] = []
        has_more = True
        while has_more:
            part = self._ask(CHANGES, since=self.since, first=self._first)["changes"]
            assert len(part["nodes"]) <= self._first
            told += map(self._take, part["nodes"])
            assert part["nodes"] or part["cursor"] == self.since or self.since is None
            self.since, has_more = part["cursor"], part["hasMore"]
        self.log += told
        return told

    def _take(self, node) -> str:
        if node["isRemoved"]:
            assert node["page"] is None
            return f"-{self.titles.pop(node['id'], 'unknown')}"
        assert (node["page"]["id"], node["page"]["__typename"]) == (node["id"], node["type"])
        self.titles[node["id"]] = node["page"]["title"]
        return self.titles[node["id"]]


@pytest.fixture
def copy(ask):
    return Copy(ask)


def current(page):
    return type(page).objects.get(pk=page.pk)


def publish(page, **fields) -> None:
    page = current(page)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_the_first_reading_gives_all_that_is_public_of_every_type(ask, copy, home) -> None:
    region = add_region(home, "pohjoinen")
    add_news(region, "Uutinen")
    add_meeting(region, "Kokous")
    add_news(region, "Luonnos", live=False)
    told = copy.read()
    shown = Page.objects.filter(live=True, depth__gt=1)
    assert sorted(told) == sorted(shown.values_list("title", flat=True))
    assert {"Kumppanuuspöydät", "Pohjoinen", "Uutiset", "Uutinen", "Kokous"} <= set(told)
    assert copy.read() == []


def test_a_node_says_what_and_when(ask, copy, pohjoinen) -> None:
    copy.read()
    before = timezone.now()
    news = add_news(pohjoinen, "Uutinen")
    [node] = [
        node
        for node in ask(CHANGES, since=copy.since)["changes"]["nodes"]
        if node["type"] == "NewsPage"
    ]
    assert node["id"] == str(news.uuid)
    assert node["page"]["path"] == "/pohjoinen/uutiset/uutinen/"
    assert node["page"]["updatedAt"] == timezone.localtime(news.last_published_at).isoformat()
    assert node["changedAt"].endswith(("+02:00", "+03:00"))
    copy.read()
    news.delete()
    [gone] = ask(CHANGES, since=copy.since)["changes"]["nodes"]
    assert (gone["id"], gone["type"], gone["isRemoved"]) == (str(news.uuid), "NewsPage", True)
    assert gone["page"] is None
    assert timezone.datetime.fromisoformat(gone["changedAt"]) >= before


def test_a_draft_of_what_is_public_is_no_change(copy, pohjoinen) -> None:
    news = add_news(pohjoinen, "Uutinen")
    copy.read()
    draft = current(news)
    draft.title = "Salainen"
    draft.save_revision()
    assert copy.read() == []
    publish(news, title="Julkinen")
    assert copy.read() == ["Julkinen"]


@pytest.mark.parametrize("way", HIDING)
def test_what_is_hidden_has_gone_and_comes_again(copy, pohjoinen, itainen, way) -> None:
    add_news(itainen, "Avoin")
    news = add_news(pohjoinen, "Uutinen")
    copy.read()
    hide(news, way)
    carry_out_schedule()
    told = copy.read()
    assert "-Uutinen" in told
    assert set(told) <= {"-Uutinen", "-Uutiset"}
    assert "Avoin" in copy.titles.values()
    PageViewRestriction.objects.all().delete()
    for page in (index_of(pohjoinen, "uutiset"), news):
        publish(page, expire_at=None, go_live_at=None)
    told = copy.read()
    assert "Uutinen" in told
    assert set(told) <= {"Uutinen", "Uutiset"}


@pytest.mark.parametrize("way", HIDING)
def test_what_never_was_public_is_not_told_of(copy, pohjoinen, itainen, way) -> None:
    region = current(pohjoinen)
    hide(index_of(region, "uutiset"), "restricted to signed-in")
    copy.read()
    news = add_news(region, "Salainen")
    publish(news, title="Yhä salainen")
    hide(news, way)
    carry_out_schedule()
    news.delete()
    add_news(itainen, "Avoin")
    assert [title for title in copy.read() if title != "Uutiset"] == ["Avoin"]
    everything = Copy(copy._ask)
    assert "-unknown" not in everything.read()


def test_deleting_a_restricted_branch_tells_of_nothing_under_it(copy, pohjoinen) -> None:
    index = index_of(pohjoinen, "uutiset")
    hide(index, "restricted to signed-in")
    add_news(pohjoinen, "Salainen")
    copy.read()
    current(index).delete()
    assert copy.read() == []


def test_what_has_expired_has_gone_before_the_worker_comes_by(copy, pohjoinen) -> None:
    news = add_news(pohjoinen, "Uutinen")
    NewsPage.objects.filter(pk=news.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    told = copy.read()
    assert "Uutinen" not in told
    assert told.count("-unknown") == 1
    carry_out_schedule()
    assert copy.read() == ["-unknown"]


def test_deleting_a_branch_takes_all_of_it_away(copy, home, pohjoinen, itainen) -> None:
    add_news(pohjoinen, "Oma")
    add_news(itainen, "Toisten")
    copy.read()
    current(pohjoinen).delete()
    told = copy.read()
    assert {"-Pohjoinen", "-Uutiset", "-Oma"} <= set(told)
    assert all(title.startswith("-") for title in told)
    assert "Toisten" in copy.titles.values()


def test_moving_under_what_is_hidden_takes_away_and_moving_back_gives(
    copy, pohjoinen, itainen
) -> None:
    hidden, shown = index_of(itainen, "uutiset"), index_of(pohjoinen, "uutiset")
    news = add_news(pohjoinen, "Uutinen")
    hidden.unpublish()
    copy.read()
    news.move(current(hidden), pos="last-child")
    assert copy.read() == ["-Uutinen"]
    current(news).move(current(shown), pos="last-child")
    assert copy.read() == ["Uutinen"]


def test_a_new_address_of_a_region_changes_all_under_it(ask, copy, pohjoinen, itainen) -> None:
    add_news(pohjoinen, "Oma")
    add_news(itainen, "Toisten")
    copy.read()
    publish(pohjoinen, slug="pohja")
    nodes = ask(CHANGES, since=copy.since)["changes"]["nodes"]
    paths = [node["page"]["path"] for node in nodes]
    assert "/pohja/uutiset/oma/" in paths
    assert all(path.startswith("/pohja/") for path in paths)
    publish(pohjoinen, title="Pohja")  # no address changes
    assert copy.read()[-1] == "Pohja"


def test_what_pages_show_of_registers_themes_and_files_changes_them(copy, pohjoinen) -> None:
    topic, body, theme = add_topic("Puistot"), add_organisation("Hallitus"), add_theme("vihrea")
    file = add_document("Liite")
    add_news(pohjoinen, "Puistosta", topics=[topic])
    add_statement(pohjoinen, "Lausunto", addressee=body)
    add_news(pohjoinen, "Liitteestä", body=[("attachment", {"document": file, "title": ""})])
    add_news(pohjoinen, "Muusta")
    publish(pohjoinen, theme=theme)
    copy.read()
    for thing, name, page in (
        (topic, "name", "Puistosta"),
        (body, "name", "Lausunto"),
        (file, "title", "Liitteestä"),
        (theme, "name", "Pohjoinen"),
    ):
        setattr(thing, name, "Uusi")
        thing.save()
        assert copy.read() == [page]


def test_aliases_are_not_told_of(copy, pohjoinen, itainen) -> None:
    news = add_news(pohjoinen, "Uutinen")
    index_of(itainen, "uutiset")
    copy.read()
    alias = news.create_alias(parent=index_of(itainen, "uutiset"), update_slug="kopio")
    publish(news, title="Uusi")
    assert copy.read() == ["Uusi"]
    alias.delete()
    assert copy.read() == []


@pytest.mark.parametrize("first", [1, 2, 3, 100])
def test_reading_goes_on_where_it_ended_although_much_changes(ask, home, first) -> None:
    region = add_region(home, "pohjoinen")
    news = [add_news(region, f"Uutinen {number}") for number in range(4)]
    copy = Copy(ask, first)
    part = ask(CHANGES, first=2)["changes"]
    copy.since = part["cursor"]
    for node in part["nodes"]:
        copy._take(node)
    publish(news[0], title="Muutettu")
    current(news[1]).unpublish()
    news[2].delete()
    add_event(region, "Tapahtuma")
    copy.read()
    shown = Page.objects.filter(live=True, depth__gt=1)
    assert sorted(copy.titles.values()) == sorted(shown.values_list("title", flat=True))
    assert copy.read() == []
    told = [title for title in copy.log if title != "-unknown"]
    assert len(told) == len(set(told))


def test_who_begins_anew_is_not_told_of_what_had_gone_by_then(ask, copy, pohjoinen) -> None:
    news = [add_news(pohjoinen, f"Uutinen {number}") for number in range(3)]
    news[0].delete()
    part = ask(CHANGES, first=1)["changes"]
    copy.since = part["cursor"]
    copy._take(part["nodes"][0])
    news[1].delete()
    assert copy.read().count("-unknown") == 1
    assert {"Uutinen 0", "Uutinen 1", "Uutinen 2"} & {*copy.titles.values()} == {"Uutinen 2"}


def test_no_rows_keep_the_place(ask, copy, pohjoinen) -> None:
    copy.read()
    add_event(pohjoinen, "Tapahtuma")
    part = ask(CHANGES, since=copy.since, first=0)["changes"]
    assert part == {"nodes": [], "cursor": copy.since, "hasMore": True}


def test_the_whole_content_of_a_page_in_the_same_answer(ask, pohjoinen) -> None:
    add_meeting(pohjoinen, "Kokous", "Asia")
    query = (
        "{ changes(first: 100) { nodes { page { title ... on MeetingPage { region { slug }"
        " agendaItems { title } } } } } }"
    )
    pages = [node["page"] for node in ask(query)["changes"]["nodes"]]
    assert {
        "title": "Kokous",
        "region": {"slug": "pohjoinen"},
        "agendaItems": [{"title": "Asia 1"}],
    } in pages


@pytest.mark.parametrize("since", ["", "x", "äö", "Y2hhbmdlOg==", "cm93OjE="])
def test_what_is_no_cursor_is_refused(refused, home, since) -> None:
    assert refused(CHANGES, since=since) == [
        'Argument "since" must be a cursor that an earlier answer gave.'
    ]


def test_a_cursor_of_other_content_is_refused(refused, copy, pohjoinen) -> None:
    copy.read()
    ContentVersion.objects.update(number=1)
    assert refused(CHANGES, since=copy.since) == [
        'Argument "since" is a cursor of other content: leave it out to read all anew.'
    ]


@pytest.mark.parametrize("first", [-1, 101])
def test_too_many_are_refused(refused, home, first) -> None:
    assert refused(CHANGES, first=first) == [
        f'Argument "first" must be from 0 to 100; it is {first}.'
    ]
