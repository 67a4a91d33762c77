"""Flat lists of the pages of one type in the admin, newest first, with filters; each user sees
there what they may see in the page explorer."""

from collections.abc import Callable, Sequence
from typing import Any

import django_filters as filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.languages import main_language
from cms.pages.models import (
    EventKind,
    EventPage,
    HappeningState,
    MeetingKind,
    MeetingPage,
    MeetingStage,
    NewsPage,
    PublicationKind,
    PublicationPage,
    RegionPage,
    StatementKind,
    StatementPage,
    StatementStatus,
    TermPage,
)
from cms.pages.visibility.querysets import ContentPageQuerySet

REGION_DEPTH = 3
"""Depth of a region page in the tree: root, front page, region page."""


class ListView(IndexView):
    """Newest first, with the region of each page."""

    def annotate_queryset(self, pages: ContentPageQuerySet) -> ContentPageQuerySet:
        region = RegionPage.objects.filter(
            path=Substr(OuterRef("path"), 1, REGION_DEPTH * Page.steplen)
        )
        pages = pages.annotate(region_title=Subquery(region.values("title")[:1]))
        return super().annotate_queryset(pages)

    def get_valid_orderings(self) -> list[str]:
        orderings: list[str] = super().get_valid_orderings()
        searchable = ("title", "live", "latest_revision_created_at")
        if not self.is_searching:
            return orderings
        return [name for name in orderings if name.lstrip("-") in searchable]

    def search_queryset(self, queryset: ContentPageQuerySet) -> ContentPageQuerySet:
        # Wagtail's search takes no filters on fields that it has not indexed: the pages that the
        # filters leave are named to it one by one.
        if self.is_searching:
            keys = list(queryset.order_by().values_list("pk", flat=True))
            queryset = self.annotate_queryset(self.model.objects.filter(pk__in=keys))
        return super().search_queryset(queryset)


# --- columns ------------------------------------------------------------------------------------


def _day(name: str) -> Callable[[Any], str]:
    return lambda page: (
        date_format(day, "SHORT_DATE_FORMAT") if (day := getattr(page, name)) else ""
    )


def _time(name: str) -> Callable[[Any], str]:
    return lambda page: date_format(
        timezone.localtime(getattr(page, name)), "SHORT_DATETIME_FORMAT"
    )


def _chosen(name: str) -> Callable[[Any], str]:
    return lambda page: str(getattr(page, f"get_{name}_display")())


def _columns(*own: Column) -> list[Column]:
    return [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("region", label=_("Region"), accessor="region_title"),
        *own,
        PageStatusColumn("status", label=_("Publishing"), sort_key="live"),
    ]


KIND = Column("kind", label=_("Kind"), accessor=_chosen("kind"), sort_key="kind")
STATE = Column("state", label=_("State"), accessor=_chosen("state"), sort_key="state")
STARTS = Column("starts_at", label=_("Starts"), accessor=_time("starts_at"), sort_key="starts_at")


# --- filters ------------------------------------------------------------------------------------


def _dates(field: str) -> filters.Filter:
    return filters.DateFromToRangeFilter(
        field_name=field, label=_("Date"), widget=DateRangePickerWidget
    )


def _choices(label: Any, choices: Sequence[tuple[str, Any]]) -> filters.Filter:
    return filters.MultipleChoiceFilter(label=label, choices=choices, widget=CheckboxSelectMultiple)


def _regions(request: HttpRequest) -> QuerySet[Any]:
    """Those whose pages the list may show to the user."""
    regions: QuerySet[Any] = PagePermissionPolicy(RegionPage).explorable_instances(request.user)
    return regions.filter(locale__language_code=main_language()).order_by("path")


