from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, PageManager

from cms.identity import PermanentUUID
from cms.pages.blocks import BODY_BLOCKS
from cms.pages.editing.fields import ReferencesField, reference
from cms.pages.editing.forms import ContentPageForm, MultipleChoiceListField
from cms.pages.editing.panels import editor
from cms.pages.models.base import ContentPage
from cms.pages.models.happening import Happening
from cms.pages.models.plain_summary import PlainSummary
from cms.pages.visibility.querysets import DatedQuerySet
from cms.pages.visibility.references import visible_among
from cms.pages.visibility.rich_text import stream_text


class EventKind(models.TextChoices):
    KERRO_POIS = "kerro_pois", _("Kerro Pois!")
    HEARING = "hearing", _("hearing")
    FORUM = "forum", _("forum")
    INFO = "info", _("information event")
    COFFEE = "coffee", _("coffee hour")
    WORKSHOP = "workshop", _("workshop")
    FESTIVITY = "festivity", _("festivity")


class OrganiserRole(models.TextChoices):
    OWN = "own", _("organised by the table")
    CO_ORGANISED = "co_organised", _("organised together")
    SUPPORTED = "supported", _("supported")


class Audience(models.TextChoices):
    EVERYONE = "everyone", _("everyone")
    CHILDREN = "children", _("children")
    YOUTH = "youth", _("young people")
    FAMILIES = "families", _("families")
    SENIORS = "seniors", _("seniors")
    ASSOCIATIONS = "associations", _("associations")
    COMPANIES = "companies", _("companies")


class EventQuerySet(DatedQuerySet):
    def for_audience(self, code: str) -> Self:
        # Not every database looks into JSON: a code in quotation marks stands there only as itself.
        return self.alias(audience_codes=Cast("audiences", models.TextField())).filter(
            audience_codes__contains=f'"{code}"'
        )


class EventForm(ContentPageForm):
    audiences = MultipleChoiceListField(
        label=_("audiences"), choices=Audience.choices, required=False
    )


class EventPage(PlainSummary, Happening, ContentPage):
    """An event of a table's own, one organised together or one supported."""

    search_kind = "event"
    parent_page_types = ["kumppanuus_pages.EventIndexPage"]
    subpage_types: list[str] = []
    template = "kumppanuus_pages/event_page.html"
    base_form_class = EventForm

    kind = models.CharField(
        _("kind"), max_length=20, choices=EventKind.choices, default=EventKind.KERRO_POIS
    )
    organiser_role = models.CharField(
        _("role of the table"),
        max_length=20,
        choices=OrganiserRole.choices,
        default=OrganiserRole.OWN,
    )
    lead = models.TextField(
        _("lead"), blank=True, help_text=_("One or two sentences for lists and embeds.")
    )
    image = reference(get_image_model_string(), _("picture"))
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("text"))
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("WGS 84, such as 60.982675."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("WGS 84, such as 25.661210."),
    )
    partners = ReferencesField(
        "kumppanuus_snippets.Organisation", blank=True, related_name="+", verbose_name=_("partners")
    )
    audiences = models.JSONField(_("audiences"), default=list, blank=True)
    topics = ReferencesField(
        "kumppanuus_snippets.Topic", blank=True, related_name="+", verbose_name=_("topics")
    )
    accessibility = models.TextField(
        _("accessibility"),
        blank=True,
        help_text=_("Steps, lifts, induction loop, interpretation, parking."),
    )
    registration_url = models.URLField(_("registration link"), blank=True)
    participants = models.PositiveIntegerField(
        _("participants"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(1_000_000)],
        help_text=_("Filled in afterwards."),
    )

    objects: ClassVar[Any] = PageManager.from_queryset(EventQuerySet)()

    edit_handler = editor(
        [
            FieldRowPanel([FieldPanel("kind"), FieldPanel("organiser_role"), FieldPanel("state")]),
            *Happening.when_and_where_panels,
            FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            FieldPanel("lead"),
            FieldPanel("plain_summary"),
            FieldPanel("image"),
            FieldPanel("body"),
            FieldPanel("partners"),
            FieldPanel("audiences"),
            FieldPanel("topics"),
            FieldPanel("accessibility"),
            FieldPanel("registration_url"),
        ],
        [
            FieldPanel("participants"),
            InlinePanel("feedback", label=_("Topic"), heading=_("What was said")),
        ],
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["starts_at", "page_ptr"], name="kumppanuus_event_starts_at"),
            models.Index(fields=["ends_at", "starts_at"], name="kumppanuus_event_ends_at"),
        ]

    def clean(self) -> None:
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            raise ValidationError({missing: _("Give both coordinates, or neither.")})

    def search_text(self) -> str:
        said = [row.text for row in self.feedback.all()]
        partners = [partner.name for partner in visible_among(self.partners.all())]
        own = [
            self.lead,
            self.plain_summary,
            stream_text(self.body),
            self.place,
            self.accessibility,
        ]
        return "\n".join(filter(None, [*own, *partners, *said]))

    def search_date(self) -> date:
        return timezone.localdate(self.starts_at)

    def search_terms(self) -> Sequence[str]:
        audiences = [str(label) for code, label in Audience.choices if code in self.audiences]
        topics = visible_among(row.topic for row in self.feedback.all() if row.topic)
        return [
            self.get_kind_display(),
            self.get_organiser_role_display(),
            *audiences,
            *map(str, topics),
        ]


class EventFeedback(PermanentUUID, Orderable):
    """What participants said of one topic."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="feedback")
    topic = reference("kumppanuus_snippets.Topic", _("topic"))
    text = models.TextField(_("what was said"))

    panels = [FieldPanel("topic"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")

    def __str__(self) -> str:
        return self.text[:60]
