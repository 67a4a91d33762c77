"""The rows that every engine is built from."""

import time
from collections.abc import Iterable
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.counting.query_counts import QueryCount as QueryCount
from search.synonyms import SynonymGroup as SynonymGroup

TEXTS = ("title", "body", "extra")
"""The fields of a row that are analysed."""


def version_now() -> int:
    """Microseconds since 1970: it grows even when a row is removed and comes again."""
    return time.time_ns() // 1000


class SearchDocument(models.Model):
    """A published page with all its items, or one page of a file attached to it.

    A row of a file repeats what filters ask of its page. Texts of a row are three: the page's
    title, the body (the page's own text, or the file page's), and names by which it is also found.
    """

    uuid = models.UUIDField(_("page"))
    file_key = models.CharField(_("file content"), max_length=64, blank=True)
    file_page = models.PositiveIntegerField(_("page of the file"), default=0)
    """Counted from 1; 0 on the row of the page itself."""
    file_title = models.TextField(_("title of the file"), blank=True)
    file_path = models.TextField(_("address of the file"), blank=True)

    kind = models.CharField(_("kind"), max_length=32)
    site = models.CharField(_("site"), max_length=255, blank=True)
    """Key of the site that has the page; a query of another site finds nothing of it."""
    language = models.CharField(_("language"), max_length=8)
    title = models.TextField(_("title"))
    title_key = models.TextField(_("words of the title"), blank=True)
    """The normalised title (see `row_values.title_key`): an equal query ranks this page first."""
    path = models.TextField(_("address of the page"))
    regions = models.JSONField(_("regions"), default=list, blank=True)
    topics = models.JSONField(_("topics"), default=list, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=32, blank=True)
    visible_until = models.DateTimeField(_("visible until"), null=True, blank=True)

    analysis_backend = models.CharField(_("analysed by"), max_length=32, blank=True)
    analysis_version = models.CharField(_("version of the analysis"), max_length=32, blank=True)

    # What is long comes last: SQLite reads a row from its beginning.
    extra = models.TextField(_("other names"), blank=True)
    items = models.JSONField(_("items"), default=list, blank=True)
    """Parts of the page with an address of their own: kind, title, anchor, and the offsets start
    and end in the body."""
    sentences = models.JSONField(_("sentences"), default=dict, blank=True)
    """Of the body: their starts and their ends, in order."""
    body = models.TextField(_("text"), blank=True)
    analysis = models.JSONField(_("analysis"), default=dict, blank=True)
    """Packed tokens by field: title, body, extra."""

    class Meta:
        verbose_name = _("search row")
        verbose_name_plural = _("search rows")
        constraints = [
            models.UniqueConstraint(
                fields=["uuid", "file_key", "file_page"], name="kumppanuus_one_row_each"
            )
        ]
        # On SQLite triggers keep the table kumppanuus_search_found: a migration that writes this
        # table anew there is to make them again as the first one does.
        indexes = [
            models.Index(fields=["analysis_backend", "analysis_version"]),
            models.Index(fields=["file_page", "-date"]),
            models.Index(fields=["title_key"], name="kumppanuus_search_titled"),
            models.Index(
                fields=["visible_until"],
                name="kumppanuus_search_expiring",
                condition=models.Q(visible_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.title} ({self.file_title} {self.file_page})" if self.file_page else self.title
        )


class PageVersion(models.Model):
    """The version of a page for an external engine: an outbox entry of its last change.

    It outlives the rows, so that a removal is sent too, and no late request undoes it.
    """

    uuid = models.UUIDField(_("page"), primary_key=True)
    version = models.PositiveBigIntegerField(_("version"), default=version_now)
    """External version of the last change: the engine rejects lower ones."""
    is_removed = models.BooleanField(_("removed"), default=False)
    is_sent = models.BooleanField(_("sent"), default=False)
    """Whether the external engine has this version."""

    class Meta:
        verbose_name = _("version of a page")
        verbose_name_plural = _("versions of pages")
        indexes = [
            models.Index(
                fields=["version"],
                name="kumppanuus_search_unsent",
                condition=models.Q(is_sent=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.uuid} {self.version}"

    @classmethod
    def mark_all_changed(cls, pages: Iterable[Self], *, is_removed: bool = False) -> None:
        """Raises the versions of pages that are locked in the transaction."""
        pages = list(pages)
        for page in pages:
            page.version = max(version_now(), page.version + 1)
            page.is_removed = is_removed
            page.is_sent = False
        # In one statement: bulk_update would write a CASE for each of them.
        cls.objects.bulk_create(
            pages,
            update_conflicts=True,
            unique_fields=["uuid"],
            update_fields=["version", "is_removed", "is_sent"],
        )


class VocabularyWord(models.Model):
    """A word of the rows of a site with its lemma. A lemma is an entry too (form = term), counting
    the rows that have any form of it; a compound part is an entry without a lemma."""

    # Forms come first: where all have the same site, as mostly, it costs nothing.
    pk = models.CompositePrimaryKey("form", "term", "site")
    form = models.TextField(_("form"))
    term = models.TextField(_("base form"), blank=True)
    site = models.CharField(_("site"), max_length=255, blank=True)
    rows = models.IntegerField(_("rows"))
    """Document frequency: the rows that have it, expired ones included."""

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        indexes = [
            models.Index(
                fields=["form", "site", "rows"],
                name="kumppanuus_search_base_forms",
                condition=models.Q(form=models.F("term")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.form} ({self.term})"


class VocabularyKey(models.Model):
    """An entry of the index for spelling correction (see `analysis.edit_distance`), of all sites
    together."""

    pk = models.CompositePrimaryKey("key", "form")
    key = models.BigIntegerField(_("key"))
    form = models.TextField(_("form"))

    class Meta:
        verbose_name = _("key of a word")
        verbose_name_plural = _("keys of words")

    def __str__(self) -> str:
        return f"{self.key} {self.form}"
