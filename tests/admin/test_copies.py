"""UUIDs stay with what moves, is reverted or republished; copies, aliases and translations get new
ones, inline children too. Tried through the admin, for one page and for a whole region."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from modelcluster.models import get_all_child_relations
from wagtail.models import Locale, Page

from cms.pages.models import (
    AgendaItem,
    IndexPage,
    MeetingPage,
    NewsPage,
    RegionCoordinator,
    RegionPage,
    RegionResources,
)
from tests.admin.world import World

Capture = Callable[..., Any]


def uuids(page: Any) -> set[Any]:
    """Of the page and its inline children, as they stand in the database."""
    page = page.specific_class.objects.get(pk=page.pk)
    found = {page.uuid}
    for relation in get_all_child_relations(page):
        found |= {
            child.uuid
            for child in getattr(page, relation.get_accessor_name()).all()
            if hasattr(child, "uuid")
        }
    return found


def branch(page: Any) -> list[Any]:
    page = Page.objects.get(pk=page.pk)
    return [uuid for one in page.get_descendants(inclusive=True).specific() for uuid in uuids(one)]


@pytest.fixture
def admin(world: World) -> Client:
    client: Client = world.clients["administrator"]
    return client


@pytest.fixture
def meeting(world: World) -> MeetingPage:
    page = world.page("own meeting")
    assert len(uuids(page)) == 2
    return page


def address(view: str, *args: Any) -> str:
    return reverse(f"wagtailadmin_pages:{view}", args=args)


def copy(admin: Client, page: Page, to: Page, slug: str = "kopio", **options: str) -> Any:
    data = {
        "new_parent_page": to.pk,
        "new_title": "Kopio",
        "new_slug": slug,
        "publish_copies": "on",
    }
    admin.post(address("copy", page.pk), data | options)
    return Page.objects.child_of(to).get(slug=slug).specific


@pytest.mark.parametrize("options", [{}, {"alias": "on"}])
def test_a_copy_and_an_alias_get_new_ones(
    admin: Client, meeting: MeetingPage, options: dict[str, str]
) -> None:
    before = uuids(meeting)
    twin = copy(admin, meeting, meeting.get_parent(), **options)
    assert (twin.alias_of_id is not None) is ("alias" in options)
    assert len(uuids(twin)) == 2
    assert not uuids(twin) & before
    assert uuids(meeting) == before


def test_an_alias_keeps_its_own_when_its_page_is_published_again(
    admin: Client, world: World, meeting: MeetingPage
) -> None:
    alias = copy(admin, meeting, meeting.get_parent(), alias="on")
    before = alias.uuid
    data = world.form("own meeting")
    data.update({"title": "Muutettu", "action-publish": "x"})
    admin.post(address("edit", meeting.pk), data)
    alias = MeetingPage.objects.get(pk=alias.pk)
    assert alias.title == "Muutettu"
    assert alias.uuid == before


@pytest.fixture
def aliases(world: World) -> list[NewsPage]:
    """Of a coordinator's news with a file: one, and one that was made of that."""
    coordinator, newsroom = world.clients["coordinator"], world.pages["own newsroom"]
    original = world.page("own news")
    original.body = [("attachment", {"document": world.documents["own"], "title": ""})]
    original.save_revision().publish()
    first = copy(coordinator, original, newsroom, alias="on")
    return [first, copy(coordinator, first, newsroom, slug="kopion-kopio", alias="on")]


def shown(page: Page) -> Any:
    """The page as GraphQL gives it."""
    query = f'{{ page(path: "{page.specific.site_path}") {{ title }} }}'
    return Client().get("/graphql/", {"query": query}).json()["data"]["page"]


def test_an_alias_of_an_alias_is_restricted_with_the_original(
    world: World, aliases: list[NewsPage]
) -> None:
    original, file = world.page("own news"), world.documents["own"]
    for page in (original, *aliases):
        assert shown(page) == {"title": original.title}
    assert Client().get(file.url).status_code == 200
    world.clients["coordinator"].post(
        address("set_privacy", original.pk), {"restriction_type": "login"}
    )
    for page in (original, *aliases):
        assert shown(page) is None
        assert Client().get(page.url).status_code == 302
    assert Client().get(file.url).status_code == 404


