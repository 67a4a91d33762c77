"""The page of figures, and the same as a table and for programs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.languages import readers_language
from cms.pages.lists import own_tables
from cms.pages.models import RegionPage
from cms.pages.site.charts import Chart, bar_chart
from cms.pages.site.citywide import TEMPLATES, frame_of
from cms.pages.site.figures import Figures, Gathered, as_plain
from cms.pages.site.filters import Filter, Filters, by_region
from cms.spreadsheets import csv_response


@dataclass(frozen=True)
class FigureRow:
    """Of a year or of a table, in a table of figures."""

    name: str
    figures: Figures


@require_safe
def figures_of_tables(request: HttpRequest) -> HttpResponse:
    language = readers_language()
    frame, regions = frame_of(request, language)
    gathered = Gathered(language, regions)
    filters = _filters(request, regions, gathered)
    region, year = _asked(filters, regions)
    shown = gathered.of(region, year)
    tables = [FigureRow(one.title, gathered.of(one, year)) for one in regions]
    by_year = [FigureRow(str(one), gathered.of(region, one)) for one in gathered.years]
    context = {
        "filters": filters,
        "asked": region,
        "year": year,
        "figures": shown,
        "by_year": by_year,
        "by_table": [*tables, FigureRow(_("All together"), gathered.of(None, year))],
        "has_any": bool(gathered.years),
    }
    charts = {chart.name: chart for chart in _charts(shown, by_year) if chart}
    return render(request, TEMPLATES + "figures.html", frame | context | {"charts": charts})


@require_safe
def figures_csv(request: HttpRequest) -> HttpResponse:
    """A row for each figure of each table and year that are asked for."""
    headings = [_("Table"), _("Year"), _("Figure"), _("Value")]
    return csv_response("luvut", headings, _cells(request))


@require_safe
def figures_json(request: HttpRequest) -> HttpResponse:
    tables: dict[str, dict[str, Any]] = {}
    for region, year, figures in _every(request):
        key = region.slug if region else ""
        title = region.title if region else _("All together")
        table = tables.setdefault(key, {"table": key or None, "title": title, "years": []})
        table["years"].append({"year": year, **as_plain(figures)})
    return JsonResponse({"tables": list(tables.values())})


def _filters(request: HttpRequest, regions: list[RegionPage], gathered: Gathered) -> Filters:
    years = {str(year): str(year) for year in gathered.years}
    year = Filter("year", _("Year"), years, lambda rows, value: rows)
    return Filters.read([by_region(regions), year], request.GET)


def _asked(filters: Filters, regions: list[RegionPage]) -> tuple[RegionPage | None, int | None]:
    slug, year = filters.chosen("region"), filters.chosen("year")
    region = next((one for one in regions if one.slug == slug), None)
    return region, int(year) if year else None


def _every(request: HttpRequest) -> Iterator[tuple[RegionPage | None, int, Figures]]:
    """The tables and years that are asked for, with all together where no table is."""
    language = readers_language()
    regions = list(own_tables(language))
    gathered = Gathered(language, regions)
    asked_region, asked_year = _asked(_filters(request, regions, gathered), regions)
    for region in [asked_region] if asked_region else [*regions, None]:
        for year in [asked_year] if asked_year else gathered.years:
            yield region, year, gathered.of(region, year)


def _cells(request: HttpRequest) -> Iterator[list[Any]]:
    for region, year, figures in _every(request):
        title = region.title if region else _("All together")
        for name, value in _named(figures):
            yield [title, year, name, value]


def _named(figures: Figures) -> Iterator[tuple[str, Any]]:
    replies = figures.replies
    yield _("Meetings"), figures.meetings
    yield _("Minutes published"), figures.minutes_published
    yield _("Attendance in per cent"), _percent(figures.attendance_rate)
    yield _("Events"), figures.events
    yield _("Participants"), figures.participants
    for audience, events, participants in figures.audiences:
        name = str(capfirst(audience.label))
        yield _("Events: %(name)s") % {"name": name}, events
        yield _("Participants: %(name)s") % {"name": name}, participants
    yield _("Statements"), replies.statements
    yield _("Waiting"), replies.waiting
    yield _("Overdue"), replies.overdue
    for outcome, count in replies.outcomes.items():
        yield str(capfirst(outcome.label)), count
    yield _("Days to reply, median"), replies.median_days
    for line in figures.budget:
        yield _("Allotted, €: %(name)s") % {"name": line.purpose}, line.allotted
        yield _("Used, €: %(name)s") % {"name": line.purpose}, line.used


def _percent(rate: float | None) -> int | None:
    return None if rate is None else round(100 * rate)


def _charts(figures: Figures, by_year: list[FigureRow]) -> Iterator[Chart | None]:
    for name, title in (("meetings", _("Meetings by year")), ("events", _("Events by year"))):
        counts = [(row.name, getattr(row.figures, name)) for row in by_year]
        yield bar_chart(name, title, [(year, count, str(count)) for year, count in counts])
    yield bar_chart(
        "outcomes",
        _("Statements by outcome"),
        [
            (str(capfirst(outcome.label)), count, str(count))
            for outcome, count in figures.replies.outcomes.items()
        ],
    )
    yield bar_chart(
        "audiences",
        _("Participants by audience"),
        [
            (str(capfirst(one.audience.label)), one.participants, str(one.participants))
            for one in figures.audiences
            if one.participants is not None
        ],
    )
    yield bar_chart(
        "budget",
        _("Used of the budget by purpose"),
        [
            (line.purpose, float(line.used), f"{number_format(line.used, 0)} €")
            for line in figures.budget
            if line.used is not None
        ],
    )
