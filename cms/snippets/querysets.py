from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone


class RegisterQuerySet(models.QuerySet[Any]):
    def published(self, at: datetime | None = None) -> Self:
        """Entries that the public may see: live and not expired."""
        return self.filter(Q(expire_at=None) | Q(expire_at__gt=at or timezone.now()), live=True)