def test_an_alias_of_a_restricted_page_stays_hidden_when_that_is_deleted(
    world: World, admin: Client, aliases: list[NewsPage]
) -> None:
    original = world.page("own news")
    admin.post(address("set_privacy", original.pk), {"restriction_type": "login"})
    admin.post(address("delete", original.pk))
    assert not Page.objects.filter(pk=original.pk).exists()
    for page in aliases:
        assert shown(page) is None
        assert Client().get(page.url).status_code == 404
        assert Page.objects.get(pk=page.pk).alias_of is None


def test_an_alias_of_an_alias_follows_the_original(world: World, aliases: list[NewsPage]) -> None:
    coordinator, original = world.clients["coordinator"], world.page("own news")
    data = world.form("own news")
    data.update({"title": "Muutettu", "action-publish": "x"})
    coordinator.post(address("edit", original.pk), data)
    for page in (original, *aliases):
        assert shown(page) == {"title": "Muutettu"}
    coordinator.post(address("unpublish", original.pk))
    for page in (original, *aliases):
        assert shown(page) is None


def test_publishing_a_copy_does_not_take_the_uuid_back(admin: Client, meeting: MeetingPage) -> None:
    twin = copy(admin, meeting, meeting.get_parent())
    before = uuids(twin)
    MeetingPage.objects.get(pk=twin.pk).get_latest_revision().publish()
    assert uuids(twin) == before


def test_a_translation_gets_new_ones(admin: Client, world: World) -> None:
    page = world.page("own publication")
    page.notes.create(number=1, text="Alaviite")
    page.save_revision().publish()
    before = uuids(page)
    swedish = Locale.objects.get(language_code="sv")
    path = reverse("simple_translation:submit_page_translation", args=[page.pk])
    admin.post(path, {"locales": [swedish.pk]})
    translated = page.get_translation(swedish)
    assert len(uuids(translated)) == len(before) == 2
    assert not uuids(translated) & before


def test_moving_keeps_them(admin: Client, world: World, meeting: MeetingPage) -> None:
    before = uuids(meeting)
    admin.post(address("move_confirm", meeting.pk, world.pages["other meetings"].pk))
    assert Page.objects.get(pk=meeting.pk).get_parent().pk == world.pages["other meetings"].pk
    assert uuids(meeting) == before


def test_reverting_and_republishing_keep_them(
    admin: Client, world: World, meeting: MeetingPage
) -> None:
    before = uuids(meeting)
    first = meeting.get_latest_revision()
    for data in (
        {"title": "Uusi", "action-publish": "x"},
        {"title": "Vanha", "revision": str(first.pk), "action-publish": "x"},
    ):
        form = world.form("own meeting")
        form.update(data)
        admin.post(address("edit", meeting.pk), form)
        assert world.page("own meeting").title == data["title"]
        assert uuids(meeting) == before
    admin.post(address("unpublish", meeting.pk))
    assert not world.page("own meeting").live
    form = world.form("own meeting")
    form.update({"action-publish": "x"})
    admin.post(address("edit", meeting.pk), form)
    assert world.page("own meeting").live
    assert uuids(meeting) == before


def test_an_old_version_brings_back_a_removed_item_with_its_uuid(
    admin: Client, meeting: MeetingPage
) -> None:
    """An item removed and brought back is the same item: links to its anchor work again."""
    first = meeting.get_latest_revision()
    uuid = meeting.agenda_items.get().uuid
    changed = MeetingPage.objects.get(pk=meeting.pk)
    changed.agenda_items = []
    changed.save_revision().publish()
    assert not AgendaItem.objects.filter(page=meeting).exists()
    first.publish()
    assert AgendaItem.objects.get(page=meeting).uuid == uuid


# --- a whole region -----------------------------------------------------------------------------


def kinds_of_index(region: Any) -> list[str]:
    children = Page.objects.get(pk=region.pk).get_children().specific()
    return sorted(type(child).__name__ for child in children if isinstance(child, IndexPage))


FIVE = sorted(model.__name__ for model in IndexPage.__subclasses__())


