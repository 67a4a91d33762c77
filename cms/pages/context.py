"""What every page of the site shows around its content."""

from typing import Any

from themes.models import CITY, Theme


def site_context(language: str, region: Any = None) -> dict[str, Any]:
    """The navigation's regions, the region of the page and its brand."""
    from cms.pages.models import HomePage, RegionPage

    return {
        "home": HomePage.objects.listed().in_language(language).first(),
        "regions": RegionPage.objects.listed().in_language(language).order_by("path"),
        "region": region,
        "theme": (region and region.theme) or Theme.objects.with_code(CITY),
    }
