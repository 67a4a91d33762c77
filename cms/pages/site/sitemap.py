"""The site map for search engines."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from cms.languages import content_languages
from cms.pages.models import HomePage
from cms.pages.site.urls import CITY_WIDE
from cms.pages.visibility.addresses import path_on_site, site_roots
from cms.pages.visibility.querysets import ContentPageQuerySet
from cms.pages.visibility.sites import public_url


class _PublicSitemap(Sitemap[Any]):
    """At absolute addresses, which never start with a request's Host."""

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(public_url()).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(public_url()).netloc


class CityListSitemap(_PublicSitemap):
    """What is of all the tables together, in each language in which there is a front page."""

    def items(self) -> list[str]:
        fronts = HomePage.objects.listed().values_list("locale__language_code", flat=True)
        paths = []
        for code in sorted(set(fronts) & set(content_languages())):
            with override(code):
                paths += [reverse(f"kumppanuus:{name}") for name in CITY_WIDE]
        return paths

    def location(self, path: str) -> str:
        return path


class PageSitemap(_PublicSitemap):
    """Every listed page, at its absolute address, with its translations."""

    def items(self) -> QuerySet[Page]:
        pages = ContentPageQuerySet(Page).listed().filter(depth__gt=1)
        return pages.select_related("locale").order_by("path")

    def get_urls(self, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        self.roots = site_roots()
        urls: list[dict[str, Any]] = super().get_urls(*args, **kwargs)
        # Django's own alternates are for items that are in every language.
        translations = defaultdict(list)
        for url in urls:
            language = url["item"].locale.language_code
            place = {"location": url["location"], "lang_code": language}
            translations[url["item"].translation_key].append(place)
        for url in urls:
            others = translations[url["item"].translation_key]
            url["alternates"] = others if len(others) > 1 else []
        return urls

    def location(self, page: Page) -> str:
        return path_on_site(page.url_path, self.roots)

    def lastmod(self, page: Page) -> datetime | None:
        return page.last_published_at