def test_a_whole_region_is_copied_with_new_ones(
    admin: Client, world: World, django_capture_on_commit_callbacks: Capture
) -> None:
    region = world.page("own region")
    region.coordinators.add(RegionCoordinator(name="Koordinaattori 1"))
    region.save_revision().publish()
    before = branch(region)
    with django_capture_on_commit_callbacks(execute=True):
        twin = copy(admin, region, world.pages["home"], copy_subpages="on")
    copied = branch(twin)
    assert len(copied) == len(set(copied)) == len(before)
    assert not set(copied) & set(before)
    assert branch(region) == before
    assert kinds_of_index(twin) == FIVE
    own, new = (
        RegionResources.objects.get(translation_key=page.translation_key) for page in (region, twin)
    )
    assert new.coordinators not in (None, own.coordinators)
    assert new.collection not in (None, own.collection)
    assert new.workflow not in (None, own.workflow)
    assert not new.coordinators.page_permissions.exclude(page__path__startswith=twin.path).exists()
    assert not own.coordinators.page_permissions.filter(page__path__startswith=twin.path).exists()


def test_a_region_copied_alone_gets_its_index_pages(
    admin: Client, world: World, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        twin = copy(admin, world.page("own region"), world.pages["home"])
    assert kinds_of_index(twin) == FIVE


@pytest.mark.parametrize("subtree", ["", "on"])
def test_a_translated_region_shares_its_resources(
    admin: Client, world: World, django_capture_on_commit_callbacks: Capture, subtree: str
) -> None:
    english = Locale.objects.get(language_code="en")
    Page.objects.get(pk=world.pages["home"].pk).specific.copy_for_translation(english)
    region = world.page("own region")
    path = reverse("simple_translation:submit_page_translation", args=[region.pk])
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(path, {"locales": [english.pk], "include_subtree": subtree})
    translated = region.get_translation(english)
    assert kinds_of_index(translated) == FIVE
    for index in IndexPage.__subclasses__():
        own, other = (index.objects.child_of(page).get() for page in (region, translated))
        assert own.translation_key == other.translation_key
    resources = RegionResources.objects.get(translation_key=region.translation_key)
    permitted = resources.coordinators.page_permissions.filter(page=translated)
    assert {p.permission.codename for p in permitted} == {
        "add_page",
        "change_page",
        "publish_page",
    }
    assert not set(branch(translated)) & set(branch(region))


def test_a_region_made_in_the_admin_is_complete(
    admin: Client, world: World, django_capture_on_commit_callbacks: Capture
) -> None:
    data = world.new_form("home", "regionpage")
    data.update({"title": "Eteläinen", "slug": "etelainen", "action-publish": "x"})
    path = address("add", "kumppanuus_pages", "regionpage", world.pages["home"].pk)
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(path, data)
    region = RegionPage.objects.get(slug="etelainen")
    assert kinds_of_index(region) == FIVE
    assert RegionResources.objects.filter(translation_key=region.translation_key).exists()


def test_a_deleted_region_leaves_its_resources_and_blocks_nothing(
    admin: Client, world: World
) -> None:
    own = world.resources["own"]
    admin.post(address("delete", world.pages["own region"].pk))
    assert not Page.objects.filter(pk=world.pages["own region"].pk).exists()
    own.refresh_from_db()
    assert own.coordinators and own.collection and own.workflow
    assert not own.coordinators.page_permissions.filter(
        page__slug="pohjoinen", page__locale=world.pages["home"].locale
    ).exists()
    admin.post(reverse("wagtailusers_groups:delete", args=[own.coordinators.pk]))
    own.refresh_from_db()
    assert own.coordinators is None


# --- addresses ----------------------------------------------------------------------------------


def rename(admin: Client, world: World, name: str) -> tuple[str, str]:
    old = world.page(name).site_path
    data = world.form(name)
    data.update({"slug": "uusi-osoite", "action-publish": "x"})
    admin.post(address("edit", world.pages[name].pk), data)
    return old, world.page(name).site_path


@pytest.mark.parametrize(("name", "below"), [("own news", "own news"), ("own region", "own news")])
def test_a_changed_address_redirects(
    admin: Client, world: World, name: str, below: str, django_capture_on_commit_callbacks: Capture
) -> None:
    old = world.page(below).site_path
    with django_capture_on_commit_callbacks(execute=True):
        rename(admin, world, name)
    new = world.page(below).site_path
    assert new != old
    response = Client().get(old)
    assert (response.status_code, response.headers["Location"]) == (301, new)


def test_a_redirect_does_not_tell_of_what_is_hidden(
    admin: Client, world: World, django_capture_on_commit_callbacks: Capture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        old, _new = rename(admin, world, "own news")
    assert Client().get(old).status_code == 301
    admin.post(address("unpublish", world.pages["own news"].pk))
    response = Client().get(old)
    assert response.status_code == 404
    assert "uusi-osoite" not in str(response.headers)
