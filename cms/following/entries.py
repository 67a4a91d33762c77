"""What is followed as entries of a feed: each with its permanent UUID, times, words and texts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import singledispatch
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cms.following.followed import Followable
from cms.following.markup import References, heading, joined, lines, paragraph, rich, settled
from cms.following.naming import (
    by_type,
    first_published,
    last_published,
    plain,
    title_of,
    topics_by_page,
)
from cms.pages.models import (
    EventPage,
    MeetingPage,
    NewsPage,
    PublicationPage,
    Reply,
    StatementPage,
)
from cms.pages.templatetags.kumppanuus_pages import when
from cms.pages.visibility.references import load_visible
from cms.pages.visibility.rich_text import plain_text

MAX_SUMMARY = 300
"""Characters."""


@dataclass(frozen=True)
class Entry:
    uuid: UUID
    title: str
    url: str
    """Absolute."""
    published: datetime
    updated: datetime
    author: str
    """The table, or in whose name all are."""
    categories: Sequence[str]
    """The kind, and the topics that the public may see."""
    summary: str
    """Plain text."""
    html: str
    """Safe, its links absolute."""


def entries_of(things: Sequence[Followable], of_all: str) -> list[Entry]:
    """Of what `Followed.pages()` gives, in its order; `of_all` is in whose name is what belongs to
    no table. The number of SQL statements does not depend on how many there are."""
    pages = [thing for thing in things if not isinstance(thing, Reply)]
    _load(things)
    references = References.of(
        stream
        for page in pages
        for name in ("body", "attachments")
        if (stream := getattr(page, name, None))
    )
    topics = topics_by_page(pages)
    urls = {page.pk: page.absolute_url for page in pages}
    replied = next((page for page in pages if isinstance(page, StatementPage)), None)
    # A reply stands on the page of its statement.
    places = [replied if isinstance(thing, Reply) else thing for thing in things]
    addresses = [urls[page.pk] for page in places if page]
    texts = settled([_markup(thing, references) for thing in things], addresses)
    return [
        Entry(
            uuid=thing.uuid,
            title=_title(thing, page),
            url=url,
            published=_day(thing) if isinstance(thing, Reply) else first_published(thing),
            updated=_day(thing) if isinstance(thing, Reply) else last_published(thing),
            author=plain(page.region.title) if page.region else of_all,
            categories=[_kind(thing), *([] if isinstance(thing, Reply) else topics[thing.pk])],
            summary=plain(Truncator(_summary(thing)).chars(MAX_SUMMARY)),
            html=text,
        )
        for thing, page, url, text in zip(things, places, addresses, texts, strict=True)
        if page
    ]


def _load(things: Sequence[Followable]) -> None:
    """What the markup shows besides the pages' own fields."""
    for model, own in by_type(things).items():
        if model is MeetingPage:
            prefetch_related_objects(own, "agenda_items")
        elif model is StatementPage:
            prefetch_related_objects(own, "replies")
            load_visible(own, "addressee")
            load_visible([reply for page in own for reply in page.replies.all()], "body")
        elif model is Reply:
            load_visible(own, "body")


def _title(thing: Any, page: Any) -> str:
    if isinstance(thing, Reply):
        return plain(_("Reply: %(statement)s") % {"statement": page.title})
    return title_of(thing)


def _kind(thing: Any) -> str:
    if isinstance(thing, Reply):
        return str(_("Reply"))
    display: Callable[[], str] | None = getattr(thing, "get_kind_display", None)
    return display() if display else str(thing._meta.verbose_name)


def _day(reply: Reply) -> datetime:
    return timezone.make_aware(datetime.combine(reply.date, time.min))


# --- what each type tells -----------------------------------------------------------------------


@singledispatch
def _summary(thing: Any) -> str:
    return ""


@_summary.register
def _summary_of_event(page: EventPage) -> str:
    return " · ".join(filter(None, [strip_tags(when(page)), page.place, page.lead]))


@_summary.register
def _summary_of_meeting(page: MeetingPage) -> str:
    told = [strip_tags(when(page)), page.place, page.get_stage_display()]
    return " · ".join(filter(None, told))


@_summary.register
def _summary_of_news(page: NewsPage) -> str:
    return page.lead


@_summary.register
def _summary_of_statement(page: StatementPage) -> str:
    return " · ".join(filter(None, [str(page.status.label), page.outcome_label, page.summary]))


@_summary.register
def _summary_of_publication(page: PublicationPage) -> str:
    return page.summary


@_summary.register
def _summary_of_reply(reply: Reply) -> str:
    return " · ".join([reply.get_outcome_display(), plain_text(reply.text)])


@singledispatch
def _markup(thing: Any, references: References) -> str:
    """As `settled()` takes it."""
    return ""


@_markup.register
def _markup_of_event(page: EventPage, references: References) -> str:
    return joined(
        [
            paragraph(when(page), page.place),
            paragraph(page.get_state_display() if page.state != "as_planned" else ""),
            lines(page.lead),
            references.markup(page.body),
        ]
    )


@_markup.register
def _markup_of_meeting(page: MeetingPage, references: References) -> str:
    items = (
        part
        for item in page.agenda_items.all()
        for part in (
            heading(f"{item.number}. {item.title}"),
            rich(item.text),
            lines(item.outcome),
        )
    )
    return joined(
        [
            paragraph(when(page), page.place),
            paragraph(page.get_stage_display()),
            paragraph(page.get_state_display() if page.state != "as_planned" else ""),
            rich(page.introduction),
            *items,
            references.markup(page.attachments),
        ]
    )


@_markup.register
def _markup_of_news(page: NewsPage, references: References) -> str:
    return joined([lines(page.lead), references.markup(page.body)])


@_markup.register
def _markup_of_statement(page: StatementPage, references: References) -> str:
    replies = sorted(page.replies.all(), key=lambda reply: reply.date)
    return joined(
        [
            paragraph(page.addressee.name if page.addressee else "", str(page.status.label)),
            lines(page.summary),
            lines(page.plain_summary),
            references.markup(page.body),
            references.markup(page.attachments),
            *(_markup(reply, references) for reply in replies),
        ]
    )


@_markup.register
def _markup_of_publication(page: PublicationPage, references: References) -> str:
    return joined([lines(page.summary), references.markup(page.body)])


@_markup.register
def _markup_of_reply(reply: Reply, references: References) -> str:
    told = [reply.body.name if reply.body else "", reply.get_outcome_display()]
    return joined([paragraph(*told, reply.decision_label), rich(reply.text)])
