"""The rest of the admin: registers, themes, and what only administrators reach."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, Site, Task, Workflow

from tests.admin.world import ROLES, World, undone
from tests.factories import add_organisation, add_topic
from themes.models import Theme

# --- registers and themes -----------------------------------------------------------------------

MAY_ADD_TO_REGISTERS = {"coordinator", "lead"}
MAY_RUN_THEMES = {"communications"}


def snippet(view: str, model: str, *args: Any) -> str:
    app = "kumppanuus_themes" if model == "theme" else "kumppanuus_snippets"
    return reverse(f"wagtailsnippets_{app}_{model}:{view}", args=args)


@pytest.mark.parametrize("role", [*ROLES, "administrator"])
@pytest.mark.parametrize("model", ["topic", "organisation"])
class TestRegisters:
    data = {"name": "Uusi", "slug": "", "kind": "board", "website": "", "email": ""}

    def entry(self, model: str) -> Any:
        return add_topic("Vanha") if model == "topic" else add_organisation("Vanha")

    def test_adding_and_changing(self, world: World, role: str, model: str) -> None:
        may = role in MAY_ADD_TO_REGISTERS or role == "administrator"
        entry = self.entry(model)
        for path in (snippet("add", model), snippet("edit", model, entry.pk)):
            with undone():
                changed = world.asks(role, path, self.data | {"action-publish": "x"})
                assert (changed != set()) is may, path
                assert type(entry).objects.filter(name="Uusi", live=True).exists() is may

    def test_removing_and_hiding(self, world: World, role: str, model: str) -> None:
        entry = self.entry(model)
        bulk = reverse("wagtail_bulk_action", args=["kumppanuus_snippets", model, "delete"])
        for path in (
            snippet("delete", model, entry.pk),
            snippet("unpublish", model, entry.pk),
            f"{bulk}?id={entry.pk}",
        ):
            with undone():
                changed = world.asks(role, path)
                assert (changed != set()) is (role == "administrator"), path

    def test_nobody_makes_them_expire(self, world: World, role: str, model: str) -> None:
        entry = self.entry(model)
        data = self.data | {"name": "Vanha", "expire_at": "2999-01-01 09:00", "action-publish": "x"}
        world.asks(role, snippet("edit", model, entry.pk), data)
        entry.refresh_from_db()
        assert entry.live and entry.expire_at is None


@pytest.mark.parametrize("role", [*ROLES, "administrator"])
def test_themes(world: World, role: str) -> None:
    may = role in MAY_RUN_THEMES or role == "administrator"
    theme = Theme.objects.get(code="pohjoinen")
    fields = ("primary", "secondary", "accent", "background", "surface", "typeface", "pattern")
    data = {name: getattr(theme, name) for name in fields} | {"name": "Uusi", "logo": ""}
    spare = Theme.objects.create(name="Vara", code="vara")
    for path, sent in (
        (snippet("edit", "theme", theme.pk), data | {"code": "pohjoinen"}),
        (snippet("add", "theme"), data | {"code": "uusi"}),
        (snippet("delete", "theme", spare.pk), {}),
    ):
        with undone():
            assert ("Theme" in world.asks(role, path, sent)) is may, path
            assert may or world.asks(role, path, sent) == set()


# --- what only administrators reach -------------------------------------------------------------


def user_data(world: World, role: str) -> dict[str, Any]:
    """A form in which somebody makes an administrator."""
    return {
        "username": "uusi",
        "email": "uusi@example.org",
        "first_name": "Uusi",
        "last_name": "Uusi",
        "password1": "ihan-uusi-salasana",
        "password2": "ihan-uusi-salasana",
        "is_superuser": "on",
        "is_active": "on",
        "groups": [world.shared.lead_coordinators.pk],
    }


def group_data(name: str) -> dict[str, Any]:
    data: dict[str, Any] = {"name": name}
    prefixes = ("page_permissions", "collection_permissions", "image_permissions")
    for prefix in (*prefixes, "document_permissions", "collection_mgmt_permissions"):
        data |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
        data |= {f"{prefix}-MIN_NUM_FORMS": "0", f"{prefix}-MAX_NUM_FORMS": "1000"}
    return data


def doors(world: World, role: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Address, model that would change, and what is sent."""
    user, own = world.users["reviewer"], world.resources["own"]
    redirect = Redirect.objects.create(old_path="/vanha", redirect_link="https://lahti.fi/")
    site = Site.objects.get()
    task = Task.objects.filter(name=own.workflow.name).get()
    spare = Locale.objects.get(language_code="en")
    redirected = {"old_path": "/uusi", "site": "", "is_permanent": "on"}
    redirected["redirect_link"] = "https://lahti.fi/"
    site_data = {
        "hostname": "muu.test",
        "port": "80",
        "root_page": world.pages["home"].pk,
        "site_name": "Muu",
    }
    return [
        (reverse("wagtailusers_users:add"), "User", user_data(world, role)),
        (reverse("wagtailusers_users:edit", args=[user.pk]), "User", user_data(world, role)),
        (reverse("wagtailusers_users:delete", args=[user.pk]), "User", {}),
        (reverse("wagtailusers_groups:add"), "Group", group_data("Uusi")),
        (
            reverse("wagtailusers_groups:edit", args=[own.coordinators.pk]),
            "Group",
            group_data("Uusi"),
        ),
        (reverse("wagtailusers_groups:delete", args=[own.coordinators.pk]), "Group", {}),
        (reverse("wagtailsites:add"), "Site", site_data),
        (reverse("wagtailsites:edit", args=[site.pk]), "Site", site_data),
        (reverse("wagtailsites:delete", args=[site.pk]), "Site", {}),
        (reverse("wagtailredirects:add"), "Redirect", redirected),
        (reverse("wagtailredirects:edit", args=[redirect.pk]), "Redirect", redirected),
        (reverse("wagtailredirects:delete", args=[redirect.pk]), "Redirect", {}),
        (reverse("wagtaillocales:delete", args=[spare.pk]), "Locale", {}),
        (
            reverse("wagtailadmin_collections:add"),
            "Collection",
            {"name": "Uusi", "parent": Collection.get_first_root_node().pk},
        ),
        (
            reverse("wagtailadmin_collections:edit", args=[own.collection.pk]),
            "Collection",
            {"name": "Uusi", "parent": Collection.get_first_root_node().pk},
        ),
        (
            reverse("wagtailadmin_collections:set_privacy", args=[own.collection.pk]),
            "CollectionViewRestriction",
            {"restriction_type": "login"},
        ),
        (reverse("wagtailadmin_workflows:disable", args=[own.workflow.pk]), "Workflow", {}),
        (
            reverse("wagtailadmin_workflows:add"),
            "Workflow",
            {
                "name": "Uusi",
                "workflow_tasks-TOTAL_FORMS": "1",
                "workflow_tasks-INITIAL_FORMS": "0",
                "workflow_tasks-MIN_NUM_FORMS": "0",
                "workflow_tasks-MAX_NUM_FORMS": "1000",
                "workflow_tasks-0-task": task.pk,
                "workflow_tasks-0-ORDER": "1",
                "workflow_tasks-0-DELETE": "",
                "pages-TOTAL_FORMS": "0",
                "pages-INITIAL_FORMS": "0",
                "pages-MIN_NUM_FORMS": "0",
                "pages-MAX_NUM_FORMS": "1000",
            },
        ),
        (reverse("wagtailadmin_workflows:disable_task", args=[task.pk]), "Task", {}),
    ]


