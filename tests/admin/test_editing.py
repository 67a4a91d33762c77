"""The editor: Helsinki times through the year, agenda items with attachments, saving by itself."""

import json
from datetime import UTC, datetime

import pytest
from django.http import QueryDict
from django.urls import reverse
from wagtail.models import Page

from cms.pages.models import MeetingPage, NewsPage
from tests.admin.world import World, form_at

# 09:00 in Helsinki is 07:00 UTC in winter and 06:00 UTC in summer; the clock goes forward on
# 28.3.2094 and back on 31.10.2094.
MORNINGS = {
    "2094-01-15 09:00": datetime(2094, 1, 15, 7, tzinfo=UTC),
    "2094-07-15 09:00": datetime(2094, 7, 15, 6, tzinfo=UTC),
    "2094-03-27 09:00": datetime(2094, 3, 27, 7, tzinfo=UTC),
    "2094-03-28 09:00": datetime(2094, 3, 28, 6, tzinfo=UTC),
    "2094-10-30 09:00": datetime(2094, 10, 30, 6, tzinfo=UTC),
    "2094-10-31 09:00": datetime(2094, 10, 31, 7, tzinfo=UTC),
}


NOT_CONTENT = {"latest_revision", "latest_revision_created_at", "has_unpublished_changes"}


def edit(name: str, world: World) -> str:
    return reverse("wagtailadmin_pages:edit", args=[world.pages[name].pk])


def shown(world: World, name: str) -> QueryDict:
    return form_at(world.clients["coordinator"], edit(name, world))


def as_shown(moment: str) -> str:
    """In the order of day, month and year."""
    day, time = moment.split()
    return f"{'.'.join(reversed(day.split('-')))} {time.replace(':', '.')}"


@pytest.mark.parametrize("moment", MORNINGS)
def test_nine_is_nine_in_helsinki_on_every_day(world: World, moment: str) -> None:
    form = world.form("own meeting")
    form.update({"starts_at": moment, "action-publish": "x"})
    world.clients["coordinator"].post(edit("own meeting", world), form)
    assert world.page("own meeting").starts_at == MORNINGS[moment]
    again = shown(world, "own meeting")
    assert again["starts_at"] == as_shown(moment)
    # What is shown may be sent back and means the same.
    again["action-publish"] = "x"
    world.clients["coordinator"].post(edit("own meeting", world), again)
    assert world.page("own meeting").starts_at == MORNINGS[moment]


@pytest.mark.parametrize("moment", MORNINGS)
def test_scheduled_for_nine_is_nine_in_helsinki(world: World, moment: str) -> None:
    form = world.form("own draft")
    form.update({"go_live_at": moment, "action-publish": "x"})
    world.clients["coordinator"].post(edit("own draft", world), form)
    page = NewsPage.objects.get(pk=world.pages["own draft"].pk)
    scheduled = page.get_scheduled_revision_as_object()
    assert scheduled.go_live_at == MORNINGS[moment]
    assert not page.live
    again = shown(world, "own draft")
    assert again["go_live_at"] == as_shown(moment)


RICH = json.dumps(
    {
        "blocks": [
            {
                "key": "a",
                "text": "Leikkipuistojen keinut uusitaan.",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [],
            }
        ],
        "entityMap": {},
    }
)


def test_minutes_with_items_and_attachments_are_written(world: World) -> None:
    form = shown(world, "own meeting")
    document = world.documents["own"].pk
    form.update({"stage": "minutes_published", "agenda_items-TOTAL_FORMS": "2"})
    item = {
        "number": "2",
        "title": "Valaistus",
        "text": RICH,
        "outcome": "Esitetään.",
        "id": "",
        "ORDER": "2",
        "DELETE": "",
        "attachments-count": "1",
        "attachments-0-type": "attachment",
        "attachments-0-order": "0",
        "attachments-0-deleted": "",
        "attachments-0-id": "",
        "attachments-0-value-document": str(document),
        "attachments-0-value-title": "Suunnitelma",
    }
    for name, value in item.items():
        form[f"agenda_items-1-{name}"] = value
    form["action-publish"] = "x"
    world.clients["coordinator"].post(edit("own meeting", world), form)
    page = MeetingPage.objects.get(pk=world.pages["own meeting"].pk)
    assert page.stage == "minutes_published"
    first, second = page.agenda_items.all()
    assert (first.number, second.number, second.title) == (1, 2, "Valaistus")
    assert "Leikkipuistojen keinut uusitaan." in second.text
    assert second.attachments[0].value["document"].pk == document
    assert second.attachments[0].value["title"] == "Suunnitelma"


def test_a_draft_without_what_publishing_needs_is_saved(world: World) -> None:
    path = reverse(
        "wagtailadmin_pages:add",
        args=["kumppanuus_pages", "newspage", world.pages["own newsroom"].pk],
    )
    form = form_at(world.clients["coordinator"], path)
    form.update({"title": "Kesken", "slug": "kesken", "lead": ""})
    world.clients["coordinator"].post(path, form)
    page = Page.objects.get(slug="kesken")
    assert not page.live
    form = form_at(world.clients["coordinator"], reverse("wagtailadmin_pages:edit", args=[page.pk]))
    form["action-publish"] = "x"
    response = world.clients["coordinator"].post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), form
    )
    assert response.status_code == 200
    assert not Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize("name", ["own meeting", "own region", "own news", "own publication"])
def test_saving_by_itself_again_and_again_changes_nothing(world: World, name: str) -> None:
    contents = []
    for _time in range(2):
        form = shown(world, name)
        response = world.clients["coordinator"].post(
            edit(name, world), form, headers={"accept": "application/json"}
        )
        assert json.loads(response.text)["success"] is True
        content = world.page(name).get_latest_revision().content
        contents.append({key: content[key] for key in content if key not in NOT_CONTENT})
    assert contents[0] == contents[1]
