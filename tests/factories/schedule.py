"""Scheduled pages whose time has come, without waiting for it."""

from datetime import timedelta
from typing import Any

from django.utils import timezone


def make_due(page: Any) -> None:
    """Set the page's schedule to a second ago, as if its time had just come."""
    due = timezone.now() - timedelta(seconds=1)
    revision = type(page).objects.get(pk=page.pk).scheduled_revision
    revision.approved_go_live_at = due
    revision.content["go_live_at"] = due.isoformat()
    revision.save()
