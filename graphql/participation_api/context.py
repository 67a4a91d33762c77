from functools import cached_property
from typing import Any

from wagtail.models import Locale

from cms.pages.models import RegionPage
from cms.pages.references import visible
from cms.snippets.models import Topic
from participation_api.batching import together


class Context:
    """What the resolvers of one query share. Wagtail keeps the roots of the sites on it, so that
    addresses of many pages cost no look-ups."""

    is_private = False
    """Whether the answer is for the one who asks alone, and may be kept nowhere."""

    @cached_property
    def languages(self) -> dict[int, str]:
        """Language codes by the primary keys of locales."""
        return dict(Locale.objects.values_list("pk", "language_code"))

    @cached_property
    def regions(self) -> dict[str, Any]:
        """The published regions, of which there are few, by their paths in the tree."""
        return {region.path: region for region in together(visible(RegionPage))}

    @cached_property
    def region_slugs(self) -> set[str]:
        """Slugs of the published regions."""
        return {region.slug for region in self.regions.values()}

    @cached_property
    def topic_slugs(self) -> set[str]:
        """Slugs of the published topics."""
        return set(visible(Topic).values_list("slug", flat=True))

    def region_of(self, page: Any) -> Any:
        """The published region that the page is or stands under, or None."""
        ends = range(page.steplen, len(page.path) + 1, page.steplen)
        return next((region for end in ends if (region := self.regions.get(page.path[:end]))), None)
