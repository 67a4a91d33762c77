"""In whose name a page is shown: what the setting and the front page of a language say of it."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from cms.pages.models import HomePage, RegionPage, SiteIdentity
from cms.pages.visibility.references import visible_one
from themes.models import CITY, Theme


def identity_context(
    request: HttpRequest, language: str, region: RegionPage | None = None
) -> dict[str, Any]:
    """The front page, the names, the contacts, and the brand: the region's own, if it has one.
    Neutral words stand where nothing has been written yet."""
    identity = SiteIdentity.for_request(request)
    home = HomePage.objects.listed().in_language(language).first()
    theme = (region and region.theme) or city_theme(request)
    return {
        "home": home,
        "identity": identity,
        "organisation": (home and home.organisation) or identity.organisation,
        "site_name": (home and (home.seo_title or home.title)) or gettext("Partnership tables"),
        "theme": theme,
        "logo": visible_one(theme.logo),
    }


def city_theme(request: HttpRequest) -> Theme:
    """Brand of the pages that belong to no region."""
    theme: Theme = SiteIdentity.for_request(request).theme or Theme.objects.with_code(CITY)
    return theme
