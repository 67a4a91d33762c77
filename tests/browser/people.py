"""Accounts with which people log in."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from cms.pages.models import CityResources, RegionPage, RegionResources
from tests.browser.visitor import PASSWORD


def add_coordinator(name: str, region: RegionPage) -> Any:
    resources = RegionResources.objects.get(translation_key=region.translation_key)
    return _add(name, resources.coordinators)


def add_communications(name: str) -> Any:
    return _add(name, CityResources.objects.get().communications)


def _add(name: str, group: Group) -> Any:
    user = get_user_model().objects.create_user(name, password=PASSWORD)
    user.groups.add(group)
    return user
