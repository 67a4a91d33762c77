"""Pages for text: what the site and a table tell of themselves, and what the law asks for."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.pages.blocks import BODY_BLOCKS
from cms.pages.editing.panels import editor
from cms.pages.models.base import ContentPage
from cms.pages.visibility.rich_text import stream_text
from cms.privacy.texts import Children

TO_FILL_IN = re.compile(r"\[[^\]\n]+\]")
"""What a template leaves to whoever writes the page."""


class InfoKind(models.TextChoices):
    ABOUT = "about", _("about the site")
    CONTACT = "contact", _("contact details")
    ACCESSIBILITY = "accessibility", _("accessibility statement")
    PRIVACY = "privacy", _("privacy notice")
    COOKIES = "cookies", _("cookies")
    OTHER = "other", _("other")


class InfoPage(ContentPage):
    """A page of text, of the whole site or of the table under which it stands."""

    search_kind = "info"
    parent_page_types: ClassVar[list[str]] = ["kumppanuus_pages.InfoIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "kumppanuus_pages/info_page.html"

    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=InfoKind.choices,
        default=InfoKind.OTHER,
        help_text=_("By it the site and its checks know the accessibility statement."),
    )
    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences for lists."))
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("text"))

    edit_handler: ClassVar[Any] = editor(
        [FieldPanel("kind"), FieldPanel("lead"), FieldPanel("body")]
    )

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")

    def publishing_errors(self, children: Children) -> Iterable[ValidationError]:
        if self.kind != InfoKind.ACCESSIBILITY:
            return
        if open_place := TO_FILL_IN.search(f"{self.lead}\n{stream_text(self.body)}"):
            yield ValidationError(
                _("Write in place of “%(place)s” what holds for this site, or take it out."),
                params={"place": open_place[0]},
            )

    def search_text(self) -> str:
        return "\n".join(filter(None, [self.lead, stream_text(self.body)]))

    def search_terms(self) -> Sequence[str]:
        return [] if self.kind == InfoKind.OTHER else [self.get_kind_display()]
