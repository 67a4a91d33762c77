"""Generated documents as published pages, many in one statement: saved one by one as an editor's
they would take hours."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from cms.demo.scale.documents import Document
from cms.pages.models import (
    AgendaItem,
    ContentVersion,
    EventIndexPage,
    EventPage,
    HomePage,
    IndexPage,
    MeetingIndexPage,
    MeetingPage,
    MeetingStage,
    NewsIndexPage,
    NewsPage,
    PageChange,
    RegionPage,
    StatementIndexPage,
    StatementPage,
)
from cms.pages.publishing.shapes import search_shape
from cms.snippets.models import Organisation, OrganisationKind, Topic
from search import indexing

INDEXES: dict[str, type[IndexPage]] = {
    "news": NewsIndexPage,
    "meeting": MeetingIndexPage,
    "event": EventIndexPage,
    "statement": StatementIndexPage,
}
BASE_FIELDS = [field for field in Page._meta.concrete_fields if not field.primary_key]
TIME = dt.time(17)
"""Helsinki time at which meetings and events start and pages are published."""
BATCH = 500
"""Pages of one transaction."""


def publish(documents: Iterable[Document]) -> Iterator[int]:
    """Publishes documents of these regions and topics, a batch at a time; gives how many so far."""
    publisher = _Publisher()
    documents = iter(documents)
    done = 0
    while batch := list(islice(documents, BATCH)):
        publisher.publish(batch)
        done += len(batch)
        yield done


class _Publisher:
    def __init__(self) -> None:
        self.home = HomePage.objects.order_by("path").first()
        self.regions = {region.slug: region for region in RegionPage.objects.child_of(self.home)}
        self.topics = {topic.slug: topic for topic in Topic.objects.all()}
        self.addressee = Organisation.objects.filter(kind=OrganisationKind.BOARD).first()

    @transaction.atomic
    def publish(self, documents: Sequence[Document]) -> None:
        """All of them, with their search rows, or none."""
        ContentVersion.wait_for_others()
        places: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for document in documents:
            places[document.kind, document.region].append(self._page(document))
        for (kind, region), pages in places.items():
            above = self.regions.get(region, self.home)
            _add_children(INDEXES[kind].objects.child_of(above).get(), pages)
        added = [page for pages in places.values() for page in pages]
        indexing.put(search_shape(page) for page in added)
        PageChange.record(added, (), ContentVersion.rise())

    def _page(self, document: Document) -> Any:
        page = getattr(self, f"_{document.kind}")(document)
        page.uuid = document.uuid
        page.title = page.draft_title = document.title
        page.slug = f"{document.uuid.hex[:12]}-scale"
        page.locale = self.home.locale
        page.content_type = ContentType.objects.get_for_model(page)
        page.region = self.regions.get(document.region)
        page.first_published_at = page.last_published_at = _moment(document.date)
        page.topics = [self.topics[slug] for slug in document.topics]
        return page

    def _news(self, document: Document) -> NewsPage:
        lead, *body = document.paragraphs
        return NewsPage(date=document.date, lead=lead, body=_body(body))

    def _event(self, document: Document) -> EventPage:
        lead, *body = document.paragraphs
        return EventPage(
            starts_at=_moment(document.date), state=document.state, lead=lead, body=_body(body)
        )

    def _statement(self, document: Document) -> StatementPage:
        summary, *body = document.paragraphs
        return StatementPage(
            given_on=document.date, addressee=self.addressee, summary=summary, body=_body(body)
        )

    def _meeting(self, document: Document) -> MeetingPage:
        introduction, *items = document.paragraphs
        meeting = MeetingPage(
            starts_at=_moment(document.date),
            state=document.state,
            stage=MeetingStage.MINUTES_PUBLISHED,
            introduction=_html(introduction),
        )
        meeting.agenda_items.set(_item(number, text) for number, text in enumerate(items, start=1))
        return meeting


def _item(number: int, text: str) -> AgendaItem:
    title, _, rest = text.partition(". ")
    return AgendaItem(number=number, sort_order=number, title=title[:250], text=_html(rest or text))


def _body(paragraphs: Iterable[str]) -> list[tuple[str, str]]:
    return [("text", _html(paragraph)) for paragraph in paragraphs]


def _html(paragraph: str) -> str:
    return f"<p>{paragraph}</p>"


def _moment(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, TIME))


# --- many in one statement ----------------------------------------------------------------------


def _add_children(parent: Any, pages: Sequence[Any]) -> None:
    """Pages of one type as the last children of a page, with what belongs to them."""
    last = parent.get_last_child()
    place = last._get_lastpos_in_path() if last else 0
    for number, page in enumerate(pages, start=place + 1):
        page.depth = parent.depth + 1
        page.path = Page._get_path(parent.path, page.depth, number)
        page.set_url_path(parent)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
    _insert(pages)
    _insert_topics(pages)
    if isinstance(parent, MeetingIndexPage):
        _insert_items(pages)


def _insert(pages: Sequence[Any]) -> None:
    """bulk_create takes no model whose rows stand in two tables: so one table after the other, as
    Django's own save has it."""
    base = [Page(**{f.attname: getattr(page, f.attname) for f in BASE_FIELDS}) for page in pages]
    for page, row in zip(pages, Page.objects.bulk_create(base), strict=True):
        page.pk = row.pk
        page._state.adding = False
    model = type(pages[0])
    model._base_manager._insert(pages, fields=model._meta.local_concrete_fields)


def _insert_topics(pages: Sequence[Any]) -> None:
    model: Any = type(pages[0]).topics.through
    name = type(pages[0])._meta.model_name
    model.objects.bulk_create(
        model(**{f"{name}_id": page.pk, "topic_id": topic.pk})
        for page in pages
        for topic in page.topics.all()
    )


def _insert_items(meetings: Iterable[MeetingPage]) -> None:
    items = [item for meeting in meetings for item in meeting.agenda_items.all()]
    for item in items:
        item.page_id = item.page.pk
    AgendaItem.objects.bulk_create(items)
