"""Meetings with their agenda, minutes and attendance."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import graphene

from cms.pages import models
from participation_api.fields.builders import (
    choice,
    inline,
    list_of,
    many,
    optional_text,
    reference,
    rich_text,
    stream,
)
from participation_api.fields.enums import (
    AttendanceStatus,
    HappeningState,
    MeetingKind,
    MeetingStage,
)
from participation_api.fields.scalars import DateTime
from participation_api.reading.context import Info
from participation_api.reading.drafts import draft_of
from participation_api.reading.loaders import batch_resolver
from participation_api.reading.prepared import Columns, read
from participation_api.reading.projection import reads
from participation_api.reading.public import absolute
from participation_api.reading.relations import found_by_key
from participation_api.types.blocks import Block
from participation_api.types.page import ModelType, Page, plain_summary_field, region_field
from participation_api.types.registers import Topic
from participation_api.types.term import Seat, TermPage


def _meetings_of(items: Sequence[Any]) -> Mapping[int, Any]:
    keys = {item.pk: item.page_id for item in items}
    found = found_by_key(models.MeetingPage, keys.values(), ["url_path"])
    return {pk: found.get(key) for pk, key in keys.items()}


def _or_draft(read: Callable[..., Any]) -> Callable[..., Any]:
    """The meeting as it is read for items of published ones; of a draft's item the draft."""
    return reads("page_id")(lambda item, info: draft_of(item) or read(item, info))


_MEETING = "participation_api.types.meeting.MeetingPage"
_read_meeting = _or_draft(batch_resolver(_meetings_of))
_meeting_of = _or_draft(reference(_MEETING, "page", "The meeting.").resolver)


def _statements_from(items: Sequence[Any], columns: Columns) -> Mapping[int, Any]:
    rows = models.StatementPage.objects.listed().filter(agenda_item__in=items).given()
    statements = defaultdict(list)
    for statement in read(rows, {"agenda_item_id", *columns}):
        statements[statement.agenda_item_id].append(statement)
    return {item.pk: statements[item.pk] for item in items}


class AgendaItem(ModelType):
    """A numbered matter of a meeting."""

    number = graphene.Int(required=True, description="Number on the agenda.")
    title = graphene.String(required=True, description="What the matter is.")
    text = rich_text("text", "What the minutes tell.")
    outcome = optional_text("outcome", "What was decided or agreed.")
    attachments = stream(Block, "attachments", "Files of the item.")
    topics = many(Topic, "topics", "Topics of the item.")
    meeting = graphene.Field(
        _MEETING,
        required=True,
        description="The meeting.",
        resolver=_meeting_of,
    )
    statements = list_of(
        "participation_api.types.statement.StatementPage",
        "Statements that came of the item.",
        batch_resolver(_statements_from, as_selected=True),
    )
    anchor = graphene.String(
        required=True,
        description="Fragment of its address, the same when items are reordered.",
        resolver=reads("uuid")(lambda root, info: root.anchor),
    )
    url = graphene.String(required=True, description="Absolute address with the fragment.")
    path = graphene.String(
        required=True, description="Address with the fragment, relative to the public site."
    )

    class Meta:
        model = models.AgendaItem

    @staticmethod
    @reads("page_id", "uuid")
    def resolve_url(root: models.AgendaItem, info: Info) -> str:
        return absolute(_item_path(root, info))

    @staticmethod
    @reads("page_id", "uuid")
    def resolve_path(root: models.AgendaItem, info: Info) -> str:
        return _item_path(root, info)


def _item_path(item: models.AgendaItem, info: Info) -> str:
    return f"{info.context.path_of(_read_meeting(item, info))}#{item.anchor}"


class Attendance(ModelType):
    """Who was at a meeting; the name stays as it was, whatever happens to the seat."""

    name = graphene.String(required=True, description="Name as it was at the time.")
    status = choice(AttendanceStatus, "status", "How they took part.")
    seat = reference(Seat, "seat", "The seat; null for those who have none.")

    class Meta:
        model = models.Attendance


class MeetingPage(ModelType):
    """A meeting: notice and agenda before it, minutes (kokousmuistio) after it."""

    region = region_field()
    kind = choice(MeetingKind, "kind", "Kind of the meeting.")
    stage = choice(MeetingStage, "stage", "How far its documents have come.")
    state = choice(HappeningState, "state", "Whether it takes place as planned.")
    starts_at = DateTime(required=True, description="Start, in local time.")
    ends_at = DateTime(description="End, in local time.")
    place = optional_text("place", "Name and street address.")
    online_url = optional_text("online_url", "Address of the online meeting.")
    introduction = rich_text("introduction", "Notice.")
    plain_summary = plain_summary_field()
    agenda_items = inline(AgendaItem, "agenda_items", "Agenda, with minutes once there are any.")
    attendance = inline(Attendance, "attendance", "Who was there and who was not.")
    attachments = stream(Block, "attachments", "Files of the meeting.")
    topics = many(Topic, "topics", "Topics of the meeting.")
    term = reference(TermPage, "term", "Term of office in which it is held.")
    next_meeting = reference(
        "participation_api.types.meeting.MeetingPage", "next_meeting", "The next meeting."
    )

    class Meta:
        model = models.MeetingPage
        interfaces = (Page,)
