"""Two cities in one installation, each at a Site of its own, with the same slugs and every field
filled. Every text of a city has its word; pages of each refer to those of the other."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Locale, Page, Site

from cms.pages.furnishing import furnish_all
from cms.pages.models import CityResources, HomePage, RegionResources
from tests.factories import (
    Things,
    add_full_news,
    add_full_pages,
    add_full_publication,
    add_full_region,
    add_theme,
    add_things,
    fill_home,
    fill_indexes,
)


@dataclass
class City:
    word: str
    site: Site
    home: Any
    region: Any
    things: Things
    pages: dict[str, Any]
    """Of each type that stands under the region, by its name."""

    @property
    def client(self) -> Client:
        """Somebody at the address of the city."""
        return Client(SERVER_NAME=self.site.hostname)

    @property
    def resources(self) -> CityResources:
        return CityResources.objects.get(translation_key=self.home.translation_key)

    @property
    def uuids(self) -> set[str]:
        pages = Page.objects.descendant_of(self.home, inclusive=True).specific()
        return {str(page.uuid) for page in pages}

    @property
    def public_uuids(self) -> set[str]:
        """Without those of drafts: a site begins with one of its accessibility statement."""
        pages = Page.objects.descendant_of(self.home, inclusive=True).live().specific()
        return {str(page.uuid) for page in pages}

    def signed_in(self, role: str) -> Client:
        user = get_user_model().objects.create_user(f"{role}-{self.word}")
        user.groups.add(getattr(self.resources, role))
        client = Client(SERVER_NAME=self.site.hostname)
        client.force_login(user)
        return client


@dataclass
class World:
    ahola: City
    bergo: City


def build() -> World:
    root = Page.objects.get(depth=1)
    for page in root.get_children():
        page.delete()
    Site.objects.all().delete()
    ahola, bergo = _add_city("Ahola", is_default_site=True), _add_city("Bergo")
    for city, other in ((ahola, bergo), (bergo, ahola)):
        city.things.pages |= {f"other {name}": page for name, page in other.pages.items()}
        add_full_news(
            city.region, f"{city.word} viittaava", city.things, regions=[city.region, other.region]
        )
    furnish_all()
    for city in (ahola, bergo):
        own = RegionResources.objects.get(translation_key=city.region.translation_key)
        for file in (city.things.image, city.things.file):
            file.collection = own.collection
            file.save()
    return World(ahola, bergo)


def _add_city(word: str, is_default_site: bool = False) -> City:
    locale, _ = Locale.objects.get_or_create(language_code="fi")
    home = Page.objects.get(depth=1).add_child(
        instance=HomePage(title=f"{word} kaupunki", slug=word.lower(), locale=locale)
    )
    site = Site.objects.create(
        hostname=f"{word.lower()}.test", root_page=home, is_default_site=is_default_site
    )
    home = fill_home(home, word)
    things = add_things(word)
    theme = add_theme(word.lower(), logo=things.image)
    region = add_full_region(home, "pohjoinen", word, things, theme=theme)
    pages = add_full_pages(region, word, things)
    fill_indexes(region, word)
    add_full_news(home, f"{word} koko", things, regions=[])
    add_full_publication(home, f"{word} koko", things)
    return City(word, site, HomePage.objects.get(pk=home.pk), region, things, pages)
