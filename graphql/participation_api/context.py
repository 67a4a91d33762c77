from functools import cached_property

from wagtail.models import Locale

from cms.pages.models import RegionPage
from cms.pages.references import visible
from cms.snippets.models import Topic


class Context:
    """What the resolvers of one query share. Wagtail keeps the roots of the sites on it, so that
    addresses of many pages cost no look-ups."""

    @cached_property
    def languages(self) -> dict[int, str]:
        """Language codes by the primary keys of locales."""
        return dict(Locale.objects.values_list("pk", "language_code"))

    @cached_property
    def region_slugs(self) -> set[str]:
        """Slugs of the published regions."""
        return set(visible(RegionPage).values_list("slug", flat=True))

    @cached_property
    def topic_slugs(self) -> set[str]:
        """Slugs of the published topics."""
        return set(visible(Topic).values_list("slug", flat=True))
