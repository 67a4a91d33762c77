"""What of a region page only administrators change, and which regions news may name."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from cms.pages.models import NewsPage, RegionPage
from tests.admin.world import World, tomorrow
from tests.factories import add_news, add_theme


def edit(world: World, role: str, name: str, data: QueryDict) -> Any:
    path = reverse("wagtailadmin_pages:edit", args=[world.pages[name].pk])
    world.clients[role].post(path, data)
    return world.page(name)


def kept(region: Any) -> tuple[Any, ...]:
    return (region.slug, region.theme_id, region.go_live_at, region.expire_at, region.live)


FIELDS = ["slug", "theme", "expire_at", "go_live_at"]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("role", ["coordinator", "lead", "administrator"])
@pytest.mark.parametrize("name", ["own region", "own Swedish region"])
def test_address_brand_and_schedule(world: World, role: str, field: str, name: str) -> None:
    before = kept(world.page(name))
    data = world.form(name)
    value = {"slug": "muu", "theme": str(add_theme("muu").pk)}.get(field, tomorrow())
    data.update({field: value, "title": "Muutettu", "action-publish": "x"})
    region = edit(world, role, name, data)
    if role == "administrator":
        assert kept(region) != before or region.approved_schedule
    else:
        assert region.title == "Muutettu"
        assert kept(region) == before and not region.approved_schedule


@pytest.mark.parametrize("name", ["own newsroom", "own meetings"])
def test_an_index_page_is_not_made_to_expire(world: World, name: str) -> None:
    data = world.form(name)
    data.update({"expire_at": tomorrow(), "action-publish": "x", "title": "Muutettu"})
    page = edit(world, "coordinator", name, data)
    assert page.title == "Muutettu" and page.expire_at is None and page.live


def test_an_old_version_brings_back_neither_address_nor_brand(world: World) -> None:
    region = world.page("own region")
    region.slug, region.theme = "vanha", add_theme("vanha")
    region.expire_at = timezone.now() + timedelta(hours=1)
    old = region.save_revision()
    RegionPage.objects.get(pk=region.pk).save_revision().publish()
    before = kept(world.page("own region"))
    data = world.form("own region")
    data.update({"revision": str(old.pk), "title": "Vanha nimi", "action-publish": "x"})
    path = reverse("wagtailadmin_pages:revisions_revert", args=[region.pk, old.pk])
    world.clients["coordinator"].post(path, data)
    after = world.page("own region")
    assert after.title == "Vanha nimi"
    assert kept(after) == before


def test_the_editor_offers_the_coordinator_neither(world: World) -> None:
    path = reverse("wagtailadmin_pages:edit", args=[world.pages["own region"].pk])
    shown = {role: world.clients[role].get(path).text for role in ("coordinator", "administrator")}
    for field in FIELDS:
        assert f'name="{field}"' in shown["administrator"]
        assert f'name="{field}"' not in shown["coordinator"]


@pytest.mark.parametrize(
    ("role", "name", "may"),
    [
        ("coordinator", "own news", False),
        ("lead", "own news", False),
        ("communications", "own news", True),
        ("communications", "city news", True),
        ("administrator", "city news", True),
    ],
)
def test_naming_the_regions_of_a_news_post(world: World, role: str, name: str, may: bool) -> None:
    data = world.form(name)
    data.update({"regions": str(world.pages["other region"].pk), "action-publish": "x"})
    page = edit(world, role, name, data)
    named = list(page.regions.values_list("pk", flat=True))
    assert named == ([world.pages["other region"].pk] if may else [])


def test_a_coordinator_keeps_the_regions_that_communications_named(world: World) -> None:
    page = add_news(world.page("own region"), "Yhteinen")
    page.regions.add(RegionPage.objects.get(pk=world.pages["other region"].pk))
    page.save_revision().publish()
    world.pages["shared news"] = page
    data = world.form("shared news")
    data.setlist("regions", [])
    data.update({"title": "Muutettu", "action-publish": "x"})
    edit(world, "coordinator", "shared news", data)
    after = NewsPage.objects.get(pk=page.pk)
    assert after.title == "Muutettu"
    assert [region.pk for region in after.regions.all()] == [world.pages["other region"].pk]
