"""In the admin those who work for a city are shown and offered nothing of another one. Registers
and brands are the installation's."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cms.pages.models import CityResources, RegionResources
from tests.sites.world import City, World

LISTS = ("meetings", "statements", "events", "news", "publications", "terms")
OTHERS = (
    "wagtailadmin_home",
    "wagtailadmin_explore_root",
    "wagtailadmin_choose_page",
    "wagtailimages:index",
    "wagtailimages_chooser:choose",
    "wagtaildocs:index",
    "wagtaildocs_chooser:choose",
    "wagtailadmin_reports:aging_pages",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:workflow",
    "wagtailadmin_reports:workflow_tasks",
)
ROLES = ("lead_coordinators", "communications")


def names_of(city: City) -> tuple[str, str]:
    """In pages, and in names of files."""
    return city.word, city.word.lower()


@pytest.mark.parametrize("role", ROLES)
def test_lists_choosers_and_reports(cities, role: str) -> None:
    city, other = cities
    client = city.signed_in(role)
    shown = set()
    for name in (*(f"{one}:index" for one in LISTS), *OTHERS):
        response = client.get(reverse(name), follow=True)
        assert (name, response.status_code) == (name, 200)
        assert not any(word in response.text for word in names_of(other)), name
        if city.word in response.text:
            shown.add(name)
    assert shown >= {"news:index", "wagtailadmin_explore_root", "wagtailadmin_choose_page"}
    files = {"wagtailimages:index", "wagtaildocs_chooser:choose"}
    assert (shown >= files) == (role == "lead_coordinators")


@pytest.mark.parametrize("role", ROLES)
def test_choosing_and_finding_pages(cities, role: str) -> None:
    city, other = cities
    client = city.signed_in(role)
    for word, is_found in ((city.word, True), (other.word, False)):
        for name in ("wagtailadmin_choose_page_search", "wagtailadmin_pages:search"):
            html = BeautifulSoup(client.get(reverse(name), {"q": word}).content, "html.parser")
            titles = [cell.get_text(" ", strip=True) for cell in html.select("td.title")]
            assert any(title.startswith(word) for title in titles) == is_found, name
    inside = client.get(reverse("wagtailadmin_choose_page_child", args=[other.home.pk]))
    assert other.region.title not in inside.text


def test_news_name_regions_of_their_own_city(cities) -> None:
    city, _other = cities
    client = city.signed_in("communications")
    html = client.get(reverse("wagtailadmin_pages:edit", args=[city.pages["news"].pk])).content
    boxes = BeautifulSoup(html, "html.parser").select('input[name="regions"]')
    assert [box["value"] for box in boxes] == [str(city.region.pk)]


def test_lists_are_narrowed_to_regions_of_the_own_city(cities) -> None:
    city, _other = cities
    html = city.signed_in("communications").get(reverse("news:index")).content
    boxes = BeautifulSoup(html, "html.parser").select('input[name="region"]')
    assert [box["value"] for box in boxes] == [str(city.region.pk)]


def test_no_page_of_the_other_city_is_opened(cities) -> None:
    city, other = cities
    for role in ROLES:
        client = city.signed_in(role)
        for page in (other.home, other.region, *other.pages.values()):
            for name in ("wagtailadmin_pages:edit", "wagtailadmin_pages:history"):
                response = client.get(reverse(name, args=[page.pk]))
                assert response.status_code in (302, 403)
        # Whatever address the admin has been entered by, rights decide.
        client.defaults["SERVER_NAME"] = other.site.hostname
        edit = reverse("wagtailadmin_pages:edit", args=[city.pages["news"].pk])
        assert client.get(edit).status_code == 200


def test_administrators_see_all_cities(world: World, admin_client) -> None:
    text = admin_client.get(reverse("news:index")).text
    assert "Ahola uutinen" in text
    assert "Bergo uutinen" in text
    text = admin_client.get(reverse("wagtailadmin_choose_page"), follow=True).text
    assert "Ahola kaupunki" in text
    assert "Bergo kaupunki" in text


def test_each_city_has_groups_and_files_of_its_own(world: World) -> None:
    cities = [world.ahola.resources, world.bergo.resources]
    assert CityResources.objects.count() == 2
    assert [str(city.communications) for city in cities] == [
        "Viestintä",
        "Viestintä: Bergo kaupunki",
    ]
    assert [str(city.lead_coordinators) for city in cities] == [
        "Vastuukoordinaattorit",
        "Vastuukoordinaattorit: Bergo kaupunki",
    ]
    assert [str(city.collection) for city in cities] == [
        "Yhteiset tiedostot",
        "Yhteiset tiedostot: Bergo kaupunki",
    ]
    for city, resources in zip((world.ahola, world.bergo), cities, strict=True):
        own = RegionResources.objects.get(translation_key=city.region.translation_key)
        chosen_from = own.coordinators.collection_permissions.filter(
            permission__codename="choose_image"
        )
        assert {row.collection for row in chosen_from} == {own.collection, resources.collection}
