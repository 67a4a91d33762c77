"""The flat lists of the admin: columns, order, filters, and whose pages they show."""

from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cms.pages.models import Reply
from tests.admin.world import World
from tests.factories import add_event, add_meeting, add_news, add_statement

LISTS = ("meetings", "statements", "events", "news", "publications", "terms")


def titles(world: World, role: str, name: str, **query: str) -> list[str]:
    html = world.clients[role].get(reverse(f"{name}:index"), query).text
    rows = BeautifulSoup(html, "html.parser").select("td.title .title-wrapper a:first-of-type")
    return [row.get_text(" ", strip=True) for row in rows]


def test_newest_first_with_region_time_and_kind(world: World) -> None:
    add_meeting(
        world.page("own region"),
        "Uudempi kokous",
        starts_at=datetime(2026, 3, 2, 15, tzinfo=UTC),
        kind="seminar",
        state="cancelled",
    )
    assert titles(world, "coordinator", "meetings") == ["Uudempi kokous", "Kokous pohjoinen"]
    html = world.clients["coordinator"].get(reverse("meetings:index")).text
    row = BeautifulSoup(html, "html.parser").select_one("td.title").find_parent("tr")
    cells = [cell.get_text(" ", strip=True) for cell in row.select("td")]
    assert cells[2:4] == ["Pohjoinen", "2.3.2026 17.00"]
    assert cells[4:7] == ["seminaari", "suunniteltu", "peruttu"]


@pytest.mark.parametrize("name", LISTS)
def test_lists_show_what_the_user_may_see(world: World, name: str) -> None:
    everything = set(titles(world, "administrator", name))
    assert set(titles(world, "lead", name)) == everything - {"Koko kaupungin uutinen"}
    seen = set(titles(world, "coordinator", name))
    assert seen == {title for title in everything if "pohjoinen" in title}
    reviewer = world.clients["reviewer"].get(reverse(f"{name}:index"))
    assert reviewer.status_code == 302


def menu(world: World, role: str) -> set[str]:
    html = world.clients[role].get(reverse("wagtailadmin_home")).text
    return {name for name in LISTS if f'"{reverse(f"{name}:index")}"' in html}


def test_the_menu_offers_lists_of_what_one_works_with(world: World) -> None:
    assert menu(world, "coordinator") == set(LISTS)
    assert menu(world, "communications") == {"news", "publications"}
    assert menu(world, "reviewer") == set()


def test_filter_by_region_reaches_its_translations(world: World) -> None:
    region = str(world.pages["other region"].pk)
    assert set(titles(world, "lead", "news", region=region)) == {
        "Luonnos itainen",
        "Uutinen itainen",
    }
    locales = world.clients["lead"].get(reverse("news:index"), {"region": region})
    assert len(locales.context["object_list"]) == 3


def test_filter_by_dates_kind_and_state(world: World) -> None:
    region = world.page("own region")
    spring = {"starts_at": datetime(2026, 3, 28, 22, 30, tzinfo=UTC)}
    add_event(region, "Yökahvit", kind="coffee", state="moved", **spring)
    add_event(region, "Kuuleminen", kind="hearing", starts_at=datetime(2026, 5, 5, 9, tzinfo=UTC))
    shown = {"kind": "coffee", "state": "moved"}
    assert titles(world, "coordinator", "events", **shown) == ["Yökahvit"]
    # 22.30 UTC on the 28th is 0.30 on the 29th in Helsinki.
    day = {"starts_at_from": "2026-03-29", "starts_at_to": "2026-03-29"}
    assert titles(world, "coordinator", "events", **day) == ["Yökahvit"]
    day = {"starts_at_from": "2026-03-28", "starts_at_to": "2026-03-28"}
    assert titles(world, "coordinator", "events", **day) == []


def test_filter_statements_by_their_derived_status(world: World) -> None:
    region = world.page("own region")
    long_ago, ahead = date(2020, 1, 1), date(2199, 1, 1)
    statements = [
        add_statement(region, "replied", given_on=long_ago),
        add_statement(region, "preparing", given_on=None),
        add_statement(region, "given", given_on=long_ago, kind="for_information"),
        add_statement(region, "waiting", given_on=long_ago, due_on=ahead),
        add_statement(region, "waiting", given_on=long_ago),
        add_statement(region, "overdue", given_on=long_ago, due_on=date(2021, 1, 1)),
    ]
    Reply.objects.create(page=statements[0], date=date(2020, 2, 1), outcome="noted")
    for statement in statements:
        assert type(statement).objects.get(pk=statement.pk).status == statement.title
    for status in ("replied", "preparing", "given", "waiting", "overdue"):
        found = titles(world, "coordinator", "statements", status=status)
        assert found == [s.title for s in statements if s.title == status]


def test_filter_by_publishing_state(world: World) -> None:
    draft = titles(world, "coordinator", "news", publishing="draft")
    assert draft == ["Luonnos pohjoinen"]
    later = add_news(world.page("own region"), "Ajastettu", live=False)
    later.go_live_at = datetime(2999, 1, 1, tzinfo=UTC)
    later.save_revision().publish()
    assert titles(world, "coordinator", "news", publishing="scheduled") == ["Ajastettu"]
    assert titles(world, "coordinator", "news", publishing="draft") == ["Luonnos pohjoinen"]
    live = titles(world, "coordinator", "news", publishing="live")
    assert live == ["Uutinen pohjoinen", "Uutinen pohjoinen"]


def test_search_together_with_filter_and_order(world: World) -> None:
    query = {"q": "uutinen", "date_from": "2020-01-01", "ordering": "date", "publishing": "live"}
    found = titles(world, "coordinator", "news", **query)
    assert found == ["Uutinen pohjoinen", "Uutinen pohjoinen"]
