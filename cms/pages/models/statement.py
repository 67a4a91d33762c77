from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, PageManager

from cms.identity import PermanentUUID
from cms.pages.blocks import ATTACHMENT_BLOCKS, BODY_BLOCKS
from cms.pages.editing.bounds import validate_year
from cms.pages.editing.fields import ReferencesField, reference
from cms.pages.editing.forms import ContentPageForm, OfferedChoiceField, RowError
from cms.pages.editing.panels import editor
from cms.pages.models.base import Children, ContentPage
from cms.pages.models.dates import DatesInOrder
from cms.pages.models.decisions import DecisionFields
from cms.pages.models.meeting import AgendaItem
from cms.pages.models.plain_summary import PlainSummary
from cms.pages.visibility.querysets import ContentPageQuerySet
from cms.pages.visibility.references import visible_among, visible_one
from cms.pages.visibility.rich_text import SHORT_FEATURES, plain_text, stream_text


class StatementKind(models.TextChoices):
    STATEMENT = "statement", _("statement on request")
    POSITION = "position", _("position")
    PROPOSAL = "proposal", _("proposal")
    BUDGET_OPINION = "budget_opinion", _("opinion on the budget")
    FOR_INFORMATION = "for_information", _("for information")


class StatementStatus(models.TextChoices):
    """Derived, never typed: see StatementPage.status."""

    PREPARING = "preparing", _("being prepared")
    GIVEN = "given", _("given for information")
    WAITING = "waiting", _("waiting for a reply")
    OVERDUE = "overdue", _("reply is overdue")
    REPLIED = "replied", _("replied")


class Outcome(models.TextChoices):
    ACCEPTED = "accepted", _("accepted")
    PARTLY = "partly", _("partly accepted")
    NOTED = "noted", _("noted")
    REJECTED = "rejected", _("rejected")


class StatementQuerySet(ContentPageQuerySet):
    def given(self) -> Self:
        """Newest first; those still being prepared come first of all."""
        return self.order_by(F("given_on").desc(nulls_first=True), "-pk")

    def overdue_first(self) -> Self:
        """By what needs asking after: overdue, waiting, in preparation, then those that await
        nothing. Those that wait, the longest first; the others newest first."""
        ranks = (StatementStatus.OVERDUE, StatementStatus.WAITING, StatementStatus.PREPARING)
        awaited = _has_status(StatementStatus.OVERDUE, StatementStatus.WAITING)
        return self.alias(
            rank=Case(
                *(When(_has_status(status), then=Value(n)) for n, status in enumerate(ranks)),
                default=Value(len(ranks)),
            ),
            waits_since=Case(When(awaited, then=F("given_on"))),
        ).order_by(
            "rank",
            F("waits_since").asc(nulls_last=True),
            F("given_on").desc(nulls_first=True),
            "-pk",
        )

    def waiting_longer_than(self, days: int) -> Self:
        """Those without a reply for more than so many days."""
        # Nothing has waited longer than since year 1.
        longest = timezone.localdate().toordinal() - 1
        before = timezone.localdate() - timedelta(days=min(days, longest))
        awaited = self.of_status(StatementStatus.WAITING, StatementStatus.OVERDUE)
        return awaited.filter(given_on__lt=before)

    def of_status(self, *wanted: StatementStatus) -> Self:
        """Those whose `StatementPage.status` is one of these."""
        return self.filter(_has_status(*wanted))

    def of_outcome(self, wanted: Outcome) -> Self:
        """Those whose `StatementPage.outcome` is this."""
        return self.alias(latest_outcome=_latest_outcome()).filter(latest_outcome=wanted)

    def with_replies(self) -> Self:
        """With `first_replied_on` and `latest_outcome`, None without a reply, and whether the
        first one `is_awaited`."""
        first = _replies().order_by("date").values("date")[:1]
        return self.annotate(
            first_replied_on=Subquery(first),
            latest_outcome=_latest_outcome(),
            is_awaited=_has_status(StatementStatus.WAITING, StatementStatus.OVERDUE),
        )


