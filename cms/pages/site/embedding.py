"""What other sites frame: a small page of a region's events, news, statements, meetings or search.
It works without scripts, sets no cookies and wears the region's brand."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import conditional_page, require_safe

from cms.languages import readers_language
from cms.pages.lists import (
    latest_news,
    latest_statements,
    nearest_meetings,
    table_called,
    upcoming_events,
)
from cms.pages.models import RegionPage
from cms.pages.models.indexes import (
    EventIndexPage,
    IndexPage,
    MeetingIndexPage,
    NewsIndexPage,
    StatementIndexPage,
)
from cms.pages.publishing.freshness import NOT_KEPT, cache_control, next_change
from cms.pages.site.identity import identity_context
from cms.pages.site.listing import load_for_rows
from cms.pages.site.search_form import Labels, asked_text, left_out, whole_number
from cms.pages.visibility.sites import current_site_key
from search.queries import OutOfTimeError, Query, search

COUNT = 5
TEMPLATES = "kumppanuus_pages/embed/"
MAX_COUNT = 20
# An explicit frame-ancestors also outdoes an X-Frame-Options that a proxy adds.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors *"
)


class List(NamedTuple):
    heading: Any
    rows: Callable[[RegionPage, int], Any]
    """So many pages of the region, in the order shown."""
    item: str
    """Template of a row."""
    index: type[IndexPage]
    """Where the last link leads."""
    layout: str = "kp-list"
    """Class of the list in the site's style sheet."""


LISTS = {
    "events": List(
        _("Upcoming events"),
        lambda region, count: upcoming_events(region)[:count],
        "kumppanuus_pages/items/happening.html",
        EventIndexPage,
    ),
    "news": List(
        _("Latest news"),
        lambda region, count: latest_news(region)[:count],
        "kumppanuus_pages/items/news.html",
        NewsIndexPage,
        layout="kp-grid",
    ),
    "statements": List(
        _("Statements"),
        lambda region, count: load_for_rows(latest_statements(region)[:count]),
        "kumppanuus_pages/items/statement.html",
        StatementIndexPage,
    ),
    "meetings": List(
        _("Meetings"), nearest_meetings, "kumppanuus_pages/items/happening.html", MeetingIndexPage
    ),
}


@require_safe
@xframe_options_exempt
@conditional_page
def fragment(request: HttpRequest, region: str, kind: str) -> HttpResponse:
    now = timezone.now()
    language = readers_language()
    page = table_called(region, language)
    frame = identity_context(request, language, page)
    count = whole_number(request.GET.get("count", str(COUNT)))
    response: HttpResponse
    if page is None or kind not in (*LISTS, "search"):
        response = render(
            request,
            TEMPLATES + "missing.html",
            frame | {"heading": gettext("There is no such page")},
            status=404,
        )
    elif count is None or count > MAX_COUNT:
        words = gettext("Give count as a whole number from 1 to %(most)s.") % {"most": MAX_COUNT}
        response = HttpResponse(words, content_type="text/plain; charset=utf-8", status=400)
    elif kind == "search":
        response = render(request, TEMPLATES + "search.html", frame | _search(request, page, count))
    else:
        response = render(request, TEMPLATES + "list.html", frame | _list(LISTS[kind], page, count))
    response["Content-Security-Policy"] = POLICY
    # What is found may lag behind the content, and what is asked is counted.
    is_kept = response.status_code == HTTPStatus.OK and kind != "search"
    response["Cache-Control"] = cache_control(now, next_change(now)) if is_kept else NOT_KEPT
    return response


def _list(shown: List, region: RegionPage, count: int) -> dict[str, Any]:
    return {
        "region": region,
        "heading": shown.heading,
        "items": shown.rows(region, count),
        "item_template": shown.item,
        "layout": shown.layout,
        "index": shown.index.objects.listed().child_of(region).first(),
    }


def _search(request: HttpRequest, region: RegionPage, count: int) -> dict[str, Any]:
    language = region.locale.language_code
    text = asked_text(request.GET).strip()
    query = Query(text, regions=[region.slug], languages=[language], site=current_site_key())
    found = None
    took_too_long = False
    try:
        found = search(query, limit=count) if text else None
    except OutOfTimeError:
        took_too_long = True
    return {
        "region": region,
        "heading": gettext("Search"),
        "count": count,
        "search_query": text,
        "with_all_words": query.with_all_words,
        "found": found,
        "left_out": list(left_out(found)) if found else [],
        "took_too_long": took_too_long,
        "labels": Labels(language),
    }
