"""What each role may do to which page, tried through the admin's own addresses. A denial leaves
every row of every model as it was; beside each there is someone who may do the same."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Locale

from tests.admin.world import World, undone, watching

SKELETON = {"home", "city newsroom"} | {
    f"{whose} {name}"
    for whose in ("own", "other", "own Swedish", "other Swedish")
    for name in ("region", "meetings", "newsroom")
}
NEWS = {
    f"{whose} {name}"
    for whose in ("city", "own", "other", "own Swedish", "other Swedish")
    for name in ("newsroom", "news")
} | {f"{whose} {name}" for whose in ("own", "other") for name in ("publication", "draft")}
OWN = {
    *(f"own {name}" for name in ("region", "meetings", "newsroom", "meeting", "news", "draft")),
    *("own term", "own publication"),
    *(f"own Swedish {name}" for name in ("region", "newsroom", "news")),
}
CITY = {"home", "city newsroom", "city news"}
OTHERS = {name.replace("own", "other") for name in OWN}
REACH = {
    "coordinator": OWN,
    "lead": OWN | OTHERS,
    "communications": NEWS,
    "reviewer": set(),
}
TRIED = {
    "coordinator": OWN | OTHERS | CITY,
    "lead": OTHERS | CITY,
    "communications": OWN | CITY,
    "reviewer": {"own region", "own meeting", "other draft", "city news"},
}
"""The pages on which each role is tried: on all that are alike, once."""
ON_SKELETON = {"save a draft", "publish", "add under it", "bulk publish", "lock"}
ONLY_COMMUNICATIONS = {"lock"}


def may(role: str, action: str, target: str) -> bool:
    if action in ONLY_COMMUNICATIONS and role != "communications":
        return False
    if target in SKELETON and action not in ON_SKELETON:
        return False
    if action == "reorder" and target.endswith("term"):
        return False  # it stands among the index pages
    return target in REACH[role]


# --- the actions: each says how it is asked, and of which model a row then changes ----------------

Request = tuple[str, Any]
Action = Callable[[World, str], Request]
ACTIONS: dict[str, tuple[Action, str]] = {}


def action(name: str, changes: str) -> Callable[[Action], Action]:
    def keep(function: Action) -> Action:
        ACTIONS[name] = (function, changes)
        return function

    return keep


def address(world: World, view: str, target: str) -> str:
    return reverse(f"wagtailadmin_pages:{view}", args=[world.pages[target].pk])


def bulk(world: World, target: str, name: str, **data: Any) -> Request:
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", name])
    return f"{path}?id={world.pages[target].pk}", data


@action("save a draft", "Revision")
def save_a_draft(world: World, target: str) -> Request:
    data = world.form(target)
    data["title"] = "Muutettu"
    return address(world, "edit", target), data


@action("publish", "Page")
def publish(world: World, target: str) -> Request:
    data = world.form(target)
    data.update({"title": "Muutettu", "action-publish": "x"})
    return address(world, "edit", target), data


@action("delete", "Page")
def delete(world: World, target: str) -> Request:
    return address(world, "delete", target), {}


def publish_draft(world: World, target: str) -> None:
    if target.endswith("draft"):
        world.page(target).get_latest_revision().publish()


@action("unpublish", "Page")
def unpublish(world: World, target: str) -> Request:
    publish_draft(world, target)
    return address(world, "unpublish", target), {"include_descendants": "on"}


@action("reorder", "Page")
def reorder(world: World, target: str) -> Request:
    """Before or after its brother, who is made for it."""
    page = world.page(target)
    brother = page.copy(update_attrs={"slug": "veli", "title": "Veli"})
    path = address(world, "set_page_position", target)
    place = list(page.get_siblings().values_list("pk", flat=True)).index(brother.pk)
    return f"{path}?position={place}", {}


@action("copy", "Page")
def copy(world: World, target: str) -> Request:
    data = {
        "new_parent_page": world.page(target).get_parent().pk,
        "new_title": "Kopio",
        "new_slug": "kopio",
        "publish_copies": "on",
    }
    return address(world, "copy", target), data


@action("copy as an alias", "Page")
def copy_as_an_alias(world: World, target: str) -> Request:
    data = {
        "new_parent_page": world.page(target).get_parent().pk,
        "new_title": "Kopio",
        "new_slug": "kopio",
        "alias": "on",
    }
    return address(world, "copy", target), data


@action("restrict", "PageViewRestriction")
def restrict(world: World, target: str) -> Request:
    return address(world, "set_privacy", target), {"restriction_type": "login"}


@action("translate", "Page")
def translate(world: World, target: str) -> Request:
    english = Locale.objects.get(language_code="en")
    page = world.page(target)
    if not page.get_parent().is_root() and not page.get_parent().has_translation(english):
        page.get_parent().specific.copy_for_translation(english, copy_parents=True)
    path = reverse("simple_translation:submit_page_translation", args=[page.pk])
    return path, {"locales": [english.pk]}


@action("lock", "Page")
def lock(world: World, target: str) -> Request:
    return address(world, "lock", target), {}


@action("add under it", "Page")
def add_under_it(world: World, target: str) -> Request:
    kinds = {"newsroom": "newspage", "meetings": "meetingpage", "region": "termpage"}
    model = kinds.get(target.split()[-1], "regionpage")
    parent = target if model != "regionpage" else "home"
    data = world.new_form(parent, model)
    data["action-publish"] = "x"
    path = reverse(
        "wagtailadmin_pages:add", args=["kumppanuus_pages", model, world.pages[target].pk]
    )
    return path, data


@action("bulk delete", "Page")
def bulk_delete(world: World, target: str) -> Request:
    return bulk(world, target, "delete")


@action("bulk unpublish", "Page")
def bulk_unpublish(world: World, target: str) -> Request:
    publish_draft(world, target)
    return bulk(world, target, "unpublish", include_descendants="on")


@action("bulk publish", "Page")
def bulk_publish(world: World, target: str) -> Request:
    page = world.page(target)
    page.title = "Muutettu"
    page.save_revision()
    return bulk(world, target, "publish")


def targets_of(role: str, name: str) -> list[str]:
    holding_pages = TRIED[role] & SKELETON
    return sorted(holding_pages if name == "add under it" else TRIED[role])


@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.parametrize("role", REACH)
def test_each_role_reaches_its_own_pages_and_no_others(
    world: World, role: str, name: str, record_property: Callable[[str, object], None]
) -> None:
    ask, changes = ACTIONS[name]
    denied = 0
    for target in targets_of(role, name):
        with undone():
            request = ask(world, target)
            with watching() as watch:
                response = world.clients[role].post(*request)
            if may(role, name, target):
                assert changes in watch.changed(), (target, response.status_code)
            else:
                assert watch.changed() == set(), (target, response.status_code)
                denied += 1
    record_property("denials", denied)