def _has_status(*wanted: StatementStatus) -> Q:
    today = timezone.localdate()
    replied = Q(Exists(_replies()))
    given = Q(given_on__lte=today)
    for_information = Q(kind=StatementKind.FOR_INFORMATION)
    overdue = Q(due_on__lt=today)
    awaited = ~replied & given & ~for_information
    conditions = {
        StatementStatus.PREPARING: ~replied & ~given,
        StatementStatus.GIVEN: ~replied & given & for_information,
        StatementStatus.WAITING: awaited & ~overdue,
        StatementStatus.OVERDUE: awaited & overdue,
        StatementStatus.REPLIED: replied,
    }
    return reduce(or_, (conditions[status] for status in wanted))


def _replies() -> Any:
    return Reply.objects.filter(page=OuterRef("pk"))


def _latest_outcome() -> Subquery:
    return Subquery(_replies().order_by("-date", "sort_order").values("outcome")[:1])


class StatementForm(ContentPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = AgendaItem.objects.filter(page__path__startswith=self.region.path)
        self.fields["agenda_item"] = OfferedChoiceField(
            items.select_related("page").order_by("-page__starts_at", "sort_order"),
            lambda item: f"{item.page.title}: {item}",
            label=self.fields["agenda_item"].label,
            required=False,
        )


class StatementPage(DatesInOrder, PlainSummary, ContentPage):
    """What a table says to a board, on request or of its own accord, and what came of it."""

    search_kind = "statement"
    parent_page_types = ["kumppanuus_pages.StatementIndexPage"]
    subpage_types: list[str] = []
    template = "kumppanuus_pages/statement_page.html"
    base_form_class = StatementForm

    dates_in_order = [("requested_on", "requested_until"), ("given_on", "due_on")]

    kind = models.CharField(
        _("kind"), max_length=20, choices=StatementKind.choices, default=StatementKind.STATEMENT
    )
    addressee = reference(
        "kumppanuus_snippets.Organisation",
        _("addressee"),
        help_text=_("The board or other body that the statement is given to."),
    )
    requested_by = reference(
        "kumppanuus_snippets.Organisation",
        _("requested by"),
        help_text=_("Left empty when the table speaks of its own accord."),
    )
    requested_on = models.DateField(
        _("requested on"), validators=[validate_year], null=True, blank=True
    )
    requested_until = models.DateField(
        _("requested until"),
        validators=[validate_year],
        null=True,
        blank=True,
        help_text=_("The day by which the statement was asked for."),
    )
    given_on = models.DateField(
        _("given on"),
        validators=[validate_year],
        null=True,
        blank=True,
        help_text=_("Left empty while it is being prepared."),
    )
    due_on = models.DateField(
        _("reply due on"),
        validators=[validate_year],
        null=True,
        blank=True,
        help_text=_("The day by which the addressee should reply."),
    )
    agenda_item = reference(
        "kumppanuus_pages.AgendaItem", _("from agenda item"), related_name="statements"
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("Two or three sentences for lists.")
    )
    what_was_done = models.TextField(
        _("what was done"),
        blank=True,
        help_text=_("Written later: what the reply or the decision has led to."),
    )
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("text"))
    attachments = StreamField(ATTACHMENT_BLOCKS, blank=True, verbose_name=_("attachments"))
    topics = ReferencesField(
        "kumppanuus_snippets.Topic", blank=True, related_name="+", verbose_name=_("topics")
    )

    objects: ClassVar[Any] = PageManager.from_queryset(StatementQuerySet)()

    edit_handler = editor(
        [
            FieldPanel("kind"),
            FieldPanel("addressee"),
            FieldPanel("summary"),
            FieldPanel("plain_summary"),
            FieldPanel("body"),
            FieldPanel("attachments"),
            FieldPanel("topics"),
        ],
        [
            MultiFieldPanel(
                [
                    FieldPanel("requested_by"),
                    FieldRowPanel([FieldPanel("requested_on"), FieldPanel("requested_until")]),
                ],
                heading=_("Request"),
            ),
            FieldRowPanel([FieldPanel("given_on"), FieldPanel("due_on")]),
            FieldPanel("agenda_item"),
            InlinePanel("replies", label=_("Reply"), heading=_("Replies")),
            FieldPanel("what_was_done"),
        ],
    )

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        indexes = [
            models.Index(fields=["given_on", "page_ptr"], name="kumppanuus_statement_given_on")
        ]

    def publishing_errors(self, children: Children) -> Iterable[ValidationError]:
        if not self.addressee_id:
            yield ValidationError({"addressee": _("Choose whom the statement is given to.")})
        replies = children("replies")
        if replies and not self.given_on:
            yield ValidationError(
                {"given_on": _("There is a reply: write when the statement was given.")}
            )
        for reply in replies:
            params = {"date": formats.date_format(reply.date, "j.n.Y")}
            if self.given_on and reply.date < self.given_on:
                yield RowError(
                    reply,
                    "date",
                    _("The reply of %(date)s is before the statement: correct one of the dates."),
                    params,
                )
            if reply.date > timezone.localdate():
                yield RowError(
                    reply,
                    "date",
                    _("The reply of %(date)s is in the future: correct its date."),
                    params,
                )

    @property
    def first_reply(self) -> "Reply | None":
        return min(self.replies.all(), key=lambda reply: reply.date, default=None)

    @property
    def latest_reply(self) -> "Reply | None":
        return max(self.replies.all(), key=lambda reply: reply.date, default=None)

    @property
    def outcome(self) -> str:
        """Outcome of the latest reply, empty without one."""
        reply = self.latest_reply
        return reply.outcome if reply else ""

    @property
    def outcome_label(self) -> str:
        return str(Outcome(self.outcome).label) if self.outcome else ""

    @property
    def status(self) -> StatementStatus:
        """From the given date, the replies and the day a reply is due, as of today."""
        if self.first_reply:
            return StatementStatus.REPLIED
        if not self.given_on or self.given_on > timezone.localdate():
            return StatementStatus.PREPARING
        if self.kind == StatementKind.FOR_INFORMATION:
            return StatementStatus.GIVEN
        if self.due_on and self.due_on < timezone.localdate():
            return StatementStatus.OVERDUE
        return StatementStatus.WAITING

    @property
    def days_waiting(self) -> int | None:
        """Days from giving to the first reply, or to today while none has come; None when no
        reply is awaited."""
        if self.status in (StatementStatus.PREPARING, StatementStatus.GIVEN) or not self.given_on:
            return None
        until = self.first_reply.date if self.first_reply else timezone.localdate()
        return (until - self.given_on).days

    def search_text(self) -> str:
        replies = [f"{row.body_label} {plain_text(row.text)}" for row in self.replies.all()]
        own = [self.summary, self.plain_summary, stream_text(self.body), self.what_was_done]
        bodies = filter(None, [self.addressee, self.requested_by])
        names = dict.fromkeys(body.name for body in visible_among(bodies))
        return "\n".join(filter(None, [*own, *names, *replies]))

    def search_ending(self) -> str:
        return stream_text(self.attachments)

    def search_date(self) -> date | None:
        return self.given_on or self.requested_on

    def search_terms(self) -> Sequence[str]:
        replies = self.replies.all()
        outcomes = dict.fromkeys(row.get_outcome_display() for row in replies)
        return [self.get_kind_display(), *outcomes, *(row.decision_label for row in replies)]


class Reply(PermanentUUID, DecisionFields, Orderable):
    """A body's answer to a statement, with its decision reference and outcome."""

    page = ParentalKey(StatementPage, on_delete=models.CASCADE, related_name="replies")
    body = reference(
        "kumppanuus_snippets.Organisation",
        _("replied by"),
        help_text=_("The addressee when left empty."),
    )
    date = models.DateField(_("date of the reply"), validators=[validate_year])
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices)
    text = RichTextField(_("reply"), blank=True, features=SHORT_FEATURES)

    panels: list[Any] = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("outcome")]),
        FieldPanel("body"),
        FieldPanel("text"),
        MultiFieldPanel(DecisionFields.decision_panels, heading=_("Decision")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("reply")
        verbose_name_plural = _("replies")

    def __str__(self) -> str:
        return f"{self.date} {self.get_outcome_display()}"

    @property
    def body_label(self) -> str:
        body = visible_one(self.body or self.page.addressee)
        return body.name if body else ""
