"""What of several cities Wagtail's own choosers and filters offer to whom: of a site beside ours
all, of our cities those in which the user may do something."""

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.admin.views.reports.workflows import (
    WorkflowReportFilterSet,
    WorkflowTasksReportFilterSet,
)
from wagtail.models import Page, Site, Task, Workflow
from wagtail.query import PageQuerySet

from cms.pages.models import RegionPage, RegionResources
from cms.pages.visibility.editors import Editor, places_of, reach
from cms.pages.visibility.sites import front_pages, under


def narrow_filters() -> None:
    """Those of the page explorer and of the reports, which name all Sites and workflows."""
    PageFilterSet.base_filters["site"].queryset = _sites
    for filters in (WorkflowReportFilterSet, WorkflowTasksReportFilterSet):
        filters.base_filters["workflow"].queryset = _workflows
    WorkflowTasksReportFilterSet.base_filters["task"].queryset = _tasks


def without_other_cities(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return pages.exclude(under(_front_pages_of_others(request.user)))


def _sites(request: HttpRequest) -> QuerySet[Site]:
    others = Page.objects.filter(under(_front_pages_of_others(request.user)))
    return Site.objects.exclude(root_page__in=others)


def _workflows(request: HttpRequest) -> QuerySet[Workflow]:
    return Workflow.objects.exclude(pk__in=_workflows_of_others(request))


def _tasks(request: HttpRequest) -> QuerySet[Task]:
    return Task.objects.exclude(workflow_tasks__workflow__in=_workflows_of_others(request))


def _workflows_of_others(request: HttpRequest) -> list[int]:
    regions = RegionPage.objects.filter(under(_front_pages_of_others(request.user)))
    resources = RegionResources.objects.filter(
        translation_key__in=regions.values("translation_key"), workflow__isnull=False
    )
    return list(resources.values_list("workflow", flat=True))


def _front_pages_of_others(user: Editor) -> list[str]:
    """Their paths in the tree. Who works in one language of a city sees it in all."""
    places = places_of(user)
    fronts = list(front_pages().values_list("path", "translation_key"))
    own = {key for front, key in fronts if reach(places, front)}
    return [front for front, key in fronts if key not in own]
