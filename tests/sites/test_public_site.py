"""Site pages, frames and feeds of a city show nothing of another one."""

import re

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.pages.visibility.querysets import ContentPageQuerySet
from tests.configured import configured
from tests.sites.world import City, World

FRAMES = ("events", "news", "statements", "meetings")


def public_paths(city: City) -> list[str]:
    pages = ContentPageQuerySet(Page).listed().descendant_of(city.home, inclusive=True).specific()
    return [page.site_path for page in pages]


def test_every_page_of_a_city_without_the_other(cities) -> None:
    city, other = cities
    for path in public_paths(city):
        response = city.client.get(path)
        assert (path, response.status_code) == (path, 200)
        assert city.word in response.text
        assert other.word.lower() not in response.text.lower(), path


def test_no_page_at_the_address_of_the_other_city(cities) -> None:
    city, other = cities
    for path in set(public_paths(other)) - set(public_paths(city)):
        assert (path, city.client.get(path).status_code) == (path, 404)
        assert (path, other.client.get(path).status_code) == (path, 200)


def test_frames_of_regions_with_the_same_slug(cities) -> None:
    city, other = cities
    for kind in FRAMES:
        text = city.client.get(f"/embed/pohjoinen/{kind}/").text
        assert f"{city.word} " in text
        assert other.word.lower() not in text.lower(), kind


def test_site_map_and_rules_for_robots(world: World, settings) -> None:
    settings.KUMPPANUUS = configured(PUBLIC_URL="https://julkinen.test")
    for city, address in (
        (world.ahola, "https://julkinen.test"),
        (world.bergo, "http://bergo.test"),
    ):
        found = re.findall("<loc>(.*?)</loc>", city.client.get("/sitemap.xml").text)
        pages = [place for place in found if "/kaikki/" not in place]
        assert sorted(pages) == sorted(f"{address}{path}" for path in public_paths(city))
        assert f"{address}/kaikki/lausunnot/" in found
        assert f"Sitemap: {address}/sitemap.xml\n" in city.client.get("/robots.txt").text


def test_files_are_served_where_a_page_refers_to_them(cities) -> None:
    city, other = cities
    assert city.client.get(city.things.file.url).status_code == 200
    assert city.client.get(other.things.file.url).status_code == 404


def test_an_old_address_that_both_have_leads_to_the_citys_own(world: World) -> None:
    both = (world.ahola, world.bergo)
    for city in both:
        Redirect.objects.create(
            old_path="/vanha", site=city.site, redirect_page=city.pages["news"].page_ptr
        )
    for city in both:
        response = city.client.get("/vanha/")
        assert response.status_code == 301
        assert response.url.endswith(city.pages["news"].site_path)


def test_a_page_that_is_not_found_wears_the_citys_frame(cities) -> None:
    city, other = cities
    response = city.client.get("/ei-ole/")
    assert response.status_code == 404
    assert other.word.lower() not in response.text.lower()


@pytest.mark.parametrize("asked", ["bergo.test", "muu.test"])
def test_one_city_is_shown_whoever_is_asked(world: World, client, asked: str) -> None:
    """A site that stands beside ours has none of our pages: it may still ask for them."""
    Page.objects.get(pk=world.bergo.home.pk).specific.delete()
    root = Page.objects.get(depth=1).add_child(instance=Page(title="Muu", slug="muu"))
    Site.objects.create(hostname="bergo.test", root_page=root)
    text = client.get("/embed/pohjoinen/news/", SERVER_NAME=asked).text
    assert "Ahola" in text


def test_a_city_without_a_site_is_shown_nowhere(world: World) -> None:
    Site.objects.filter(pk=world.bergo.site.pk).get().delete()
    for client in (world.ahola.client, world.bergo.client):
        for path in ("/", "/sitemap.xml", "/embed/pohjoinen/news/"):
            text = client.get(path).text
            assert "ahola" in text.lower()
            assert "bergo" not in text.lower(), path


def test_a_site_without_pages_of_ours_shows_none_of_two_cities(world: World, client) -> None:
    root = Page.objects.get(depth=1).add_child(instance=Page(title="Muu", slug="muu"))
    Site.objects.create(hostname="muu.test", root_page=root)
    assert client.get("/embed/pohjoinen/news/", SERVER_NAME="muu.test").status_code == 404


def test_a_city_under_the_root_of_another_is_its_own(world: World) -> None:
    Site.objects.filter(pk=world.ahola.site.pk).update(root_page=Page.objects.get(depth=1))
    Site.objects.get(pk=world.ahola.site.pk).save()
    path = world.bergo.pages["news"].site_path
    assert world.bergo.client.get(path).status_code == 200
    assert world.ahola.client.get(f"/bergo{path}").status_code == 404
    text = world.ahola.client.get("/embed/pohjoinen/news/").text
    assert "Ahola" in text
    assert "bergo" not in text.lower()
