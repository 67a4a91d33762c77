"""The permanent identity of every public thing."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import models
from django.utils.translation import gettext_lazy as _

_NAMESPACE = UUID("b1b45c2e-6b0f-4f0e-9d1a-8e6f3f0c7a55")
"""Of the identifiers made of model and key."""


def identifier(row: models.Model) -> UUID:
    """The row's own UUID, or for a model that has none one made of model and key."""
    if isinstance(row, PermanentUUID):
        return row.uuid
    return uuid5(_NAMESPACE, f"{row._meta.label_lower}:{row.pk}")


class PermanentUUID(models.Model):
    """Gives a model a UUID that stays with its row and is never shared by two rows.

    Revisions, copies and aliases carry the values of the row they were made from. Whatever they
    say, a saved row keeps the UUID it has, and a new row that brings another's gets its own.
    """

    uuid = models.UUIDField(_("permanent identifier"), default=uuid4, unique=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None:
            self._settle_uuid()
        super().save(*args, **kwargs)

    def _settle_uuid(self) -> None:
        rows = type(self)._base_manager
        kept = rows.filter(pk=self.pk).values_list("uuid", flat=True).first() if self.pk else None
        if kept:
            self.uuid = kept
        elif rows.filter(uuid=self.uuid).exists():
            self.uuid = uuid4()
