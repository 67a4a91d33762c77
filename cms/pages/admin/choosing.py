"""Which pages the page chooser offers to whom."""

from django.http import HttpRequest
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.query import PageQuerySet

from cms.pages.editing.permissions import Editor
from cms.pages.visibility.sites import front_pages, under


def without_other_cities(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Pages of a site beside ours, and of the cities in which the user may do something."""
    return pages.exclude(under(_front_pages_of_others(request.user)))


def _front_pages_of_others(user: Editor) -> list[str]:
    """Their paths in the tree. Who works in one language of a city sees it in all."""
    working = PagePermissionPolicy(Page).instances_with_direct_explore_permission(user)
    places = [page.path for page in working]
    fronts = list(front_pages().values_list("path", "translation_key"))
    own = {
        key
        for front, key in fronts
        if any(place.startswith(front) or front.startswith(place) for place in places)
    }
    return [front for front, key in fronts if key not in own]
