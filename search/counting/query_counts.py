"""How often what was searched for, with nothing about who searched.

Kept are a local day, the site, a language, the words and how many pages they found: no address, no
session, no time of the day. Words may be personal by themselves, a name for one. So what looks like
an address, a number of somebody's or an identity code is never kept, and what was asked fewer than
MIN_SEARCHES_SHOWN times is shown to nobody and forgotten after a month.
"""

import re
import unicodedata
from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Exists, Max, OuterRef, Subquery, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MAX_QUERY_LENGTH = 80
"""Characters of a query that is counted; a longer one is a piece of somebody's text."""
MIN_SEARCHES_SHOWN = 3
"""Searches for the same words, below which they may be one person's own."""
RARE_DAYS = 30
"""Days that words asked fewer than MIN_SEARCHES_SHOWN times are kept."""
KEPT_DAYS = 396
"""Days that anything is kept: a year can be compared with the year before, month by month."""
_MAIL = re.compile(r"@|[(\[]\s?at\s?[)\]]")
_NUMBER = re.compile(r"\d(?:[\s().\u2010-\u2015-]{0,3}\d){6,}")
"""Seven digits or more, as phone numbers, accounts and identity codes have."""
_YEAR = r"(?:19|20)\d\d"
_DATE = rf"(?:\d{{1,2}}\.\s?\d{{1,2}}\.\s?{_YEAR}|{_YEAR}(?:-\d\d-\d\d)?)"
_DATES = re.compile(rf"{_DATE}(?:\s?[\s\u2010-\u2015-]\s?{_DATE})*")
"""Dates, years and spans of them, which are nobody's numbers."""
_IDENTITY_CODE = re.compile(r"\d{6}\s?[-+a-fu-y]\s?\d{3}")
"""A Finnish one in small letters, with the signs of the century since 2023, even if cut off."""


# --- what is kept -------------------------------------------------------------------------------


class QueryCountQuerySet(models.QuerySet["QueryCount"]):
    def of_days(self, days: int) -> Self:
        """Of so many days, today the last."""
        return self.filter(day__gt=timezone.localdate() - timedelta(days=days))

    def popular(self) -> models.QuerySet["QueryCount", dict[str, Any]]:
        """For each site, language and words: all searches, the last day, and the pages found then;
        those that may be one person's own are left out. Most searches first."""
        same = {name: OuterRef(name) for name in ("site", "language", "text")}
        last = self.model.objects.filter(**same).order_by("-day")
        return (
            self.values(*same)
            .annotate(
                total=Sum("searches"),
                last_day=Max("day"),
                last_pages=Subquery(last.values("pages")[:1]),
            )
            .filter(total__gte=MIN_SEARCHES_SHOWN)
            .order_by("-total", "text", "language", "site")
        )


class QueryCount(models.Model):
    """Searches of one day for the same words."""

    day = models.DateField(_("day"))
    """In local time."""
    site = models.CharField(_("site"), max_length=255, blank=True)
    """Key of the site that was asked; empty where it is the only one."""
    language = models.CharField(_("language"), max_length=8, blank=True)
    """ISO 639-1 code of the pages that were searched; empty for all."""
    text = models.CharField(_("words"), max_length=MAX_QUERY_LENGTH)
    """In small letters, one space between."""
    searches = models.PositiveIntegerField(_("searches"), default=0)
    pages = models.PositiveIntegerField(_("pages found"), default=0)
    """When it was asked for the last time on that day."""

    objects = QueryCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("searches of a day")
        verbose_name_plural = _("searches by day")
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "site", "language", "text"], name="kumppanuus_count_a_day"
            )
        ]
        indexes = [models.Index(fields=["text", "site", "language", "-day"])]

    def __str__(self) -> str:
        return f"{self.day} {self.text}: {self.searches}"


def forget_old() -> None:
    """Deletes what is too old, and what is rare and no longer new."""
    today = timezone.localdate()
    QueryCount.objects.filter(day__lte=today - timedelta(days=KEPT_DAYS)).delete()
    common = (
        QueryCount.objects.filter(site=OuterRef("site"), text=OuterRef("text"))
        .values("text")
        .annotate(total=Sum("searches"))
        .filter(total__gte=MIN_SEARCHES_SHOWN)
    )
    QueryCount.objects.filter(~Exists(common), day__lte=today - timedelta(days=RARE_DAYS)).delete()


# --- what may be kept ---------------------------------------------------------------------------


def countable(text: str) -> str | None:
    """The words as they are counted; None when they are too long or may be somebody's data."""
    text = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    if not 0 < len(text) <= MAX_QUERY_LENGTH or not text.isprintable() or _is_personal(text):
        return None
    return text


def _is_personal(text: str) -> bool:
    return (
        _MAIL.search(text) is not None
        or _IDENTITY_CODE.search(text) is not None
        or any(not _DATES.fullmatch(number[0]) for number in _NUMBER.finditer(text))
    )
