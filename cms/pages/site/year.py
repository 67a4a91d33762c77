"""The year of all the tables: their events and meetings by month and by table."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.languages import readers_language
from cms.pages.editing.bounds import FIRST_YEAR, LAST_YEAR
from cms.pages.models import Audience, EventKind, EventPage, MeetingPage, RegionPage
from cms.pages.site.citywide import TEMPLATES, frame_of
from cms.pages.site.filters import Filter, Filters, by_region, years_of
from cms.pages.site.listing import with_region

VIEWS = ("calendar", "list")
MAX_BOTH = 120
"""Happenings that are shown in both ways at once, for the reader's screen to choose between; of
more, the list alone until the calendar is asked for."""


@dataclass(frozen=True)
class Month:
    first_day: date
    happenings: list[Any]
    """Soonest first."""
    by_region: list[list[Any]]
    """The same, in the order of the tables shown."""


@require_safe
def year_of_tables(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """Of the year that goes on when none is given."""
    year = timezone.localdate().year if year is None else year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    language = readers_language()
    frame, regions = frame_of(request, language)
    filters = Filters.read(_filters(regions), request.GET)
    every = [model.objects.listed().in_language(language) for model in (EventPage, MeetingPage)]
    years = sorted({int(known) for pages in every for known in years_of(pages, "starts_at")})
    asked = [filters.narrowed(pages.filter(starts_at__year=year)) for pages in every]
    happenings = with_region((page for pages in asked for page in pages), regions)
    slug = filters.chosen("region")
    columns = [region for region in regions if slug in ("", region.slug)]
    view = request.GET.get("view", "")
    if view not in VIEWS:
        view = "both" if len(happenings) <= MAX_BOTH else "list"
    context = {
        "year": year,
        "previous": max((known for known in years if known < year), default=None),
        "next": min((known for known in years if known > year), default=None),
        "filters": filters,
        "columns": columns,
        "months": _months(year, happenings, columns),
        "has_any": bool(happenings),
        "view": view,
    }
    return render(request, TEMPLATES + "year.html", frame | context)


def _filters(regions: list[RegionPage]) -> list[Filter]:
    kinds = {code: str(capfirst(label)) for code, label in EventKind.choices}
    kinds = {"meeting": _("Meetings")} | kinds
    audiences = {code: str(capfirst(label)) for code, label in Audience.choices}
    return [
        by_region(regions),
        Filter("kind", _("Kind"), kinds, _of_kind),
        Filter("audience", _("For whom"), audiences, _for_audience),
    ]


def _of_kind(pages: Any, code: str) -> Any:
    if (pages.model is MeetingPage) != (code == "meeting"):
        return pages.none()
    return pages if code == "meeting" else pages.filter(kind=code)


def _for_audience(pages: Any, code: str) -> Any:
    """Meetings are for nobody apart."""
    return pages.none() if pages.model is MeetingPage else pages.for_audience(code)


def _months(year: int, happenings: list[Any], columns: list[RegionPage]) -> list[Month]:
    in_order = sorted(happenings, key=lambda page: (page.starts_at, page.pk))
    months = []
    for number in range(1, 13):
        own = [page for page in in_order if timezone.localdate(page.starts_at).month == number]
        cells = [[page for page in own if page.region == region] for region in columns]
        months.append(Month(date(year, number, 1), own, cells))
    return months
