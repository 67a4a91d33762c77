"""Lists of content: those of index pages and those of the whole city, narrowed by a form, a page
at a time."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import QueryDict

from cms.pages.models import (
    AgendaItem,
    EventIndexPage,
    EventPage,
    IndexPage,
    InfoIndexPage,
    InfoPage,
    MeetingIndexPage,
    MeetingPage,
    MeetingStage,
    NewsIndexPage,
    NewsPage,
    PublicationIndexPage,
    PublicationPage,
    RegionPage,
    StatementIndexPage,
    StatementPage,
)
from cms.pages.models.base import ContentPage
from cms.pages.site.filters import Filters, filters_of
from cms.pages.visibility.references import load_visible

PER_PAGE = 20

LISTED: dict[type[IndexPage], tuple[type[ContentPage], str]] = {
    StatementIndexPage: (StatementPage, "given_on"),
    EventIndexPage: (EventPage, "starts_at"),
    MeetingIndexPage: (MeetingPage, "starts_at"),
    NewsIndexPage: (NewsPage, "date"),
    PublicationIndexPage: (PublicationPage, "valid_from"),
    InfoIndexPage: (InfoPage, ""),
}
"""What an index page lists, and the field of its date, if it has one."""


def listing(index: IndexPage, asked: QueryDict) -> dict[str, Any]:
    """What an index page shows."""
    pages, date_field = _pages_of(index)
    filters = Filters.read(filters_of(pages, date_field), asked)
    return {"filters": filters} | shown(filters.narrowed(pages), filters, asked)


def shown(
    pages: Any, filters: Filters, asked: QueryDict, regions: Sequence[RegionPage] = ()
) -> dict[str, Any]:
    """The part of a list that is asked for; of meetings and events that are not those of a year,
    all that are to come besides. Where regions are given, each page is told its own."""
    context: dict[str, Any] = {}
    if hasattr(pages, "upcoming") and not filters.chosen("year"):
        context["upcoming"] = list(pages.upcoming())
        pages = pages.past()
    results = Paginator(pages, PER_PAGE).get_page(asked.get("page"))
    results.object_list = list(results.object_list)
    every = [*context.get("upcoming", ()), *results.object_list]
    load_for_rows(every)
    if regions:
        with_region(every, regions)
    return context | {"results": results}


def _pages_of(index: IndexPage) -> tuple[Any, str]:
    """The pages that an index lists, in their order, and the field of their date."""
    model, date_field = LISTED[type(index)]
    pages = ordered(model.objects.listed())
    if isinstance(index, NewsIndexPage) and index.region:
        news = pages.in_language(index.locale.language_code)
        return news.concerning(index.region), date_field
    return pages.child_of(index), date_field


def ordered(pages: Any) -> Any:
    """In the order in which they are listed, newest first."""
    if pages.model is StatementPage:
        return pages.given()
    if pages.model is InfoPage:
        return pages.order_by("path")
    if pages.model is PublicationPage:
        return pages.order_by("-valid_from", "title", "-version", "pk")
    return pages.order_by(f"-{dict(LISTED.values())[pages.model]}", "-pk")


# --- what the rows of lists show besides the pages ------------------------------------------------


def with_region(pages: Iterable[ContentPage], regions: Iterable[RegionPage]) -> list[Any]:
    """Pages of several regions, each told the region under which it stands."""
    pages, regions = list(pages), list(regions)
    for page in pages:
        page.region = next((one for one in regions if page.path.startswith(one.path)), None)
    return pages


def load_for_rows(pages: Iterable[Any]) -> Sequence[Any]:
    """Pages of one type with what their rows in a list show, loaded at once."""
    pages = list(pages)
    match pages[0] if pages else None:
        case StatementPage():
            prefetch_related_objects(pages, "replies")
            load_visible(pages, "addressee")
        case MeetingPage():
            _load_subjects(pages)
        case NewsPage():
            images = [page.image for page in load_visible(pages, "image") if page.image]
            prefetch_related_objects(images, "renditions")
            for image in images:
                image.is_known_visible = True
    return pages


def _load_subjects(meetings: Iterable[MeetingPage]) -> None:
    """What the agendas and minutes that are published are about: the titles of their items."""
    told = {one.pk: one for one in meetings if one.stage != MeetingStage.PLANNED}
    for meeting in told.values():
        meeting.subjects = []
    items = AgendaItem.objects.filter(page__in=told).order_by("sort_order")
    for item in items.only("uuid", "page_id", "number", "title") if told else ():
        told[item.page_id].subjects.append(item)
