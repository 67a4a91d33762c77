"""What the residents' search adds to the admin."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.search_admin.views import (
    PopularSearchesView,
    ReportMenuItem,
    SearchesWithoutHitsView,
    SynonymViewSet,
    report_urls,
)


@hooks.register("register_admin_viewset")
def edit_synonyms() -> SynonymViewSet:
    return SynonymViewSet()


@hooks.register("register_admin_urls")
def show_reports() -> list[URLPattern]:
    return report_urls()


@hooks.register("register_reports_menu_item")
def offer_popular_searches() -> MenuItem:
    return ReportMenuItem(PopularSearchesView, order=100)


@hooks.register("register_reports_menu_item")
def offer_searches_without_hits() -> MenuItem:
    return ReportMenuItem(SearchesWithoutHitsView, order=110)


@hooks.register("register_permissions")
def permit_reports() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="kumppanuus_search", codename="view_querycount"
    )
