"""Finnish where Wagtail puts a name into a sentence, and what users are told to do next."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page

from tests.admin.world import World


def words(world: World, role: str, address: str, selector: str) -> list[str]:
    html = BeautifulSoup(world.clients[role].get(address).text, "html.parser")
    return [" ".join(found.get_text(" ").split()) for found in html.select(selector)]


def test_a_picture_is_added(world: World) -> None:
    address = reverse("wagtailimages:add")
    assert words(world, "coordinator", address, ".w-breadcrumbs li")[-1] == "Uusi: Kuva"
