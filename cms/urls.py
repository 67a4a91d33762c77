from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve

from cms.health import health
from cms.pages.admin.tags import autocomplete
from cms.pages.publishing.keeping import kept, kept_always
from cms.pages.site.documents import document
from cms.pages.site.pictures import rendition
from cms.pages.site.sitemap import CityListSitemap, PageSitemap
from cms.pages.site.views import favicon, robots
from cms.security_txt import security_txt
from cms.users.views import PageLoginView

handler404 = "cms.pages.site.views.not_found"

urlpatterns = [
    path("admin/", include("cms.users.urls")),
    path("admin/tag-autocomplete/", require_admin_access(autocomplete)),
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^documents/(\d+)/(.*)$", document, name="document"),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("cms.doors")),
    path("health/", health, name="health"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
    path("favicon.ico", favicon, name="favicon"),
    path("robots.txt", robots, name="robots"),
    path(
        "sitemap.xml",
        kept_always(sitemap),
        {"sitemaps": {"pages": PageSitemap, "city": CityListSitemap}},
        name="sitemap",
    ),
    re_path(r"^media/(?P<path>images/[^/]+)$", rendition, name="rendition"),
    *i18n_patterns(
        path("", include("cms.pages.site.urls")),
        path("", include("cms.alerts.urls")),
        path("_util/login/", PageLoginView.as_view(), name="wagtailcore_login"),
        *(door for door in wagtail_urls.urlpatterns if door.name != "wagtail_serve"),
        re_path(wagtail_urls.serve_pattern, kept(serve), name="wagtail_serve"),
        prefix_default_language=False,
    ),
]