class ListFilters(WagtailFilterSet):
    region = filters.ModelChoiceFilter(
        label=_("Region"),
        queryset=_regions,
        widget=RadioSelect,
        method="of_region",
        empty_label=_("All"),
    )
    publishing = filters.ChoiceFilter(
        label=_("Publishing"),
        choices=[
            ("live", _("published")),
            ("changed", _("published, with a newer draft")),
            ("scheduled", _("scheduled")),
            ("draft", _("draft")),
        ],
        widget=RadioSelect,
        method="in_publishing_state",
        empty_label=_("All"),
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def of_region(self, pages: QuerySet[Any], name: str, region: RegionPage) -> QuerySet[Any]:
        """Pages under the region or one of its translations."""
        under = Q()
        for path in region.get_translations(inclusive=True).values_list("path", flat=True):
            under |= Q(path__startswith=path)
        return pages.filter(under)

    def in_publishing_state(self, pages: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        scheduled = Q(_approved_schedule=True)
        wanted = {
            "live": Q(live=True),
            "changed": Q(live=True, has_unpublished_changes=True),
            "scheduled": scheduled,
            "draft": Q(live=False) & ~scheduled,
        }
        return pages.filter(wanted[value])


class MeetingFilters(ListFilters):
    starts_at = _dates("starts_at")
    kind = _choices(_("Kind"), MeetingKind.choices)
    stage = _choices(_("Stage"), MeetingStage.choices)
    state = _choices(_("State"), HappeningState.choices)


class EventFilters(ListFilters):
    starts_at = _dates("starts_at")
    kind = _choices(_("Kind"), EventKind.choices)
    state = _choices(_("State"), HappeningState.choices)


class StatementFilters(ListFilters):
    given_on = _dates("given_on")
    kind = _choices(_("Kind"), StatementKind.choices)
    status = filters.ChoiceFilter(
        label=_("Status"),
        choices=StatementStatus.choices,
        widget=RadioSelect,
        method="with_status",
        empty_label=_("All"),
    )

    def with_status(self, pages: ContentPageQuerySet, name: str, value: str) -> QuerySet[Any]:
        return pages.of_status(StatementStatus(value))


class NewsFilters(ListFilters):
    date = _dates("date")


class PublicationFilters(ListFilters):
    valid_from = _dates("valid_from")
    kind = _choices(_("Kind"), PublicationKind.choices)


class TermFilters(ListFilters):
    starts_on = _dates("starts_on")


# --- lists --------------------------------------------------------------------------------------


class ListMenuItem(MenuItem):
    """Shown to those who may do something with the pages under which the list's pages stand."""

    def __init__(self, model: type[Page], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.model = model

    def is_shown(self, request: HttpRequest) -> bool:
        parents = ContentType.objects.get_for_models(*self.model.allowed_parent_page_models())
        return any(parent.pk in _open_parents(request) for parent in parents.values())


def _open_parents(request: HttpRequest) -> set[int]:
    """Keys of the content types of those pages on which the user may do something that opens a
    list. Asked once a request: each list asks twice to show its item, and the question is long for
    a user with rights in many places."""
    kept = vars(request)
    if "open_parents" not in kept:
        pages = PagePermissionPolicy(Page).instances_user_has_any_permission_for(
            request.user, ListView.any_permission_required
        )
        kept["open_parents"] = set(
            pages.order_by().values_list("content_type", flat=True).distinct()
        )
    return set(kept["open_parents"])


class PageList(PageListingViewSet):
    index_view_class = ListView

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        return ListMenuItem(
            self.model,
            self.menu_label,
            self.menu_url,
            name=self.menu_name,
            icon_name=self.menu_icon,
            order=self.get_menu_item_order(order),
        )


class MeetingList(PageList):
    name = "meetings"
    model = MeetingPage
    icon = "calendar-check"
    menu_label = _("Meetings")
    columns = _columns(
        STARTS,
        KIND,
        Column("stage", label=_("Stage"), accessor=_chosen("stage"), sort_key="stage"),
        STATE,
    )
    filterset_class = MeetingFilters
    ordering = "-starts_at"


class StatementList(PageList):
    name = "statements"
    model = StatementPage
    icon = "edit"
    menu_label = _("Statements")
    columns = _columns(
        Column("given_on", label=_("Given"), accessor=_day("given_on"), sort_key="given_on"),
        KIND,
        Column("reply", label=_("Status"), accessor=lambda page: page.status.label),
    )
    filterset_class = StatementFilters
    ordering = "-given_on"


class EventList(PageList):
    name = "events"
    model = EventPage
    icon = "calendar-alt"
    menu_label = _("Events")
    columns = _columns(STARTS, KIND, STATE)
    filterset_class = EventFilters
    ordering = "-starts_at"


class NewsList(PageList):
    name = "news"
    model = NewsPage
    icon = "doc-full"
    menu_label = _("News")
    columns = _columns(Column("date", label=_("Date"), accessor=_day("date"), sort_key="date"))
    filterset_class = NewsFilters
    ordering = "-date"


class PublicationList(PageList):
    name = "publications"
    model = PublicationPage
    icon = "doc-full-inverse"
    menu_label = _("Publications")
    columns = _columns(
        Column(
            "valid_from",
            label=_("Valid from"),
            accessor=_day("valid_from"),
            sort_key="valid_from",
        ),
        KIND,
        Column("version", label=_("Version"), sort_key="version"),
    )
    filterset_class = PublicationFilters
    ordering = "-valid_from"


class TermList(PageList):
    name = "terms"
    model = TermPage
    icon = "group"
    menu_label = _("Terms of office")
    columns = _columns(
        Column("starts_on", label=_("From"), accessor=_day("starts_on"), sort_key="starts_on"),
        Column("ends_on", label=_("To"), accessor=_day("ends_on"), sort_key="ends_on"),
    )
    filterset_class = TermFilters
    ordering = "-starts_on"


class ParticipationLists(ViewSetGroup):
    items = (MeetingList(), StatementList(), EventList(), NewsList(), PublicationList(), TermList())
    menu_label = _("Participation")
    menu_icon = "group"
    menu_order = 150
