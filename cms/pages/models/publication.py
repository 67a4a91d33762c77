from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.documents import get_document_model_string
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager

from cms.identity import PermanentUUID
from cms.pages.blocks import BODY_BLOCKS
from cms.pages.editing.bounds import SMALL_NUMBER, validate_year
from cms.pages.editing.fields import ReferencesField, reference
from cms.pages.editing.panels import editor
from cms.pages.models.base import ContentPage
from cms.pages.models.dates import DatesInOrder
from cms.pages.models.decisions import DecisionReference
from cms.pages.models.plain_summary import PlainSummary
from cms.pages.visibility.querysets import PublicationQuerySet
from cms.pages.visibility.rich_text import stream_text


class PublicationKind(models.TextChoices):
    ACTION_PLAN = "action_plan", _("action plan")
    EVALUATION = "evaluation", _("evaluation")
    REPORT = "report", _("report")


class PublicationPage(DatesInOrder, PlainSummary, ContentPage):
    """A versioned document with validity dates: its text as a page, a file, or both."""

    search_kind = "publication"
    parent_page_types = ["kumppanuus_pages.PublicationIndexPage"]
    subpage_types: list[str] = []
    template = "kumppanuus_pages/publication_page.html"

    dates_in_order = [("valid_from", "valid_to")]

    kind = models.CharField(_("kind"), max_length=20, choices=PublicationKind.choices)
    version = models.PositiveSmallIntegerField(_("version"), default=1, validators=SMALL_NUMBER)
    valid_from = models.DateField(_("valid from"), validators=[validate_year])
    valid_to = models.DateField(
        _("valid to"),
        validators=[validate_year],
        null=True,
        blank=True,
        help_text=_("Left empty: valid until further notice."),
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("Two or three sentences for lists.")
    )
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("text"))
    file = reference(get_document_model_string(), _("file"))
    topics = ReferencesField(
        "kumppanuus_snippets.Topic", blank=True, related_name="+", verbose_name=_("topics")
    )
    source_hash = models.CharField(
        _("SHA-256 of the imported file"), max_length=64, blank=True, editable=False
    )

    objects: ClassVar[Any] = PageManager.from_queryset(PublicationQuerySet)()

    edit_handler = editor(
        [
            FieldRowPanel([FieldPanel("kind"), FieldPanel("version")]),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
            FieldPanel("summary"),
            FieldPanel("plain_summary"),
            FieldPanel("body"),
            InlinePanel("notes", label=_("Note"), heading=_("Notes")),
            FieldPanel("file"),
            FieldPanel("topics"),
        ],
        [InlinePanel("decisions", label=_("Decision"), heading=_("Decisions"))],
    )

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    def search_text(self) -> str:
        notes = [note.text for note in self.notes.all()]
        own = [self.summary, self.plain_summary, stream_text(self.body)]
        return "\n".join(filter(None, [*own, *notes]))

    def search_date(self) -> date:
        return self.valid_from

    def search_terms(self) -> Sequence[str]:
        decisions = [row.decision_label for row in self.decisions.all()]
        return [self.get_kind_display(), *decisions]


class PublicationDecision(DecisionReference):
    page = ParentalKey(PublicationPage, on_delete=models.CASCADE, related_name="decisions")


class Note(PermanentUUID, Orderable):
    """A footnote. Its mark in the text is a link to `#note-<number>` in superscript."""

    page = ParentalKey(PublicationPage, on_delete=models.CASCADE, related_name="notes")
    number = models.PositiveSmallIntegerField(_("number"), validators=SMALL_NUMBER)
    text = models.TextField(_("note"))

    panels = [FieldRowPanel([FieldPanel("number"), FieldPanel("text")])]

    class Meta(Orderable.Meta):
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self) -> str:
        return f"{self.number} {self.text[:60]}"
