"""What the resolvers of one query share."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.utils import timezone
from graphql import GraphQLResolveInfo
from wagtail.models import Locale, Page

from cms.pages.visibility.addresses import Root, path_on_site, site_roots
from cms.pages.visibility.references import visible
from cms.snippets.models import Topic
from search.queries import TimeLimit


class Context:
    """What has been read for one query so far, and may be asked for by many of its fields."""

    is_cacheable = True
    """Whether caches may keep the answer: it tells what is public alone, and changes with the
    content version or at a known time."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.projections: dict[Any, Any] = {}
        self.images: dict[int, Any] = {}
        self.expected_images: set[int] = set()
        self.regions: dict[tuple[str, ...], dict[str, Any]] = {}
        """The published regions by their paths in the tree, for each projection."""
        self.search_time = TimeLimit()
        """Of all the searches of the query together."""
        self._paths: dict[str, str] = {}

    def expect_images_of(self, things: Iterable[Any]) -> None:
        """Things have been read whose images will be asked for, if their keys were read."""
        for thing in things:
            if key := getattr(thing, "__dict__", {}).get("image_id"):
                self.expected_images.add(key)

    @cached_property
    def languages(self) -> dict[int, str]:
        """Language codes by the primary keys of locales."""
        return dict(Locale.objects.values_list("pk", "language_code"))

    @cached_property
    def site_roots(self) -> list[Root]:
        return site_roots()

    def path_of(self, page: Page) -> str:
        """As ContentPage.site_path: relative to the public site, empty when it has no address."""
        url_path = page.url_path
        if url_path not in self._paths:
            self._paths[url_path] = path_on_site(url_path, self.site_roots)
        return self._paths[url_path]

    @cached_property
    def topic_slugs(self) -> set[str]:
        """Slugs of the published topics."""
        return set(visible(Topic).values_list("slug", flat=True))


Info = GraphQLResolveInfo
"""What GraphQL tells a resolver of its field; its context is a Context."""
