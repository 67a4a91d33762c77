"""The list of an index page: filters by year and kind, a page at a time."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest

from cms.pages.editing.bounds import FIRST_YEAR, LAST_YEAR
from cms.pages.models import (
    EventPage,
    InfoPage,
    MeetingPage,
    NewsPage,
    PublicationPage,
    StatementPage,
)
from cms.pages.models.indexes import (
    EventIndexPage,
    IndexPage,
    InfoIndexPage,
    MeetingIndexPage,
    NewsIndexPage,
    PublicationIndexPage,
    StatementIndexPage,
)
from cms.pages.visibility.querysets import ContentPageQuerySet
from cms.pages.visibility.references import load_visible

PER_PAGE = 20


def statements_to_show(statements: Any) -> Sequence[Any]:
    """Statements with what their rows in a list show."""
    return load_visible(statements.prefetch_related("replies"), "addressee")


def listing(index: IndexPage, request: HttpRequest) -> dict[str, Any]:
    """What an index page shows. A year or kind that there is not is as good as none."""
    pages, date_field = _pages_of(index)
    chosen = {"kind": request.GET.get("kind", ""), "year": request.GET.get("year", "")}
    kinds = _kinds_of(pages) if date_field else []
    years = _years_of(pages, date_field) if date_field else []
    if chosen["kind"] in dict(kinds):
        pages = pages.filter(kind=chosen["kind"])
    if chosen["year"] in years:
        pages = pages.filter(**{f"{date_field}__year": int(chosen["year"])})
    context: dict[str, Any] = {"kinds": kinds, "years": years, "chosen": chosen}
    if hasattr(pages, "upcoming") and not chosen["year"]:
        context["upcoming"] = pages.upcoming()
        pages = pages.past()
    results = Paginator(pages, PER_PAGE).get_page(request.GET.get("page"))
    if isinstance(index, StatementIndexPage):
        results.object_list = statements_to_show(results.object_list)
    return context | {"results": results}


def _pages_of(index: IndexPage) -> tuple[Any, str]:
    """The pages that an index lists, in their order, and the field of their date, if any."""
    match index:
        case MeetingIndexPage():
            return MeetingPage.objects.listed().child_of(index).order_by("-starts_at"), "starts_at"
        case EventIndexPage():
            return EventPage.objects.listed().child_of(index).order_by("-starts_at"), "starts_at"
        case StatementIndexPage():
            return StatementPage.objects.listed().child_of(index).given(), "given_on"
        case PublicationIndexPage():
            publications = PublicationPage.objects.listed().child_of(index)
            return publications.order_by("-valid_from", "title", "-version"), "valid_from"
        case NewsIndexPage():
            news = NewsPage.objects.listed().in_language(index.locale.language_code)
            of_whom = news.concerning(index.region) if index.region else news.child_of(index)
            return of_whom.order_by("-date", "-pk"), "date"
        case InfoIndexPage():
            return InfoPage.objects.listed().child_of(index).order_by("path"), ""
    raise TypeError(f"{type(index).__name__} lists no pages.")


def _kinds_of(pages: ContentPageQuerySet) -> list[tuple[str, str]]:
    try:
        return list(pages.model._meta.get_field("kind").choices)
    except FieldDoesNotExist:
        return []


def _years_of(pages: ContentPageQuerySet, date_field: str) -> list[str]:
    """Years of which there are pages, newest first; without those that no database counts with."""
    is_moment = isinstance(pages.model._meta.get_field(date_field), models.DateTimeField)
    periods = pages.datetimes if is_moment else pages.dates
    years = [moment.year for moment in periods(date_field, "year", order="DESC")]
    return [str(year) for year in years if FIRST_YEAR <= year <= LAST_YEAR]
