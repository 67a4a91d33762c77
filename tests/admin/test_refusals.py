"""What forbids publishing: each message at its field, nothing changed, and what is let through."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page

from cms.pages.models import MeetingPage, NewsPage, Reply, StatementPage
from tests.admin.world import World, form_at, watching
from tests.factories import add_meeting, add_statement


def publish(world: World, page: Page, **fields: Any) -> str:
    """Publish the page with these fields as a coordinator, and give the answer, empty when it leads
    on to another screen."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = form_at(world.clients["coordinator"], address)
    form.update({"action-publish": "x"})
    for name, value in fields.items():
        form[name] = value
    answer: str = world.clients["coordinator"].post(address, form).text
    return answer


def refusals(world: World, page: Page, **fields: Any) -> dict[str, str]:
    """The messages of the form by its fields, "" for the form itself; nothing has changed."""
    with watching() as watch:
        soup = BeautifulSoup(publish(world, page, **fields), "html.parser")
    assert watch.changed() == set()
    found = {}
    for message in soup.select(".error-message"):
        field = message.find_parent(class_="w-field__wrapper").select_one("[name]")
        found[field["name"]] = message.get_text(" ", strip=True)
    for message in soup.select(".messages .error li"):
        found[""] = message.get_text(" ", strip=True)
    return found


@pytest.fixture
def replied(world: World) -> StatementPage:
    return add_statement(
        world.page("own region"),
        "Lausunto",
        given_on=date(2023, 4, 3),
        replies=[Reply(date=date(2023, 5, 2), outcome="noted")],
    )


def test_a_reply_is_neither_before_the_statement_nor_in_the_future(
    world: World, replied: StatementPage
) -> None:
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    written = date_format(tomorrow, "j.n.Y")
    assert refusals(world, replied, **{"replies-0-date": "2.4.2023"}) == {
        "replies-0-date": "Vastaus 2.4.2023 on päivätty ennen lausunnon antamista: korjaa"
        " jompikumpi päivä."
    }
    assert refusals(world, replied, **{"replies-0-date": tomorrow}) == {
        "replies-0-date": f"Vastaus {written} on päivätty tulevaisuuteen: korjaa sen päivä."
    }
    for allowed in (date(2023, 4, 3), today):
        assert publish(world, replied, **{"replies-0-date": allowed}) == ""
        assert StatementPage.objects.get(pk=replied.pk).first_reply.date == allowed


@pytest.mark.parametrize(("field", "most"), [("newspaper_text", 600), ("social_text", 280)])
def test_short_texts_of_news_are_short(world: World, field: str, most: int) -> None:
    news = world.page("own news")
    assert refusals(world, news, **{field: "ä" * (most + 1)}) == {
        field: f"Tekstissä on {most + 1} merkkiä, enintään {most}: lyhennä sitä."
    }
    allowed = "ä" * (most - 2) + "\r\nä"
    assert publish(world, news, **{field: allowed}) == ""
    assert getattr(NewsPage.objects.get(pk=news.pk), field) == allowed


def test_a_meeting_is_not_its_own_next_one(world: World) -> None:
    meeting, region = world.page("own meeting"), world.page("own region")
    later = add_meeting(region, "Toinen", starts_at=datetime(2024, 3, 1, tzinfo=UTC))
    assert refusals(world, meeting, next_meeting=meeting.pk) == {
        "next_meeting": "Valitse jokin muu kokous kuin tämä."
    }
    assert publish(world, meeting, next_meeting=later.pk) == ""
    assert MeetingPage.objects.get(pk=meeting.pk).next_meeting == later
