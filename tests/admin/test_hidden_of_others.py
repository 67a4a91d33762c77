"""What is hidden of another table is told to its editors and to nobody else, by whichever door of
the admin somebody comes."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from tests.admin import doors
from tests.admin.world import World
from tests.factories import add_document, add_image, add_news, hide

SECRET = "Salaisuus"
WORD = "koivikko"
"""By which what is hidden is searched for, as some answers repeat what was asked."""
WAYS = ("draft", "scheduled", "expired", "restricted to signed-in")


class Hidden:
    """Of the other table; each name and address has the word `salaisuus`."""

    def __init__(self, world: World) -> None:
        self.lead = world.users["lead"]
        self.region = world.page("other region")
        self.pages = [self.add(way) for way in WAYS]
        for page, way in zip(self.pages, WAYS, strict=True):
            hide(page, way)
        self.reviewed = self.add("tarkastettava", live=False)
        self.revision = self.reviewed.save_revision(user=self.lead)
        self.state = world.resources["other"].workflow.start(self.reviewed, self.lead)
        self.changed = self.change_public()
        collection = world.resources["other"].collection
        self.image = add_image(f"{SECRET} {WORD} kuva", collection)
        self.document = add_document(f"{SECRET} {WORD} tiedosto", collection=collection)
        for file in (self.image, self.document):
            log(file, "wagtail.create", user=self.lead)
        self.refer_to(world.images["shared"])

    def add(self, what: str, **values: Any) -> Any:
        page = add_news(self.region, f"{SECRET} {WORD} {what}", **values)
        log(page, "wagtail.edit", user=self.lead)
        return type(page).objects.get(pk=page.pk)

    def change_public(self) -> Any:
        """Its public title is none of the secrets, that of its draft is."""
        page = add_news(self.region, "Julkinen koivikko")
        page = type(page).objects.get(pk=page.pk)
        page.title = f"{SECRET} uusi nimi"
        page.locked, page.locked_at = True, timezone.now()
        page.save_revision(user=self.lead, log_action=True)
        return page

    def refer_to(self, image: Any) -> None:
        self.reviewed.image = image
        self.reviewed.save()

    @property
    def keys(self) -> doors.Keys:
        return {
            "page": [self.pages[0].pk, self.changed.pk],
            "revision": [self.revision.pk],
            "task": [self.state.current_task_state.pk],
            "workflow_state": [self.state.pk],
            "file": [*{self.image.pk, self.document.pk}],
        }

    @property
    def every_key(self) -> str:
        pages = [*self.pages, self.reviewed, self.changed]
        return "&".join(f"id={each.pk}" for each in [*pages, self.image, self.document])


@pytest.fixture(scope="module")
def hidden(furnished: World, django_db_blocker: Any) -> Hidden:
    """Made once for the module, whose tests only read."""
    with django_db_blocker.unblock():
        return Hidden(furnished)


def tells(world: World, role: str, address: str) -> bool:
    """Whether the secret is in what somebody gets."""
    response = world.clients[role].get(address)
    assert response.status_code < 500, address
    return SECRET.lower().encode() in b"".join(response).lower()


GROUPS = {
    "pages": r"/admin/pages/",
    "choosers": r"/admin/(choose|images/chooser|documents/chooser|snippets/choose|embeds)",
    "bulk and API": r"/admin/(bulk|api)/",
    "reports": r"/admin/reports/",
    "files": r"/admin/(images|documents)/(?!chooser)",
}
REST = r"/admin/(?!pages|choose|images|documents|snippets/choose|embeds|bulk|api|reports)"


def asked(address: str, hidden: Hidden) -> list[str]:
    if "/bulk/" in address or "multiple" in address:
        return [f"{address}?{hidden.every_key}"]
    if "/reports/" in address:
        return [address, f"{address}?export=csv"]
    if re.search(r"\d", address.removeprefix("/admin/")):
        return [address]
    return [address, f"{address}?{'search' if '/api/' in address else 'q'}={WORD}"]


@pytest.mark.parametrize("group", [*GROUPS.values(), REST])
def test_no_door_tells_of_what_is_hidden_of_others(
    world: World, hidden: Hidden, group: str
) -> None:
    of_group = [each for each in doors.addresses(hidden.keys) if re.match(group, each)]
    questions = [question for each in of_group for question in asked(each, hidden)]
    assert questions
    assert [each for each in questions if tells(world, "coordinator", each)] == []


def bulk(model: str, action: str, hidden: Hidden) -> str:
    app = "wagtailcore" if model == "page" else "kumppanuus_media"
    path = reverse("wagtail_bulk_action", args=[app, model, action])
    return f"{path}?{hidden.every_key}"


DOORS: dict[str, Callable[[Hidden], str]] = {
    "bulk delete": lambda hidden: bulk("page", "delete", hidden),
    "bulk delete of images": lambda hidden: bulk("image", "delete", hidden),
    "bulk tags of documents": lambda hidden: bulk("document", "add_tags", hidden),
    "chooser": lambda hidden: reverse(
        "wagtailadmin_choose_page_child", args=[hidden.pages[0].get_parent().pk]
    ),
    "chooser at a page": lambda hidden: reverse(
        "wagtailadmin_choose_page_child", args=[hidden.pages[0].pk]
    ),
    "search of the chooser": lambda hidden: (
        f"{reverse('wagtailadmin_choose_page_search')}?q={WORD}"
    ),
    "chosen": lambda hidden: (
        f"{reverse('wagtailadmin_choose_page_chosen_multiple')}?{hidden.every_key}"
    ),
    "explorer": lambda hidden: reverse("wagtailadmin_explore", args=[hidden.pages[0].pk]),
    "images of the API": lambda hidden: reverse("wagtailadmin_api:images:listing"),
    "document of the API": lambda hidden: reverse(
        "wagtailadmin_api:documents:detail", args=[hidden.document.pk]
    ),
    "report of workflows": lambda hidden: reverse("wagtailadmin_reports:workflow"),
    "report of page types": lambda hidden: reverse("wagtailadmin_reports:page_types_usage"),
    "site history": lambda hidden: reverse("wagtailadmin_reports:site_history"),
}


@pytest.mark.parametrize("door", DOORS)
def test_editors_of_the_table_are_told(world: World, hidden: Hidden, door: str) -> None:
    address = DOORS[door](hidden)
    assert tells(world, "lead", address)
    assert not tells(world, "coordinator", address)


def test_words_of_files_are_offered_to_those_who_know_the_files(world: World) -> None:
    theirs = add_document("Tiedosto", collection=world.resources["other"].collection)
    own = add_image("Kuva", world.resources["own"].collection)
    theirs.tags.add("salaisuus")
    own.tags.add("salava")
    path = reverse("wagtailadmin_tag_autocomplete")
    offered = {
        role: world.clients[role].get(path, {"term": "sala"}).json()
        for role in ("coordinator", "lead", "administrator")
    }
    assert offered["coordinator"] == ["salava"]
    assert offered["lead"] == offered["administrator"] == ["salaisuus", "salava"]
    assert world.clients["coordinator"].get(path).json() == []
    lists = [reverse(f"wagtail{kind}:index") for kind in ("docs", "images")]
    told = {}
    for role in ("coordinator", "lead"):
        pages = " ".join(world.clients[role].get(address).text for address in lists)
        told[role] = [word for word in ("salaisuus", "salava") if f'value="{word}"' in pages]
    assert told == {"coordinator": ["salava"], "lead": ["salaisuus", "salava"]}
