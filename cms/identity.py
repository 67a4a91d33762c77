"""The permanent identity of every public thing."""

from typing import Any
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _


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
