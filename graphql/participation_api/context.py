from functools import cached_property

from wagtail.models import Locale


class Context:
    """What the resolvers of one query share. Wagtail keeps the roots of the sites on it, so that
    addresses of many pages cost no look-ups."""

    @cached_property
    def languages(self) -> dict[int, str]:
        """Language codes by the primary keys of locales."""
        return dict(Locale.objects.values_list("pk", "language_code"))
