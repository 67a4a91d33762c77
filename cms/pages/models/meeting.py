from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, PageManager

from cms.identity import PermanentUUID
from cms.pages.blocks import ATTACHMENT_BLOCKS
from cms.pages.editing.bounds import SMALL_NUMBER
from cms.pages.editing.fields import ReferencesField, reference
from cms.pages.editing.forms import ContentPageForm, OfferedChoiceField, offer_in_rows
from cms.pages.editing.panels import editor
from cms.pages.models.base import Children, ContentPage
from cms.pages.models.happening import Happening
from cms.pages.models.plain_summary import PlainSummary
from cms.pages.models.term import Seat
from cms.pages.visibility.querysets import DatedQuerySet
from cms.pages.visibility.references import visible_among
from cms.pages.visibility.rich_text import (
    BODY_FEATURES,
    SHORT_FEATURES,
    plain_text,
    stream_text,
)
from search.declarations import Part


class MeetingKind(models.TextChoices):
    REGULAR = "regular", _("regular meeting")
    PLANNING = "planning", _("planning meeting")
    COOPERATION = "cooperation", _("cooperation meeting")
    SEMINAR = "seminar", _("seminar")


class MeetingStage(models.TextChoices):
    PLANNED = "planned", _("planned")
    AGENDA_PUBLISHED = "agenda_published", _("agenda published")
    MINUTES_PUBLISHED = "minutes_published", _("minutes published")


class AttendanceForm(WagtailAdminModelForm):
    """A row whose name follows the seat and status, unless it was written by hand."""

    taken: ClassVar[set[tuple[str, int, str]]]
    """Name, seat and status of the rows, as last saved, that have their name from the seat. Rows
    are known by the name: those that were only saved as a draft have no key."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        name, seat, status = (data.get(field) for field in ("name", "seat", "status"))
        is_from_seat = name in {taken for taken, *_seat in self.taken}
        if seat and is_from_seat and (name, seat.pk, status) not in self.taken:
            data["name"] = ""
        return data

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        # The editor, which saves by itself, would send the old name again.
        updates: list[tuple[str, str]] = super().get_field_updates_for_resave()
        if self["name"].value() and not self.cleaned_data.get("name"):
            updates.append((self.add_prefix("name"), self.instance.name))
        return updates


class MeetingForm(ContentPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = Seat.objects.filter(page__path__startswith=self.region.path)
        names = {seat.pk: (seat.person, seat.deputy) for seat in seats}
        offer_in_rows(
            self.formsets["attendance"],
            AttendanceForm,
            taken={
                (row.name, row.seat_id, row.status)
                for row in self.instance.attendance.all()
                if row.name in names.get(row.seat_id, ())
            },
            seat=OfferedChoiceField(
                seats.select_related("page").order_by("-page__starts_on", "sort_order"),
                lambda seat: f"{seat.person} ({seat.page.title})",
                label=capfirst(_("seat")),
                required=False,
            ),
        )


class MeetingPage(PlainSummary, Happening, ContentPage):
    """A meeting: notice and agenda before it, minutes after it, at one address."""

    search_kind = "meeting"
    parent_page_types = ["kumppanuus_pages.MeetingIndexPage"]
    subpage_types: list[str] = []
    template = "kumppanuus_pages/meeting_page.html"
    base_form_class = MeetingForm

    kind = models.CharField(
        _("kind"), max_length=20, choices=MeetingKind.choices, default=MeetingKind.REGULAR
    )
    stage = models.CharField(
        _("stage"),
        max_length=20,
        choices=MeetingStage.choices,
        default=MeetingStage.PLANNED,
        help_text=_("Agenda published needs items; minutes published needs a text in each."),
    )
    introduction = RichTextField(_("notice"), blank=True, features=SHORT_FEATURES)
    topics = ReferencesField(
        "kumppanuus_snippets.Topic", blank=True, related_name="+", verbose_name=_("topics")
    )
    attachments = StreamField(ATTACHMENT_BLOCKS, blank=True, verbose_name=_("attachments"))
    term = reference("kumppanuus_pages.TermPage", _("term of office"), related_name="meetings")
    next_meeting = reference("self", _("next meeting"))

    objects: ClassVar[Any] = PageManager.from_queryset(DatedQuerySet)()

    edit_handler = editor(
        [
            FieldRowPanel([FieldPanel("kind"), FieldPanel("stage"), FieldPanel("state")]),
            *Happening.when_and_where_panels,
            FieldPanel("introduction"),
            FieldPanel("plain_summary"),
            InlinePanel("agenda_items", label=_("Item"), heading=_("Agenda and minutes")),
            FieldPanel("attachments"),
            FieldPanel("topics"),
        ],
        [
            InlinePanel("attendance", label=_("Person"), heading=_("Attendance")),
            MultiFieldPanel(
                [FieldPanel("term"), FieldPanel("next_meeting")], heading=_("Connections")
            ),
        ],
    )

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        indexes = [
            models.Index(fields=["starts_at", "page_ptr"], name="kumppanuus_meeting_starts_at"),
            models.Index(fields=["ends_at", "starts_at"], name="kumppanuus_meeting_ends_at"),
        ]

    def clean(self) -> None:
        super().clean()
        if self.next_meeting_id and self.next_meeting_id == self.pk:
            raise ValidationError({"next_meeting": _("Choose another meeting than this one.")})

    def publishing_errors(self, children: Children) -> Iterable[ValidationError]:
        items = children("agenda_items")
        if self.stage != MeetingStage.PLANNED and not items:
            yield ValidationError(
                {
                    "stage": _(
                        "A published agenda needs items: add them, or set the stage to planned."
                    )
                }
            )
        if self.stage == MeetingStage.MINUTES_PUBLISHED:
            for item in items:
                if not plain_text(item.text) and not item.outcome:
                    yield ValidationError(
                        _("Item %(number)s has neither text nor outcome: minutes need one."),
                        params={"number": item.number},
                    )
        numbers = [item.number for item in items]
        for number in sorted({number for number in numbers if numbers.count(number) > 1}):
            yield ValidationError(
                _("Two items have the number %(number)s: number each once."),
                params={"number": number},
            )

    def search_text(self) -> str:
        own = [plain_text(self.introduction), self.plain_summary, self.place]
        return "\n".join(filter(None, own))

    def search_ending(self) -> str:
        people = [f"{row.name}, {row.get_status_display()}" for row in self.attendance.all()]
        return "\n".join(filter(None, [stream_text(self.attachments), *people]))

    def search_parts(self) -> Sequence[Part]:
        return [
            Part(
                kind="agenda_item",
                title=f"{item.number}. {item.title}",
                text=item.search_text(),
                anchor=item.anchor,
            )
            for item in self.agenda_items.all()
        ]

    def search_date(self) -> date:
        return timezone.localdate(self.starts_at)

    def search_terms(self) -> Sequence[str]:
        stage = [] if self.stage == MeetingStage.PLANNED else [self.get_stage_display()]
        topics = visible_among(
            topic for item in self.agenda_items.all() for topic in item.topics.all()
        )
        return [self.get_kind_display(), *stage, *dict.fromkeys(map(str, topics))]


class AgendaItem(PermanentUUID, Orderable, ClusterableModel):
    """A numbered matter of a meeting, with an anchor that stays when the items are reordered."""

    page = ParentalKey(MeetingPage, on_delete=models.CASCADE, related_name="agenda_items")
    number = models.PositiveSmallIntegerField(_("number"), validators=SMALL_NUMBER)
    title = models.CharField(_("title"), max_length=250)
    text = RichTextField(_("text"), blank=True, features=BODY_FEATURES)
    outcome = models.TextField(
        _("outcome"), blank=True, help_text=_("What was decided or agreed, in a sentence or two.")
    )
    attachments = StreamField(ATTACHMENT_BLOCKS, blank=True, verbose_name=_("attachments"))
    topics = ReferencesField(
        "kumppanuus_snippets.Topic", blank=True, related_name="+", verbose_name=_("topics")
    )

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("title")]),
        FieldPanel("text"),
        FieldPanel("outcome"),
        FieldPanel("attachments"),
        FieldPanel("topics"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def anchor(self) -> str:
        """Fragment of the item's address."""
        return f"asia-{self.uuid.hex[:8]}"

    def search_text(self) -> str:
        own = [plain_text(self.text), self.outcome, stream_text(self.attachments)]
        return "\n".join(filter(None, own))


