from django.db import models
from django.utils.translation import gettext_lazy as _


class PlainSummary(models.Model):
    """The same in plain language (selkokieli), which a list of its own gathers from all types that
    have it."""

    plain_summary = models.TextField(
        _("summary in plain language"),
        blank=True,
        help_text=_("The same in short sentences and common words (selkokieli)."),
    )

    class Meta:
        abstract = True
