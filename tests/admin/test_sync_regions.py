"""`sync_regions` makes an empty site usable, adds what is missing and removes nothing."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
)

from cms.pages.models import (
    CityResources,
    HomePage,
    IndexPage,
    InfoIndexPage,
    NewsIndexPage,
    PublicationIndexPage,
    RegionPage,
    RegionResources,
)
from tests.admin.world import World, state
from tests.factories import add_meeting, add_region, index_of


def page_rights(group: Group) -> set[tuple[int, str]]:
    rows = GroupPagePermission.objects.filter(group=group)
    return set(rows.values_list("page", "permission__codename"))


def file_rights(group: Group) -> set[tuple[int, str]]:
    rows = GroupCollectionPermission.objects.filter(group=group)
    return set(rows.values_list("collection", "permission__codename"))


@pytest.mark.django_db
def test_an_empty_site_gets_a_front_page_roles_and_languages() -> None:
    call_command("sync_regions")
    home = HomePage.objects.get()
    assert (home.locale.language_code, home.live) == ("fi", True)
    assert [type(page) for page in home.get_children().specific()] == [
        NewsIndexPage,
        PublicationIndexPage,
        InfoIndexPage,
    ]
    assert list(Page.objects.filter(depth=2)) == [home.page_ptr]
    site = Site.objects.get(is_default_site=True)
    assert (site.root_page_id, site.hostname, site.port) == (home.pk, "kumppanuus.test", 443)
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"fi", "sv", "en"}
    assert not WorkflowPage.objects.exists()
    shared = CityResources.objects.get()
    assert shared.lead_coordinators and shared.communications and shared.collection


@pytest.mark.django_db
def test_a_second_run_changes_nothing(world: World) -> None:
    call_command("sync_regions")
    before = state()
    call_command("sync_regions")
    assert state() == before


def test_what_is_missing_is_added_again(world: World) -> None:
    region = world.page("own region")
    newsroom = index_of(region, "uutiset").pk
    for model in IndexPage.__subclasses__():
        model.objects.child_of(region).exclude(pk=newsroom).delete()
    own = world.resources["own"]
    group = own.coordinators
    GroupPagePermission.objects.filter(group=group).delete()
    GroupCollectionPermission.objects.filter(group=group).delete()
    group.permissions.clear()
    Collection.objects.get(pk=own.collection.pk).delete()
    call_command("sync_regions")
    own.refresh_from_db()
    region = RegionPage.objects.get(pk=region.pk)
    assert {type(page) for page in region.get_children().specific()} >= set(
        IndexPage.__subclasses__()
    )
    assert NewsIndexPage.objects.child_of(region).get().pk == newsroom
    assert own.coordinators == group
    regions = [region.pk, world.pages["own Swedish region"].pk]
    assert page_rights(group) == {
        (pk, f"{action}_page") for pk in regions for action in ("add", "change", "publish")
    }
    kinds = ("image", "document")
    assert file_rights(group) == {
        (own.collection.pk, f"{action}_{kind}")
        for action in ("add", "change", "choose")
        for kind in kinds
    } | {(world.shared.collection.pk, f"choose_{kind}") for kind in kinds}
    assert group.permissions.filter(codename="access_admin").exists()


def test_what_editors_made_stays(world: World) -> None:
    """Their pages, groups, rights given by hand and collections."""
    region = world.page("own region")
    meeting = add_meeting(region, "Säilyvä")
    extra = Group.objects.create(name="Omat")
    GroupPagePermission.objects.create(group=extra, page=region, permission_type="change")
    GroupPagePermission.objects.create(
        group=world.resources["own"].coordinators,
        page=world.pages["city newsroom"],
        permission_type="change",
    )
    rights = set(GroupPagePermission.objects.values_list("pk", flat=True))
    collections = set(Collection.objects.values_list("pk", flat=True))
    call_command("sync_regions")
    assert Page.objects.filter(pk=meeting.pk).exists()
    assert set(GroupPagePermission.objects.values_list("pk", flat=True)) >= rights
    assert set(Collection.objects.values_list("pk", flat=True)) >= collections
    assert extra.page_permissions.count() == 1


def test_a_slug_in_use_is_no_obstacle(world: World) -> None:
    region = add_region(HomePage.objects.get(pk=world.pages["home"].pk), "keskusta")
    taken = world.page("own term").copy(
        to=region, update_attrs={"slug": "kokoukset", "title": "Kokoukset"}
    )
    call_command("sync_regions")
    slugs = set(Page.objects.child_of(region).values_list("slug", flat=True))
    assert {"kokoukset", "lausunnot", "tapahtumat", "uutiset", "julkaisut", "tietoa"} <= slugs
    assert Page.objects.filter(pk=taken.pk).exists()
    meetings = [p for p in Page.objects.child_of(region).specific() if isinstance(p, IndexPage)]
    assert len(meetings) == 6


@pytest.mark.django_db
def test_a_new_region_is_complete_once_its_transaction_is_over(
    home: HomePage, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        region = add_region(home, "pohjoinen")
        assert not region.get_children().exists()
    resources = RegionResources.objects.get(translation_key=region.translation_key)
    assert RegionPage.objects.get(pk=region.pk).get_children().live().count() == 6
    assert page_rights(resources.coordinators) == {
        (region.pk, f"{action}_page") for action in ("add", "change", "publish")
    }
    assert Workflow.objects.filter(pk=resources.workflow.pk, workflow_pages=None).exists()
    task = resources.workflow.tasks.get().specific
    assert list(task.groups.all()) == [resources.coordinators]


@pytest.mark.django_db
def test_a_failed_region_leaves_nothing(home: HomePage, monkeypatch) -> None:
    from cms.pages import furnishing

    def fail(*args: object) -> None:
        raise RuntimeError("half-way")

    region = add_region(home, "pohjoinen")
    monkeypatch.setattr(furnishing, "_make_workflow", fail)
    before = state()
    with pytest.raises(RuntimeError):
        furnishing.furnish(region)
    assert state() == before


def test_communications_run_every_newsroom_and_the_shared_files(world: World) -> None:
    runs = ("add", "change", "publish", "bulk_delete", "lock", "unlock")
    indexes = [
        pk
        for model in (NewsIndexPage, PublicationIndexPage, InfoIndexPage)
        for pk in model.objects.values_list("pk", flat=True)
    ]
    assert len(indexes) == 18
    assert page_rights(world.shared.communications) == {
        (pk, f"{action}_page") for pk in indexes for action in runs
    }
    assert file_rights(world.shared.communications) == {
        (world.shared.collection.pk, f"{action}_{kind}")
        for action in ("add", "change", "choose", "delete")
        for kind in ("image", "document")
    }


def test_an_alias_of_a_region_gets_nothing_of_its_own(world: World) -> None:
    alias = world.page("own region").create_alias(
        parent=world.page("home"), update_slug="pohjoinen-2", recursive=False
    )
    before = state()
    call_command("sync_regions")
    assert state() == before
    assert not alias.get_children().exists()
