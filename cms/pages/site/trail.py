"""The trail of a topic: where residents spoke of it, which matter of a meeting it became, what the
table said to a board, what was replied and decided, and what was done."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, prefetch_related_objects

from cms.pages.models import (
    AgendaItem,
    EventFeedback,
    EventPage,
    MeetingPage,
    RegionPage,
    StatementPage,
)
from cms.pages.visibility.references import load_visible
from cms.snippets.models import Topic

MAX_OF_A_STEP = 50
"""Newest things of a step that are told of."""


@dataclass(frozen=True)
class Trail:
    """Only of what the public may see; each step with the earliest first."""

    topics: list[Topic]
    events: list[EventPage]
    """Where somebody spoke of the topics."""
    items: list[AgendaItem]
    """Matters of meetings, each with its `page`."""
    statements: list[StatementPage]
    region: RegionPage | None = None

    @property
    def replies(self) -> list[Any]:
        found = [reply for one in self.statements for reply in one.replies.all()]
        return sorted(found, key=lambda reply: (reply.date, reply.pk))

    @property
    def decisions(self) -> list[Any]:
        return [reply for reply in self.replies if reply.decision_label]

    @property
    def done(self) -> list[StatementPage]:
        return [one for one in self.statements if one.what_was_done]

    @property
    def leads_on(self) -> bool:
        """Whether there is more than one step."""
        return sum(map(bool, (self.events, self.items, self.statements))) > 1


def trail_of(
    topics: Iterable[Topic],
    region: RegionPage | None,
    language: str,
    item: AgendaItem | None = None,
    statement: StatementPage | None = None,
) -> Trail:
    """Of topics that the public may see, at one table or at all; with an item or a statement that
    belong to it whatever their topics."""
    topics = list(topics)

    def listed(model: Any) -> Any:
        pages = model.objects.listed().in_language(language)
        return pages.of_region(region) if region else pages

    said = EventFeedback.objects.filter(topic__in=topics)
    events = _newest(listed(EventPage).filter(pk__in=said.values("page")), "starts_at")
    about = Q(topics__in=topics) | Q(pk=item.pk if item else None)
    matters = AgendaItem.objects.filter(about).values("pk")
    of_meetings = AgendaItem.objects.filter(pk__in=matters, page__in=listed(MeetingPage))
    items = _newest(of_meetings.select_related("page"), "page__starts_at")
    own = Q(pk=statement.pk if statement else None)
    of_items = Q(agenda_item__in=[one.pk for one in items])
    given = StatementPage.objects.filter(Q(topics__in=topics) | of_items | own).values("pk")
    statements = _newest(listed(StatementPage).filter(pk__in=given), "given_on")
    prefetch_related_objects(statements, "replies")
    load_visible(statements, "addressee")
    replies = [(one, reply) for one in statements for reply in one.replies.all()]
    for one, reply in replies:
        reply.page = one
    load_visible((reply for _one, reply in replies), "body")
    return Trail(topics, events, items, statements, region)


def _newest(things: Any, date_field: str) -> list[Any]:
    """As many as are told of, the earliest first."""
    return list(things.order_by(f"-{date_field}", "-pk")[:MAX_OF_A_STEP])[::-1]


def topics_of_trails() -> Any:
    """Topics that something is told of, of a meeting, a statement or what residents said."""
    meetings, statements = MeetingPage.objects.listed(), StatementPage.objects.listed()
    items = AgendaItem.objects.filter(page__in=meetings.values("pk"))
    said = EventFeedback.objects.filter(page__in=EventPage.objects.listed().values("pk"))
    return Topic.objects.published().filter(
        Q(pk__in=items.order_by().values("topics"))
        | Q(pk__in=statements.order_by().values("topics"))
        | Q(pk__in=said.order_by().values("topic"))
    )
