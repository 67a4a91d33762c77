"""Lists of all the tables together. They stand under one address of their own, `/kaikki/`, which no
page may take (`cms.pages.editing.forms`)."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cms.languages import readers_language
from cms.pages.lists import own_tables
from cms.pages.models import (
    EventIndexPage,
    IndexPage,
    MeetingIndexPage,
    NewsIndexPage,
    PublicationIndexPage,
    RegionPage,
    StatementIndexPage,
    StatementPage,
)
from cms.pages.site.context import site_context
from cms.pages.site.filters import Filters, filters_of
from cms.pages.site.listing import LISTED, load_for_rows, ordered, shown, with_region
from cms.pages.site.replies import replies_by_body
from cms.spreadsheets import csv_response

TEMPLATES = "kumppanuus_pages/citywide/"


@dataclass(frozen=True)
class CityList:
    name: str
    """Of the address, behind `list-`, and of the template."""
    heading: Any
    lead: Any
    index: type[IndexPage]
    """Whose lists this one has together."""

    @property
    def slug(self) -> str:
        return self.index.default_slug


LISTS = [
    CityList(
        "statements",
        gettext_lazy("What came of it?"),
        gettext_lazy(
            "All that the tables have said to boards: statements, positions and proposals, and what"
            " came of them. Those whose reply is overdue come first."
        ),
        StatementIndexPage,
    ),
    CityList(
        "events",
        gettext_lazy("Events of all the tables"),
        gettext_lazy("Events to come, soonest first, and those that have been."),
        EventIndexPage,
    ),
    CityList(
        "meetings",
        gettext_lazy("Meetings of all the tables"),
        gettext_lazy("Meetings to come, and those that have been with what was talked about."),
        MeetingIndexPage,
    ),
    CityList(
        "news",
        gettext_lazy("News of all the tables"),
        gettext_lazy("News of the tables and of the whole city, newest first."),
        NewsIndexPage,
    ),
    CityList(
        "publications",
        gettext_lazy("Publications of all the tables"),
        gettext_lazy("Action plans, evaluations and reports of the tables and of the whole city."),
        PublicationIndexPage,
    ),
]


def frame_of(request: HttpRequest, language: str) -> tuple[dict[str, Any], list[RegionPage]]:
    """The frame of a page that belongs to no table, with the way back to the front page; and the
    tables, read by the same statement."""
    frame = site_context(request, language)
    regions = frame["regions"] = list(frame["regions"])
    home = frame["home"]
    crumbs = [{"title": _("Front page"), "url": home.url}] if home else []
    return frame | {"breadcrumbs": crumbs}, regions


@require_safe
def all_lists(request: HttpRequest) -> HttpResponse:
    """What there is of all the tables together."""
    frame, _regions = frame_of(request, readers_language())
    return render(request, TEMPLATES + "all.html", frame | {"lists": LISTS})


@require_safe
def city_list(request: HttpRequest, shown_list: CityList) -> HttpResponse:
    frame, regions = frame_of(request, readers_language())
    pages, filters = _asked_pages(request, shown_list, regions)
    narrowed = filters.narrowed(pages)
    context = shown(_in_order(narrowed), filters, request.GET, regions)
    if narrowed.model is StatementPage:
        context["summary"] = replies_by_body(narrowed)
    context |= {"list": shown_list, "filters": filters, "with_region": True}
    return render(request, f"{TEMPLATES}{shown_list.name}.html", frame | context)


@require_safe
def statements_csv(request: HttpRequest) -> HttpResponse:
    """The statements that are asked for, all pages of the list at once."""
    language = readers_language()
    regions = list(own_tables(language))
    pages, filters = _asked_pages(request, LISTS[0], regions)
    statements = list(_in_order(filters.narrowed(pages)))
    with_region(load_for_rows(statements), regions)
    return csv_response("lausunnot", _headings(), (_cells(one) for one in statements))


def _asked_pages(
    request: HttpRequest, shown_list: CityList, regions: list[RegionPage]
) -> tuple[Any, Filters]:
    model, date_field = LISTED[shown_list.index]
    pages = model.objects.listed().in_language(readers_language())
    return pages, Filters.read(filters_of(pages, date_field, regions), request.GET)


def _in_order(pages: Any) -> Any:
    return pages.overdue_first() if pages.model is StatementPage else ordered(pages)


def _headings() -> list[str]:
    return [
        _("Title"),
        _("Table"),
        _("Kind"),
        _("Addressee"),
        _("Given on"),
        _("Reply due on"),
        _("Status"),
        _("Days waited"),
        _("Replied on"),
        _("Outcome"),
        _("Decision"),
        _("Address"),
    ]


def _cells(statement: Any) -> list[Any]:
    reply = statement.latest_reply
    return [
        statement.title,
        statement.region.title if statement.region else "",
        capfirst(statement.get_kind_display()),
        statement.addressee.name if statement.addressee else "",
        statement.given_on,
        statement.due_on,
        capfirst(statement.status.label),
        statement.days_waiting,
        statement.first_reply.date if reply else None,
        capfirst(statement.outcome_label),
        reply.decision_label if reply else "",
        statement.absolute_url,
    ]
