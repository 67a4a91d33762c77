"""The site map for search engines."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from wagtail.models import Page

from cms.pages.querysets import ContentPageQuerySet


class PageSitemap(Sitemap[Page]):
    """Every listed page, at its address under PUBLIC_URL."""

    def items(self) -> QuerySet[Page]:
        return ContentPageQuerySet(Page).listed().filter(depth__gt=1).order_by("path")

    def location(self, page: Page) -> str:
        return page.url or ""

    def lastmod(self, page: Page) -> datetime | None:
        return page.last_published_at

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.PUBLIC_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.PUBLIC_URL).netloc
