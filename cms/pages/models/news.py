import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import PageManager

from cms.pages.blocks import BODY_BLOCKS
from cms.pages.editing.bounds import validate_year
from cms.pages.editing.fields import ReferencesField, reference
from cms.pages.editing.forms import ContentPageForm
from cms.pages.editing.panels import editor
from cms.pages.models.base import Children, ContentPage
from cms.pages.visibility.querysets import NewsQuerySet
from cms.pages.visibility.references import visible_among
from cms.pages.visibility.rich_text import stream_text

SHORT_TEXTS = {"newspaper_text": 600, "social_text": 280}
"""How many characters each may have, as the help texts say."""


class NewsForm(ContentPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "regions" in self.fields:
            regions = self.fields["regions"]
            regions.queryset = regions.queryset.of_city(self.parent_page or self.instance)


class NewsPage(ContentPage):
    """A news post: city-wide, or of the region under which it stands. Communications may name
    further regions that it concerns."""

    search_kind = "news"
    parent_page_types = ["kumppanuus_pages.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "kumppanuus_pages/news_page.html"
    base_form_class = NewsForm

    date = models.DateField(
        _("publication date"),
        validators=[validate_year],
        default=timezone.localdate,
        help_text=_("Shown to readers. To publish later, set a schedule."),
    )
    lead = models.TextField(_("lead"), help_text=_("One or two sentences for lists and embeds."))
    image = reference(get_image_model_string(), _("picture"))
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("text"))
    topics = ReferencesField(
        "kumppanuus_snippets.Topic", blank=True, related_name="+", verbose_name=_("topics")
    )
    regions = ReferencesField(
        "kumppanuus_pages.RegionPage",
        blank=True,
        related_name="+",
        verbose_name=_("regions"),
        help_text=_("None chosen: city-wide news concerns every region."),
    )
    newspaper_text = models.TextField(
        _("short text for newspapers"), blank=True, help_text=_("600 characters at most.")
    )
    social_text = models.TextField(
        _("short text for social media"), blank=True, help_text=_("280 characters at most.")
    )

    objects: ClassVar[Any] = PageManager.from_queryset(NewsQuerySet)()

    edit_handler = editor(
        [
            FieldPanel("date"),
            FieldPanel("lead"),
            FieldPanel("image"),
            FieldPanel("body"),
            FieldPanel("topics"),
            FieldPanel("regions", permission="kumppanuus_pages.name_regions"),
        ],
        [
            MultiFieldPanel(
                [FieldPanel("newspaper_text"), FieldPanel("social_text")],
                heading=_("Short texts"),
            )
        ],
    )

    class Meta:
        verbose_name = _("news post")
        verbose_name_plural = _("news posts")
        indexes = [models.Index(fields=["date", "page_ptr"], name="kumppanuus_news_date")]
        permissions = [("name_regions", "Can name other regions that a news post concerns")]

    def publishing_errors(self, children: Children) -> Iterable[ValidationError]:
        for name, most in SHORT_TEXTS.items():
            # Browsers send the end of a line as two characters.
            count = len(getattr(self, name).replace("\r\n", "\n"))
            if count > most:
                message = _("The text has %(count)d characters, %(max)d at most: shorten it.")
                params = {"count": count, "max": most}
                yield ValidationError({name: ValidationError(message, params=params)})

    def search_text(self) -> str:
        return "\n".join(filter(None, [self.lead, stream_text(self.body)]))

    def search_date(self) -> dt.date:
        return self.date

    def search_regions(self) -> Sequence[str]:
        own = [self.region.slug] if self.region else []
        named = [region.slug for region in visible_among(self.regions.all())]
        return list(dict.fromkeys([*own, *named]))
