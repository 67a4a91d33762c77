from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.pages.editing.bounds import validate_year
from cms.pages.models.dates import DatesInOrder


class HappeningState(models.TextChoices):
    AS_PLANNED = "as_planned", _("as planned")
    MOVED = "moved", _("moved")
    CANCELLED = "cancelled", _("cancelled")


class Happening(DatesInOrder):
    """When and where: what meetings and events share. Every list, embed, search hit and calendar
    shows the state."""

    starts_at = models.DateTimeField(
        _("starts"), validators=[validate_year], help_text=_("In local time.")
    )
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True, validators=[validate_year])
    place = models.CharField(
        _("place"), max_length=250, blank=True, help_text=_("Name and street address.")
    )
    online_url = models.URLField(_("online link"), blank=True)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=HappeningState.choices,
        default=HappeningState.AS_PLANNED,
        help_text=_("Choose moved when the time or place was changed after publishing."),
    )
    moved_from = models.DateTimeField(
        _("time before it was moved"), null=True, blank=True, editable=False
    )
    """When it was to start, as the public knew it before the time was last changed."""

    dates_in_order = [("starts_at", "ends_at")]
    public_contacts = ("place",)

    when_and_where_panels: list[Any] = [
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldRowPanel([FieldPanel("place"), FieldPanel("online_url")]),
    ]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None:
            self.moved_from = self._known_before()
        super().save(*args, **kwargs)

    def _known_before(self) -> datetime | None:
        """From the row: what is published comes from a revision, which may not know it."""
        rows: Any = type(self)._base_manager.filter(pk=self.pk)
        row = rows.values("live", "starts_at", "moved_from").first()
        if row is None:
            return None
        was_public = row["live"] and row["starts_at"] != self.starts_at
        return row["starts_at"] if was_public else row["moved_from"]
