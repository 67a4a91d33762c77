"""The report of personal data that is public already."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.pages.models import PublicPersonalData
from cms.pages.visibility.querysets import ContentPageQuerySet

NAME = "public-personal-data"


class PublicPersonalDataView(ReportView):
    """Pages with personal identity codes first; each user sees those that they may change."""

    model = PublicPersonalData
    permission_policy = PagePermissionPolicy()
    permission_required = "change"
    page_title = _("Public personal data")
    header_icon = "warning"
    index_url_name = NAME
    index_results_url_name = f"{NAME}-results"
    default_ordering = None
    columns = [
        TitleColumn(
            "page",
            label=_("Page"),
            get_url=lambda row: reverse("wagtailadmin_pages:edit", args=[row.page_id]),
        ),
        Column("places", label=_("What stands where"), accessor=str),
    ]
    list_export = ["page", "places"]
    export_headings = {column.name: column.label for column in columns}

    def get_queryset(self) -> QuerySet[PublicPersonalData]:
        allowed = self.permission_policy.instances_user_has_permission_for(
            self.request.user, "change"
        )
        rows = PublicPersonalData.objects.exclude(places=[]).select_related("page")
        shown = ContentPageQuerySet(Page).published()
        return rows.filter(page__in=allowed, page_id__in=shown.values("pk")).order_by(
            "-has_codes", "page__path"
        )

    def get_filename(self) -> str:
        return NAME

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {"page": item.page.title, "places": str(item)}


class ReportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return PagePermissionPolicy().user_has_permission(request.user, "change")


def menu_item() -> MenuItem:
    return ReportMenuItem(
        _("Public personal data"), reverse(NAME), name=NAME, icon_name="warning", order=120
    )


def report_urls() -> list[URLPattern]:
    view = PublicPersonalDataView
    return [
        path(f"reports/{NAME}/", view.as_view(), name=NAME),
        path(f"reports/{NAME}/results/", view.as_view(results_only=True), name=f"{NAME}-results"),
    ]
