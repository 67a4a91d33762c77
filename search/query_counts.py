"""How often residents searched for what, with nothing about who they are.

Kept are a day in Helsinki, a language, the words and how many pages they found: no address, no
session, no time of the day. Words may be personal by themselves, a name for one. So what looks like
an address, a number or an identity code is never kept, and what was asked fewer than MOST_RARE
times is shown to nobody and forgotten after a month: what many ask is nobody's secret.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_TEXT = 80
"""Characters of a query that is counted; a longer one is a piece of somebody's text."""


class QueryCount(models.Model):
    """Searches of one day for the same words."""

    day = models.DateField(_("day"))
    """In Helsinki."""
    language = models.CharField(_("language"), max_length=8, blank=True)
    """ISO 639-1 code of the pages that were searched; empty for all."""
    text = models.CharField(_("words"), max_length=LONGEST_TEXT)
    """In small letters, one space between."""
    searches = models.PositiveIntegerField(_("searches"), default=0)
    pages = models.PositiveIntegerField(_("pages found"), default=0)
    """The last time it was asked on that day."""

    class Meta:
        verbose_name = _("searches of a day")
        verbose_name_plural = _("searches by day")
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "language", "text"], name="search_one_count_a_day"
            )
        ]
        indexes = [models.Index(fields=["language", "text", "-day"])]

    def __str__(self) -> str:
        return f"{self.day} {self.text}: {self.searches}"