@pytest.mark.parametrize("role", [*ROLES, "administrator"])
def test_only_administrators_run_the_site(world: World, role: str) -> None:
    for path, model, data in doors(world, role):
        with undone():
            changed = world.asks(role, path, data)
            if role == "administrator":
                assert model in changed, path
            else:
                assert changed == set(), path


@pytest.mark.parametrize("role", ROLES)
def test_only_administrators_open_the_sites_lists(world: World, role: str) -> None:
    for name in (
        "wagtailusers_users:index",
        "wagtailusers_groups:index",
        "wagtailsites:index",
        "wagtaillocales:index",
        "wagtailredirects:index",
        "wagtailadmin_workflows:index",
        "wagtailadmin_workflows:task_index",
        "wagtailadmin_collections:index",
    ):
        assert world.clients["administrator"].get(reverse(name)).status_code == 200, name
        response = world.clients[role].get(reverse(name))
        assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home")), name


@pytest.mark.parametrize("role", ["coordinator", "communications", "reviewer"])
def test_the_drafts_of_others_are_not_opened(world: World, role: str) -> None:
    """Neither a draft, its history and versions, nor its preview."""
    target = {"communications": "other meeting"}.get(role, "other draft")
    page = world.page(target)
    revision = page.get_latest_revision()
    for view, args in (
        ("edit", [page.pk]),
        ("view_draft", [page.pk]),
        ("history", [page.pk]),
        ("usage", [page.pk]),
        ("revisions_view", [page.pk, revision.pk]),
        ("revisions_revert", [page.pk, revision.pk]),
        ("revisions_compare", [page.pk, "earliest", "latest"]),
        ("preview_on_edit", [page.pk]),
        ("workflow_history", [page.pk]),
    ):
        path = reverse(f"wagtailadmin_pages:{view}", args=args)
        assert world.clients["lead"].get(path).status_code == 200, view
        response = world.clients[role].get(path)
        assert response.status_code in (302, 403), view


def test_the_explorer_shows_a_coordinator_their_own_branch(world: World) -> None:
    path = reverse("wagtailadmin_explore", args=[world.pages["other region"].pk])
    html = world.clients["coordinator"].get(path, follow=True).text
    for name in ("other news", "other draft", "other newsroom"):
        edit = reverse("wagtailadmin_pages:edit", args=[world.pages[name].pk])
        assert edit not in html
    own = reverse("wagtailadmin_explore", args=[world.pages["own newsroom"].pk])
    listed = world.clients["coordinator"].get(own).text
    assert reverse("wagtailadmin_pages:edit", args=[world.pages["own draft"].pk]) in listed


def test_groups_and_workflows_are_found_by_key(world: World) -> None:
    """Renamed by an administrator, they keep working and are not made again."""
    from cms.pages.furnishing import furnish_all

    groups = Group.objects.count()
    Group.objects.filter(pk=world.resources["own"].coordinators.pk).update(name="Omat")
    Group.objects.filter(pk=world.shared.communications.pk).update(name="Tiedottajat")
    Collection.objects.filter(pk=world.shared.collection.pk).update(name="Muut")
    Workflow.objects.filter(pk=world.resources["own"].workflow.pk).update(name="Muu")
    furnish_all()
    assert Group.objects.count() == groups
    assert set(Group.objects.filter(name__in=["Omat", "Tiedottajat"])) == {
        world.resources["own"].coordinators,
        world.shared.communications,
    }
