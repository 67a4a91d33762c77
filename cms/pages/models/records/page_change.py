from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone

from cms.pages.visibility.sites import current_site_key, site_key


class PageChange(models.Model):
    """The last change of a page for the public. A page that never was public has none; the row of
    one that was outlives the page, so that whoever keeps a copy is told that it has gone."""

    uuid = models.UUIDField(primary_key=True)
    type_name = models.CharField(max_length=64)
    """Of the page's class, as its type in GraphQL is named."""
    site = models.CharField(max_length=20)
    """`site_key` of the page; empty when it stands under no Site."""
    version = models.PositiveBigIntegerField()
    """The content version that the change made. Changes take turns until they are committed, so
    that none with a lower version is seen after one with a higher."""
    news_version = models.PositiveBigIntegerField(db_index=True)
    """The version in which the page became public for the first time, or was published anew:
    what is only shown otherwise, by a new name of its topic, is no news."""
    published_at = models.DateTimeField(null=True)
    """`last_published_at` of the page then."""
    is_removed = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["version", "uuid"], name="kumppanuus_changes_in_order")]

    def __str__(self) -> str:
        return f"{self.version} {self.uuid}"

    @staticmethod
    def record(shown: Iterable[Any], hidden: Iterable[UUID], version: int) -> None:
        """Call inside the transaction that made the version."""
        now = timezone.now()
        shown = list(shown)
        told = PageChange.objects.in_bulk([page.uuid for page in shown])
        PageChange.objects.bulk_create(
            (
                PageChange(
                    uuid=page.uuid,
                    type_name=type(page).__name__,
                    site=site_key(page),
                    version=version,
                    news_version=_news_version(page, told.get(page.uuid), version),
                    published_at=page.last_published_at,
                    changed_at=now,
                )
                for page in shown
            ),
            update_conflicts=True,
            unique_fields=["uuid"],
            update_fields=[
                "site",
                "version",
                "news_version",
                "published_at",
                "is_removed",
                "changed_at",
            ],
        )
        PageChange.objects.filter(uuid__in=list(hidden), is_removed=False).update(
            version=version, is_removed=True, changed_at=now
        )

    @staticmethod
    def after(version: int, uuid: UUID) -> "models.QuerySet[PageChange]":
        """The changes that follow a place, in order, on the Site that is asked."""
        follows = models.Q(version__gt=version) | models.Q(version=version, uuid__gt=uuid)
        changes = PageChange.objects.filter(follows).order_by("version", "uuid")
        site = current_site_key()
        return changes.filter(site=site) if site else changes


def _news_version(page: Any, before: PageChange | None, version: int) -> int:
    if before and before.published_at == page.last_published_at:
        return before.news_version
    return version
