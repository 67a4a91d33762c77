"""Whose residents' searches somebody may read about, where several cities share an installation."""

from wagtail.models import Page, Site
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.pages.editing.permissions import Editor
from cms.pages.visibility.sites import Ground, cities


def are_several() -> bool:
    return len(cities()) > 1


def names_for(user: Editor) -> dict[str, str]:
    """Names of the cities in which the user may do something, by their keys."""
    names = {str(site.pk): site.site_name or site.hostname for site in Site.objects.all()}
    places = PagePermissionPolicy(Page).instances_with_direct_explore_permission(user)
    paths = [page.path for page in places]
    return {city.key: names[city.key] for city in cities() if _has_any(city, paths)}


def _has_any(city: Ground, paths: list[str]) -> bool:
    """Whether one of the pages stands in the city, in any language, or above all of it."""
    return any(
        path.startswith(root) or root.startswith(path) for path in paths for root in city.roots
    )


def address_of(key: str) -> str:
    """What addresses of a city begin with; nothing where it is the only one, or is no more."""
    return next((city.public_url for city in cities() if city.key == key), "")
