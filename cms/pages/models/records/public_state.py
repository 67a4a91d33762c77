"""What is told when a page was saved whole."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.dispatch import Signal
from wagtail.models import Page

page_saved = Signal()
"""Sent in the transaction that saves a page whole (not some fields of it), with `instance` and
`before`, the PublicState that it had until then. An error in a receiver undoes the saving."""


@dataclass(frozen=True)
class PublicState:
    """What of a page decides whether and where its branch is seen."""

    live: bool
    url_path: str
    expire_at: datetime | None

    @classmethod
    def of(cls, pk: int | None) -> Self | None:
        """The state that stands in the database; None for a page not saved yet."""
        row = Page.objects.filter(pk=pk).values_list("live", "url_path", "expire_at").first()
        return cls(*row) if row else None
