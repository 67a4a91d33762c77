"""What communications sees and decides of the residents' search: synonyms, and what is asked."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import django_filters as filters
from django.forms import RadioSelect
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.generic import CreateView
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.permissions import policy_registry

from cms.conf import conf
from cms.search_admin import sites
from search.query_counts import MIN_SEARCHES_SHOWN, QueryCount, QueryCountQuerySet
from search.synonyms import SynonymGroup


class AddSynonymsView(CreateView):
    def get_initial(self) -> dict[str, Any]:
        """A word may come from the report of searches without hits."""
        return {"words": self.request.GET.get("words", "")}


class SynonymViewSet(ModelViewSet):
    model = SynonymGroup
    name = "synonyms"
    icon = "resubmit"
    menu_label = _("Synonyms")
    menu_order = 360
    add_to_admin_menu = True
    add_to_reference_index = False
    add_view_class = AddSynonymsView
    copy_view_enabled = False
    list_display = ["words"]
    search_fields = ["words"]
    panels = [
        FieldPanel(
            "words",
            widget=AdminAutoHeightTextInput,
            help_text=_(
                "Two or more single words that mean the same, with commas between them, such as:"
                " kumppanuuspöytä, toimikunta. Whoever searches for one of them finds the pages"
                " that have any of them, in all their forms, from the next search on."
            ),
        )
    ]


# --- reports ------------------------------------------------------------------------------------

PERIOD = 30
"""Days that a report is of, unless another period is chosen."""


class PeriodFilters(WagtailFilterSet):
    period = filters.ChoiceFilter(
        label=_("Days looked at"),
        choices=[("90", _("last 90 days")), ("365", _("last 365 days"))],
        empty_label=_("last 30 days"),
        widget=RadioSelect,
    )
    site = filters.ChoiceFilter(label=_("Site"), empty_label=_("All"), widget=RadioSelect)

    class Meta:
        model = QueryCount
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = sites.names_for(self.request.user)
        self.filters["site"].extra["choices"] = list(names.items())
        if len(names) < 2:
            del self.filters["site"]


def _search_page(row: Mapping[str, Any]) -> str:
    """The same search as residents see it; none where no page is shown here."""
    if conf().HEADLESS:
        return ""
    with translation.override(row["language"] or None):
        path = f"{reverse('kumppanuus:search')}?{urlencode({'q': row['text']})}"
    return sites.address_of(row["site"]) + path


def _synonyms_link(row: Mapping[str, Any]) -> str:
    address = reverse("synonyms:add")
    if " " not in row["text"]:
        address += "?" + urlencode({"words": f"{row['text']}, "})
    return format_html('<a href="{}">{}</a>', address, _("Add synonyms"))


class PopularSearchesView(ReportView):
    """What was searched for most often."""

    model = QueryCount
    permission_required = "view"
    page_title = _("Popular searches")
    verbose_name = _("query")
    verbose_name_plural = _("queries")
    header_icon = "search"
    index_url_name = "popular-searches"
    index_results_url_name = "popular-searches-results"
    results_template_name = "kumppanuus_search_words/report_results.html"
    extra_context = {"fewest_shown": MIN_SEARCHES_SHOWN}
    filterset_class = PeriodFilters
    columns = [
        TitleColumn("text", label=_("Words"), get_url=_search_page),
        Column("language", label=_("Language")),
        NumberColumn("total", label=_("Searches")),
        NumberColumn("last_pages", label=_("Pages found the last time")),
        Column(
            "last_day",
            label=_("Last searched"),
            accessor=lambda row: date_format(row["last_day"], "SHORT_DATE_FORMAT"),
        ),
    ]
    list_export = ["text", "language", "total", "last_pages", "last_day"]
    export_headings = {column.name: column.label for column in columns}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.site_names = sites.names_for(request.user)
        if len(self.site_names) > 1:
            site = Column("site", label=_("Site"), accessor=self.site_name)
            self.columns = [*self.columns, site]
            self.list_export = [*self.list_export, site.name]

    def site_name(self, row: Mapping[str, Any]) -> str:
        """Empty where all were searched, or a site that is no more."""
        return self.site_names.get(row["site"], "")

    def to_row_dict(self, item: Mapping[str, Any]) -> dict[str, Any]:
        row: dict[str, Any] = super().to_row_dict(item)
        return row | {"site": self.site_name(item)} if "site" in row else row

    def filter_queryset(self, counts: QueryCountQuerySet) -> Any:
        self.filters.is_valid()
        chosen = self.filters.form.cleaned_data
        if sites.are_several() and not self.request.user.is_superuser:
            counts = counts.filter(site__in=self.site_names)
        if site := chosen.get("site"):
            counts = counts.filter(site=site)
        return counts.of_days(int(chosen.get("period") or PERIOD)).popular()

    def get_filename(self) -> str:
        return self.index_url_name


class SearchesWithoutHitsView(PopularSearchesView):
    """What was searched for and not found the last time."""

    page_title = _("Searches without hits")
    header_icon = "warning"
    index_url_name = "searches-without-hits"
    index_results_url_name = "searches-without-hits-results"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if policy_registry.get_by_type(SynonymGroup).user_has_permission(request.user, "add"):
            link = Column("synonyms", label=_("Synonyms"), accessor=_synonyms_link)
            self.columns = [*self.columns, link]

    def filter_queryset(self, counts: QueryCountQuerySet) -> Any:
        return super().filter_queryset(counts).filter(last_pages=0)


REPORTS = (PopularSearchesView, SearchesWithoutHitsView)


def report_urls() -> list[URLPattern]:
    return [
        url
        for view in REPORTS
        for url in (
            path(f"reports/{view.index_url_name}/", view.as_view(), name=view.index_url_name),
            path(
                f"reports/{view.index_url_name}/results/",
                view.as_view(results_only=True),
                name=view.index_results_url_name,
            ),
        )
    ]


class ReportMenuItem(MenuItem):
    """Shown to those who may see what is searched for."""

    def __init__(self, view: type[PopularSearchesView], order: int) -> None:
        super().__init__(
            view.page_title,
            reverse(view.index_url_name),
            name=view.index_url_name,
            icon_name=view.header_icon,
            order=order,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(QueryCount)
        return bool(policy.user_has_permission(request.user, "view"))
