"""Statements and what came of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import graphene

from cms.pages import models
from participation_api.fields.builders import (
    choice,
    inline,
    many,
    optional_text,
    reference,
    rich_text,
    stream,
)
from participation_api.fields.enums import Outcome, StatementKind, StatementStatus
from participation_api.reading.context import Info
from participation_api.reading.drafts import draft_of
from participation_api.reading.loaders import batch_resolver
from participation_api.reading.prepared import Columns
from participation_api.reading.projection import reads
from participation_api.reading.relations import found_by_key, inline_rows
from participation_api.types.blocks import Block
from participation_api.types.decisions import own_decision
from participation_api.types.meeting import AgendaItem
from participation_api.types.page import ModelType, Page, plain_summary_field, region_field
from participation_api.types.registers import Organisation, Topic


def _bodies_of(replies: Sequence[Any], columns: Columns) -> Mapping[int, Any]:
    """Who replied: the addressee of the statement where the reply names nobody."""
    addressees = dict(
        models.StatementPage.objects.filter(
            pk__in={reply.page_id for reply in replies}
        ).values_list("pk", "addressee")
    )
    for reply in replies:
        if draft := draft_of(reply):
            addressees[reply.page_id] = draft.addressee_id
    keys = {reply.pk: reply.body_id or addressees[reply.page_id] for reply in replies}
    found = found_by_key(Organisation._meta.model, keys.values(), columns)
    return {pk: found.get(key) for pk, key in keys.items()}


class Reply(ModelType):
    """A body's answer to a statement."""

    body = graphene.Field(
        Organisation,
        description="Who replied.",
        resolver=batch_resolver(_bodies_of, needs=["body_id", "page_id"], as_selected=True),
    )
    date = graphene.Date(required=True, description="Day of the reply.")
    outcome = choice(Outcome, "outcome", "What it says to the statement.")
    text = rich_text("text", "The reply.")
    decision = own_decision("The decision behind the reply.")

    class Meta:
        model = models.Reply


def _dates_and_outcomes_of(statements: Sequence[Any]) -> Mapping[int, Any]:
    return inline_rows(statements, "replies", ["date", "outcome"])


_read_dates_and_outcomes = batch_resolver(_dates_and_outcomes_of)


def _derived(name: str) -> Callable[..., Any]:
    """A resolver of what the model derives from the replies, which are loaded for the batch."""

    @reads("kind", "given_on", "due_on")
    def resolve(root: models.StatementPage, info: Info) -> Any:
        # Kept on the page as modelcluster keeps unsaved children: in memory, for reading.
        root.replies.set(_read_dates_and_outcomes(root, info))
        value = getattr(root, name)
        return None if value == "" else value

    return resolve


class StatementPage(ModelType):
    """What a table says to a board, on request or of its own accord, and what came of it."""

    region = region_field()
    kind = choice(StatementKind, "kind", "Kind of the statement.")
    addressee = reference(Organisation, "addressee", "The body that it is given to.")
    requested_by = reference(
        Organisation, "requested_by", "Who asked for it; null when the table speaks unasked."
    )
    requested_on = graphene.Date(description="Day on which it was asked for.")
    requested_until = graphene.Date(description="Day by which it was asked for.")
    given_on = graphene.Date(description="Day on which it was given; null while in preparation.")
    due_on = graphene.Date(description="Day by which the addressee should reply.")
    agenda_item = reference(AgendaItem, "agenda_item", "The matter of a meeting it came of.")
    summary = optional_text("summary", "Two or three sentences for lists.")
    plain_summary = plain_summary_field()
    what_was_done = optional_text(
        "what_was_done", "What the reply or the decision has led to, where it is known."
    )
    body = stream(Block, "body", "Text of the statement.")
    attachments = stream(Block, "attachments", "Files of the statement.")
    topics = many(Topic, "topics", "Topics of the statement.")
    replies = inline(Reply, "replies", "Replies in their order.")
    status = graphene.Field(
        StatementStatus,
        required=True,
        description="How far it has come, as of today.",
        resolver=_derived("status"),
    )
    outcome = graphene.Field(
        Outcome,
        description="What the latest reply says; null without one.",
        resolver=_derived("outcome"),
    )
    days_waiting = graphene.Int(
        description="Days from giving to the first reply, or to today while none has come; null"
        " when no reply is awaited.",
        resolver=_derived("days_waiting"),
    )

    class Meta:
        model = models.StatementPage
        interfaces = (Page,)
