"""What the site's pages show besides their own fields. Every list starts from `listed()`, and what
is referred to but hidden is left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from django.db.models import Q, prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from wagtail.models import Page

from cms.conf import conf
from cms.languages import content_languages
from cms.pages.lists import (
    city_information,
    current_term,
    latest_minutes,
    latest_news,
    latest_statements,
    meetings_of,
    own_tables,
    tables_in,
    upcoming_events,
)
from cms.pages.models import (
    Audience,
    EventPage,
    HomePage,
    IndexPage,
    InfoIndexPage,
    MeetingPage,
    NewsPage,
    PublicationPage,
    RegionPage,
    Seat,
    StatementPage,
    TermPage,
)
from cms.pages.models.base import ContentPage, page_context
from cms.pages.site.feedback import feedback_url
from cms.pages.site.identity import identity_context
from cms.pages.site.listing import listing, load_for_rows, with_region
from cms.pages.site.metadata import metadata
from cms.pages.site.trail import Trail, trail_of
from cms.pages.visibility.addresses import path_on_site, site_roots
from cms.pages.visibility.querysets import ContentPageQuerySet
from cms.pages.visibility.references import (
    load_visible,
    points_to_visible,
    visible,
    visible_among,
    visible_one,
)
from cms.pages.visibility.sites import public_url
from cms.snippets.models import Topic

FEW = 4
"""Rows of a list on a page that is about more than the list."""


def site_context(
    request: HttpRequest, language: str, page: ContentPage | None = None
) -> dict[str, Any]:
    """The frame: in whose name it is, the navigation's regions and languages, the region of the
    page with its sections, and the brand."""
    region = page.region if page else None
    identity = identity_context(request, language, region)
    return {
        **identity,
        "information": city_information(identity["home"]),
        "feedback_url": feedback_url(identity["identity"], request, page),
        "regions": tables_in(language),
        "region": region,
        "sections": sections(region) if region else [],
        "languages": languages(page),
        "has_alerts": conf().has_alerts,
    }


@dataclass(frozen=True)
class Language:
    """A language in which the site can be read."""

    code: str
    name: str
    """What it calls itself."""
    url: str
    """Of the page in this language, else of the front page."""
    alternate: str
    """Absolute address of the page in this language, for search engines; empty when the page is in
    one language alone, or not in this."""


def languages(page: ContentPage | None = None) -> list[Language]:
    """The languages whose front page is public, with the page's translations (it is one itself).
    Front pages and translations are read by one statement, as every page shows them."""
    pages = ContentPageQuerySet(Page).listed().select_related("locale")
    wanted = pages.type_q(HomePage)
    if page:
        wanted |= Q(translation_key=page.translation_key)
    homes: dict[str, str] = {}
    translations: dict[str, str] = {}
    roots = site_roots()
    for found in pages.filter(wanted).order_by("path"):
        code, url = found.locale.language_code, path_on_site(found.url_path, roots)
        if url and found.specific_class is HomePage:
            homes.setdefault(code, url)
        if url and page and found.translation_key == page.translation_key:
            translations[code] = url
    alternates = translations if len(translations) > 1 else {}
    return [
        Language(
            code=code,
            name=str(capfirst(get_language_info(code)["name_local"])),
            url=translations.get(code, homes[code]),
            alternate=public_url() + alternates[code] if code in alternates else "",
        )
        for code in content_languages()
        if code in homes
    ]


def sections(region: RegionPage) -> list[Page]:
    """The index pages of a region, that of information only where there is some, and its current
    term."""
    pages = ContentPageQuerySet(Page).listed().child_of(region)
    pages = pages.exclude(pages.type_q(InfoIndexPage), numchild=0)
    term = current_term(region)
    return [*pages.not_type(TermPage).order_by("path"), *([term] if term else [])]


def breadcrumbs(page: Page) -> list[Page]:
    """The pages above a page, from the front page on."""
    return list(page.get_ancestors().filter(depth__gt=1))


def connect() -> None:
    page_context.register(content_page_context)


def content_page_context(page: ContentPage, request: HttpRequest) -> dict[str, Any]:
    """What any page of ours shows: the frame around it, and what its type shows of its own."""
    if isinstance(page, RegionPage) and page.pk:
        prefetch_related_objects([page], "coordinators", "links")
    frame = site_context(request, page.locale.language_code, page)
    frame["breadcrumbs"] = above = breadcrumbs(page)
    if not getattr(request, "is_preview", False):
        frame["metadata"] = metadata(page, frame, above)
    own = listing(page, request.GET) if isinstance(page, IndexPage) else own_context(page)
    return frame | own


@singledispatch
def own_context(page: Page) -> dict[str, Any]:
    """What a page of this type shows besides the frame around it."""
    return {}


@own_context.register
def home_context(home: HomePage) -> dict[str, Any]:
    language = home.locale.language_code
    regions = list(own_tables(language))
    news = NewsPage.objects.listed().in_language(language).order_by("-date", "-pk")
    events = EventPage.objects.listed().in_language(language).upcoming()
    publications = PublicationPage.objects.listed().descendant_of(home)
    return {
        "news": load_for_rows(news.filter(path__startswith=home.path, depth=home.depth + 2)[:FEW]),
        "events": with_region(events[: 2 * FEW], regions),
        "publications": publications.filter(depth=home.depth + 2)
        .valid_on(timezone.localdate())
        .order_by("-valid_from")[:FEW],
        "indexes": ContentPageQuerySet(Page).listed().child_of(home).not_type(RegionPage),
    }


@own_context.register
def region_context(region: RegionPage) -> dict[str, Any]:
    return {
        "events": upcoming_events(region)[:FEW],
        "meetings": meetings_of(region).upcoming()[:2],
        "memos": load_for_rows(latest_minutes(region)[:FEW]),
        "statements": load_for_rows(latest_statements(region)[:FEW]),
        "news": load_for_rows(latest_news(region)[:FEW]),
        "publications": PublicationPage.objects.listed()
        .of_region(region)
        .valid_on(timezone.localdate())
        .order_by("-valid_from")[:FEW],
        "term": current_term(region),
    }


@own_context.register
def meeting_context(meeting: MeetingPage) -> dict[str, Any]:
    items = list(meeting.agenda_items.all())
    statements = StatementPage.objects.listed().prefetch_related("replies")
    statements = list(statements.filter(agenda_item__in=[item.pk for item in items if item.pk]))
    for item in items:
        item.outcomes = [one for one in statements if one.agenda_item_id == item.pk]
    load_visible([meeting], "term", "next_meeting")
    topics = [topic for item in items for topic in item.topics.all()]
    return {
        "items": items,
        "attendance": attendance_of(meeting),
        "trail": trail_from(meeting, topics),
    }


def attendance_of(meeting: MeetingPage) -> list[Any]:
    """Rows of attendance; what they tell of a seat is left out when its term is hidden."""
    rows = list(meeting.attendance.all())
    seats = Seat.objects.filter(points_to_visible("page", TermPage)).in_bulk(
        {row.seat_id for row in rows if row.seat_id}
    )
    load_visible(seats.values(), "organisation")
    for row in rows:
        row.shown_seat = seats.get(row.seat_id)
    return rows


@own_context.register
def statement_context(statement: StatementPage) -> dict[str, Any]:
    if statement.pk:
        prefetch_related_objects([statement], "replies")
    load_visible([statement], "addressee", "requested_by")
    replies = load_visible(statement.replies.all(), "body")
    item = statement.agenda_item
    shown_item = item if item and visible_one(item.page) else None
    topics = [*statement.topics.all(), *(shown_item.topics.all() if shown_item else ())]
    return {
        "replies": sorted(replies, key=lambda reply: reply.date),
        "item": shown_item,
        "trail": trail_from(statement, topics, item=shown_item, statement=statement),
    }


def trail_from(page: ContentPage, topics: Iterable[Topic], **others: Any) -> Trail | None:
    """The trail on which a page is, by its topics; None while there is a draft alone, as of what is
    being previewed for the first time, and where it leads no further."""
    if not page.pk or not page.region:
        return None
    topics = visible_among({topic.pk: topic for topic in topics}.values())
    trail = trail_of(topics, page.region, page.locale.language_code, **others)
    return trail if trail.leads_on else None


@own_context.register
def term_context(term: TermPage) -> dict[str, Any]:
    meetings = MeetingPage.objects.listed().filter(term=term).order_by("-starts_at")
    return {"seats": load_visible(term.seats.all(), "organisation"), "meetings": meetings}


@own_context.register
def event_context(event: EventPage) -> dict[str, Any]:
    feedback = load_visible(event.feedback.all(), "topic")
    return {
        "feedback": feedback,
        "trail": trail_from(event, (said.topic for said in feedback if said.topic)),
        "audiences": [label for code, label in Audience.choices if code in event.audiences],
    }


@own_context.register
def news_context(news: NewsPage) -> dict[str, Any]:
    named = visible(RegionPage).filter(pk__in=[region.pk for region in news.regions.all()])
    return {"named_regions": named.order_by("path")}


@own_context.register
def publication_context(publication: PublicationPage) -> dict[str, Any]:
    load_visible([publication], "file")
    versions = PublicationPage.objects.listed().versions_of(publication)
    in_order = list(versions.order_by("valid_from", "version", "pk"))
    own = (publication.valid_from, publication.version)
    return {
        "earlier": [one for one in in_order if (one.valid_from, one.version) < own],
        "replaced_by": next(
            (one for one in reversed(in_order) if (one.valid_from, one.version) > own), None
        ),
    }
