from collections.abc import Iterable
from functools import cached_property
from typing import Any
from urllib.parse import quote

from django.db.models import DateTimeField
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale, Site

from cms.pages.models import RegionPage
from cms.pages.visibility.references import visible
from cms.snippets.models import Topic
from participation_api.batching import together
from participation_api.statements import Statement

_REGIONS = Statement(lambda now: RegionPage.objects.published(now), now=DateTimeField())


class Context:
    """What the resolvers of one query share."""

    is_kept = True
    """Whether caches may keep the answer: it tells what is public alone, and changes with the
    content version or at a known time."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.selections: dict[Any, Any] = {}
        self.images: dict[int, Any] = {}
        self.expected_images: set[int] = set()
        self._paths: dict[str, str] = {}
        self._regions: dict[Any, dict[str, Any]] = {}

    def expect(self, things: Iterable[Any]) -> None:
        """Things have been read whose images will be asked for, if their keys were read."""
        for thing in things:
            if key := getattr(thing, "__dict__", {}).get("image_id"):
                self.expected_images.add(key)

    @cached_property
    def languages(self) -> dict[int, str]:
        """Language codes by the primary keys of locales."""
        return dict(Locale.objects.values_list("pk", "language_code"))

    @cached_property
    def site_roots(self) -> list[tuple[str, str]]:
        """Where pages of the sites begin, in Wagtail's paths and in addresses: /sv/."""
        roots = []
        for site in Site.get_site_root_paths():
            with translation.override(site.language_code):
                roots.append((site.root_path, reverse("wagtail_serve", args=("",))))
        return roots

    def path_of(self, page: Any) -> str:
        """As ContentPage.site_path: relative to the public site, empty when it has no address."""
        url_path = page.url_path
        if url_path not in self._paths:
            self._paths[url_path] = next(
                (
                    address + quote(url_path.removeprefix(root))
                    for root, address in self.site_roots
                    if url_path.startswith(root)
                ),
                "",
            )
        return self._paths[url_path]

    def regions(self, columns: tuple[str, ...] = ("slug",)) -> dict[str, Any]:
        """The published regions, of which there are few, by their paths in the tree."""
        if columns not in self._regions:
            found = together(_REGIONS.rows({"path", *columns}, now=self.now))
            self._regions[columns] = {region.path: region for region in found}
        return self._regions[columns]

    @cached_property
    def region_slugs(self) -> set[str]:
        """Slugs of the published regions."""
        return {region.slug for region in self.regions().values()}

    @cached_property
    def topic_slugs(self) -> set[str]:
        """Slugs of the published topics."""
        return set(visible(Topic).values_list("slug", flat=True))

    def region_of(self, page: Any, columns: tuple[str, ...]) -> Any:
        """The published region that the page is or stands under, or None."""
        path, step, regions = page.path, page.steplen, self.regions(columns)
        ends = range(step, len(path) + 1, step)
        return next((region for end in ends if (region := regions.get(path[:end]))), None)
