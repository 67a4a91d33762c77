from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone


class PageChange(models.Model):
    """The last change of a page for the public. A page that never was public has none; the row of
    one that was outlives the page, so that whoever keeps a copy is told that it has gone."""

    uuid = models.UUIDField(primary_key=True)
    type_name = models.CharField(max_length=64)
    """Of the page's class, as its type in GraphQL is named."""
    version = models.PositiveBigIntegerField()
    """The content version that the change made. Changes take turns until they are committed, so
    that none with a lower version is seen after one with a higher."""
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
        PageChange.objects.bulk_create(
            (
                PageChange(
                    uuid=page.uuid,
                    type_name=type(page).__name__,
                    version=version,
                    changed_at=now,
                )
                for page in shown
            ),
            update_conflicts=True,
            unique_fields=["uuid"],
            update_fields=["version", "is_removed", "changed_at"],
        )
        PageChange.objects.filter(uuid__in=list(hidden), is_removed=False).update(
            version=version, is_removed=True, changed_at=now
        )

    @staticmethod
    def after(version: int, uuid: UUID) -> "models.QuerySet[PageChange]":
        """The changes that follow a place, in order."""
        follows = models.Q(version__gt=version) | models.Q(version=version, uuid__gt=uuid)
        return PageChange.objects.filter(follows).order_by("version", "uuid")