class AttendanceStatus(models.TextChoices):
    PRESENT = "present", _("present")
    ABSENT = "absent", _("absent")
    DEPUTY_ATTENDS = "deputy_attends", _("deputy attends")
    EXPERT = "expert", _("expert")


class Attendance(PermanentUUID, Orderable):
    """Who was at a meeting. The name stays as it was, whatever happens to the seat."""

    page = ParentalKey(MeetingPage, on_delete=models.CASCADE, related_name="attendance")
    seat = reference("kumppanuus_pages.Seat", _("seat"), related_name="attendance")
    name = models.CharField(
        _("name"),
        max_length=150,
        blank=True,
        help_text=_("Taken from the seat when left empty: the deputy's when a deputy attends."),
    )
    status = models.CharField(
        _("attendance"),
        max_length=20,
        choices=AttendanceStatus.choices,
        default=AttendanceStatus.PRESENT,
    )

    panels = [FieldPanel("seat"), FieldRowPanel([FieldPanel("name"), FieldPanel("status")])]

    class Meta(Orderable.Meta):
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        attends = self.status == AttendanceStatus.DEPUTY_ATTENDS
        if attends and not self.seat:
            raise ValidationError({"seat": _("Choose the seat whose deputy attends.")})
        if not self.name and self.seat:
            self.name = self.seat.deputy if attends else self.seat.person
            if not self.name:
                message = _(
                    "%(person)s has no deputy: write the deputy's name, or choose another"
                    " attendance."
                )
                person = {"person": self.seat.person}
                raise ValidationError({"status": ValidationError(message, params=person)})
        if not self.name:
            raise ValidationError({"name": _("Write the name, or choose a seat.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.name and self.seat:
            self.clean()
        super().save(*args, **kwargs)
