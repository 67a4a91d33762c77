"""Moving and copying between places, and what else changes a page without editing it."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from cms.pages.models import NewsPage
from tests.admin.world import World, tomorrow, undone

MOVES = [
    # who, what, under what, whether they may
    ("coordinator", "own news", "own newsroom", True),
    ("coordinator", "own news", "other newsroom", False),
    ("coordinator", "own news", "city newsroom", False),
    ("coordinator", "own draft", "other newsroom", False),
    ("coordinator", "own meeting", "other meetings", False),
    ("coordinator", "own term", "other region", False),
    ("coordinator", "other news", "own newsroom", False),
    ("coordinator", "other draft", "own newsroom", False),
    ("coordinator", "other meeting", "own meetings", False),
    ("coordinator", "city news", "own newsroom", False),
    ("coordinator", "own newsroom", "other region", False),
    ("coordinator", "own region", "home", False),
    ("lead", "own news", "other newsroom", True),
    ("lead", "own meeting", "other meetings", True),
    ("lead", "own news", "city newsroom", False),
    ("lead", "city news", "own newsroom", False),
    ("lead", "own newsroom", "other region", False),
    ("communications", "own news", "city newsroom", True),
    ("communications", "city news", "other newsroom", True),
    ("communications", "own meeting", "other meetings", False),
    ("communications", "own newsroom", "home", False),
    ("communications", "own term", "other region", False),
    ("reviewer", "own news", "other newsroom", False),
]


def address(world: World, view: str, *names: str) -> str:
    return reverse(f"wagtailadmin_pages:{view}", args=[world.pages[name].pk for name in names])


@pytest.mark.parametrize(("role", "what", "where", "may"), MOVES)
def test_moving(world: World, role: str, what: str, where: str, may: bool) -> None:
    page, destination = world.pages[what], world.pages[where]
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    ways: list[tuple[str, dict[str, Any]]] = [
        (address(world, "move_confirm", what, where), {}),
        (f"{bulk}?id={page.pk}", {"chooser": destination.pk}),
    ]
    for path, data in ways:
        with undone():
            changed = world.asks(role, path, data)
            assert (changed != set()) is may, path
            moved = Page.objects.get(pk=page.pk).get_parent().pk == destination.pk
            assert moved is (may or page.get_parent().pk == destination.pk)


COPIES = [
    ("coordinator", "own news", "own Swedish newsroom", True),
    ("coordinator", "own news", "other newsroom", False),
    ("coordinator", "own news", "city newsroom", False),
    ("coordinator", "own meeting", "other meetings", False),
    ("coordinator", "other news", "own newsroom", False),
    ("coordinator", "city news", "own newsroom", False),
    ("coordinator", "own region", "home", False),
    ("coordinator", "own newsroom", "own region", False),
    ("lead", "own news", "other newsroom", True),
    ("lead", "own region", "home", False),
    ("lead", "city news", "own newsroom", False),
    ("communications", "city news", "own newsroom", True),
    ("communications", "own meeting", "own meetings", False),
    ("communications", "own newsroom", "home", False),
    ("reviewer", "own news", "own newsroom", False),
]


@pytest.mark.parametrize("option", ["publish_copies", "copy_subpages", "alias"])
@pytest.mark.parametrize(("role", "what", "where", "may"), COPIES)
def test_copying(world: World, role: str, what: str, where: str, may: bool, option: str) -> None:
    data = {
        "new_parent_page": world.pages[where].pk,
        "new_title": "Kopio",
        "new_slug": "kopio",
        option: "on",
    }
    changed = world.asks(role, address(world, "copy", what), data)
    assert ("Page" in changed) is may
    assert may or changed == set()
    assert Page.objects.filter(slug="kopio").exists() is may


@pytest.mark.parametrize(
    ("role", "may"),
    [("coordinator", False), ("lead", True), ("communications", True), ("reviewer", False)],
)
class TestWhatStandsInAnotherRegion:
    def test_cancelling_a_schedule(self, world: World, role: str, may: bool) -> None:
        page = world.page("other draft")
        page.go_live_at = timezone.now() + timezone.timedelta(days=1)
        revision = page.save_revision()
        revision.publish()
        path = reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, revision.pk])
        assert ("Revision" in world.asks(role, path)) is may
        revision.refresh_from_db()
        assert (revision.approved_go_live_at is None) is may

    def test_making_an_alias_a_page_of_its_own(self, world: World, role: str, may: bool) -> None:
        alias = world.page("other news").create_alias(update_slug="alias")
        path = reverse("wagtailadmin_pages:convert_alias", args=[alias.pk])
        assert ("Page" in world.asks(role, path)) is may

    def test_publishing_an_older_version(self, world: World, role: str, may: bool) -> None:
        page = world.page("other news")
        first = page.get_latest_revision()
        page.title = "Uudempi"
        page.save_revision().publish()
        path = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
        response = world.clients[role].get(path)
        assert (response.status_code == 200) is may
        data = world.form("other news")
        data.update({"revision": first.pk, "action-publish": "x"})
        assert ("Page" in world.asks(role, address(world, "edit", "other news"), data)) is may

    def test_scheduling(self, world: World, role: str, may: bool) -> None:
        data = world.form("other draft")
        data.update({"go_live_at": tomorrow(), "action-publish": "x"})
        changed = world.asks(role, address(world, "edit", "other draft"), data)
        assert ("Revision" in changed) is may
        page = NewsPage.objects.get(pk=world.pages["other draft"].pk)
        assert page.approved_schedule is may and not page.live


def test_unlocking_is_for_who_locked_and_communications(world: World) -> None:
    for name, role, may in (
        ("own meeting", "coordinator", False),
        ("own news", "coordinator", False),
        ("own news", "lead", False),
        ("own news", "communications", True),
    ):
        with undone():
            page = world.page(name)
            page.locked, page.locked_by = True, world.users["administrator"]
            page.save()
            assert (world.asks(role, address(world, "unlock", name)) != set()) is may
            data = world.form(name) | {"title": "Muutettu"}
            assert world.asks(role, address(world, "edit", name), data) == set() or may


# --- reviewing ----------------------------------------------------------------------------------


def assign_workflow(world: World, name: str) -> None:
    task = GroupApprovalTask.objects.create(name="Tarkastus")
    task.groups.add(world.groups["reviewer"])
    workflow = Workflow.objects.create(name="Tarkastus")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=world.pages[name])


def submit(world: World, name: str) -> str:
    """The coordinator submits a changed draft; the address at which it is approved."""
    data = world.form(name)
    data.update({"title": "Tarkastettava", "action-submit": "x"})
    world.clients["coordinator"].post(address(world, "edit", name), data)
    task = world.page(name).current_workflow_task_state
    args = [world.pages[name].pk, "approve", task.pk]
    return reverse("wagtailadmin_pages:workflow_action", args=args)


def test_a_reviewer_approves_where_a_workflow_is_assigned(world: World) -> None:
    assign_workflow(world, "own newsroom")
    path = submit(world, "own draft")
    assert not world.page("own draft").live
    assert world.asks("communications", path, {"comment": ""}) == set()
    assert world.clients["reviewer"].get(address(world, "edit", "own draft")).status_code == 200
    world.asks("reviewer", path, {"comment": ""})
    page = world.page("own draft")
    assert page.live and page.title == "Tarkastettava"


def test_a_reviewer_does_nothing_else(world: World) -> None:
    assign_workflow(world, "own newsroom")
    submit(world, "own draft")
    reject = [("delete", {}), ("unpublish", {}), ("set_privacy", {"restriction_type": "login"})]
    for view, data in reject:
        assert world.asks("reviewer", address(world, view, "own draft"), data) == set()
    data = world.form("own draft") | {"action-publish": "x", "title": "Ohi"}
    world.asks("reviewer", address(world, "edit", "own draft"), data)
    assert not world.page("own draft").live
    for name in ("own news", "own meeting", "other draft"):
        data = world.form(name) | {"title": "Muutettu"}
        assert world.asks("reviewer", address(world, "edit", name), data) == set()


def test_coordinators_publish_directly_where_the_workflow_is_not_assigned(world: World) -> None:
    assert not WorkflowPage.objects.filter(page__in=[p.pk for p in world.pages.values()]).exists()
    data = world.form("own draft")
    data.update({"action-publish": "x"})
    world.asks("coordinator", address(world, "edit", "own draft"), data)
    assert world.page("own draft").live
