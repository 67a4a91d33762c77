"""Publishing and expiring at their time, each page or register entry on its own."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from wagtail.models import Revision

from cms.pages.models.ours import content_types, our_pages, registers

logger = logging.getLogger(__name__)

FIRST_PAUSE = 15.0
MAX_PAUSE = 600.0
"""Seconds after which what failed is tried again: doubled from the first up to the longest."""


@dataclass
class Retries:
    """What failed lately in this process, and when it may be tried again."""

    pauses: dict[object, float] = field(default_factory=dict)
    next_try: dict[object, float] = field(default_factory=dict)

    def may_try(self, key: object) -> bool:
        return self.next_try.get(key, 0.0) <= time.monotonic()

    def failed(self, key: object) -> float:
        """Note a failure; the pause in seconds until the next try."""
        pause = min(self.pauses.get(key, FIRST_PAUSE / 2) * 2, MAX_PAUSE)
        self.pauses[key] = pause
        self.next_try[key] = time.monotonic() + pause
        return pause

    def succeeded(self, key: object) -> None:
        self.pauses.pop(key, None)
        self.next_try.pop(key, None)


_retries = Retries()


def carry_out_schedule() -> None:
    """Publish every revision whose time has come, then hide every object that has expired."""
    now = timezone.now()
    due = scheduled().filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    for pk in due.values_list("pk", flat=True):
        _attempt("publishing", Revision, pk, _publish)
    for live in live_things():
        expired = live.filter(expire_at__lte=now)
        for pk in expired.order_by("expire_at").values_list("pk", flat=True):
            _attempt("expiring", live.model, pk, _expire)


def scheduled() -> QuerySet[Revision]:
    """Revisions of our pages and registers that wait for their time; a host publishes its own."""
    revisions: QuerySet[Revision] = Revision.objects.filter(
        content_type__in=content_types(), approved_go_live_at__isnull=False
    )
    return revisions


def live_things() -> list[QuerySet[Any]]:
    """Our pages and our registers' entries that are live, expired or not."""
    entries = (model._default_manager.all() for model in registers())
    return [things.filter(live=True) for things in (our_pages(), *entries)]


def _attempt(
    action: str, model: type[Model], pk: int, carry_out: Callable[[Any, int], None]
) -> None:
    """Carry out one action in a transaction of its own. A failure undoes it whole, is logged with
    the object's id and cause, and is tried again after a while."""
    key = (action, model, pk)
    if not _retries.may_try(key):
        return
    try:
        with transaction.atomic():
            carry_out(model, pk)
    except Exception:
        pause = _retries.failed(key)
        logger.exception(
            "Scheduled %s of %s %s failed and is tried again in %.0f s",
            action,
            model._meta.label,
            _id_of_object(model, pk),
            pause,
        )
    else:
        _retries.succeeded(key)


def _id_of_object(model: Any, pk: int) -> str:
    if model is not Revision:
        return str(pk)
    object_id = Revision.objects.filter(pk=pk).values_list("object_id", flat=True).first()
    return f"{pk} (of object {object_id})"


def _publish(model: type[Revision], pk: int) -> None:
    # Another worker may have been here since we looked: only one gets the row while it is due.
    revision = (
        Revision.objects.select_for_update()
        .filter(pk=pk, approved_go_live_at__lte=timezone.now())
        .first()
    )
    if revision:
        revision.publish(log_action="wagtail.publish.scheduled")


def _expire(model: Any, pk: int) -> None:
    found = (
        model._default_manager.select_for_update()
        .filter(pk=pk, live=True, expire_at__lte=timezone.now())
        .first()
    )
    if found:
        found = getattr(found, "specific", found)
        found.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
