from collections.abc import Sequence
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class DatesInOrder(models.Model):
    """A page or row whose days or moments follow each other."""

    dates_in_order: ClassVar[Sequence[tuple[str, str]]] = ()
    """Fields of which the second may not be before the first, where both are filled in."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        errors = {}
        for first, last in self.dates_in_order:
            start, end = getattr(self, first), getattr(self, last)
            if start and end and end < start:
                name = self._meta.get_field(first).verbose_name  # type: ignore[union-attr]
                errors[last] = ValidationError(
                    _("This is before “%(name)s”: correct one of them."), params={"name": name}
                )
        if errors:
            raise ValidationError(errors)
