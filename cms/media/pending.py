"""The worker's jobs that go through files one by one."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

logger = logging.getLogger(__name__)

PATIENCE = 5
"""Seconds after which a call begins no further file: with the longest that one file may take, the
worker is back at its schedule within 30 seconds."""


def try_each(pending: QuerySet[Any], limit: int, deed: Callable[[Any], bool], undone: str) -> int:
    """Do the deed to at most `limit` of these, and to none once PATIENCE is over; of how many it
    says that it did something. A failure of ours (storage, database, a receiver) is logged with
    `undone`, which says what was not done to which (`%s`), and is tried again on a later call."""
    done = 0
    started = time.monotonic()
    # In no set order, so that those that keep failing never hold up the others.
    for thing in pending.order_by("?")[:limit]:
        if time.monotonic() - started > PATIENCE:
            break
        try:
            done += deed(thing)
        except Exception:
            logger.exception(f"{undone}; it is tried again", thing.pk)
    return done
