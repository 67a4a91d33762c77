"""The audit trail: who changed, published or exported what, who signed in or failed to, and who
looked at what the public does not see. Deeds are rows of Wagtail's log, which *Site history* shows
and exports; they, failures and looks are lines of JSON of the logger `kumppanuus.audit`. Residents
have no accounts, so that nothing of them is in it."""

import json
import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial, wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db import transaction
from django.db.models.signals import post_save
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page, PageLogEntry

SIGNED_IN = "kumppanuus.signed_in"
SIGNED_OUT = "kumppanuus.signed_out"
EXPORTED = "kumppanuus.exported"
FAILED = "kumppanuus.sign_in_failed"
LOOKED = "kumppanuus.looked"

LOOKS = {
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:view_draft",
    "wagtailadmin_pages:revisions_view",
    "wagtailadmin_pages:revisions_compare",
    "wagtailadmin_pages:history",
}
"""Where the admin shows what is in a page."""

logger = logging.getLogger("kumppanuus.audit")


def write(action: str, **what: Any) -> None:
    """One line. Titles and texts stay out: they may be what nobody should read."""
    line = {"at": timezone.now().isoformat(timespec="seconds"), "action": action, **what}
    logger.info(json.dumps(line, ensure_ascii=False, default=str))


def connect() -> None:
    for log_of in (PageLogEntry, ModelLogEntry):
        post_save.connect(_write_entry, sender=log_of)
    user_logged_in.connect(partial(_log_session, SIGNED_IN), weak=False)
    user_logged_out.connect(partial(_log_session, SIGNED_OUT), weak=False)
    _log_exports()


def forget_old_entries() -> None:
    """Rows older than AUDIT_DAYS, where that is set."""
    if settings.AUDIT_DAYS:
        oldest = timezone.now() - timedelta(days=settings.AUDIT_DAYS)
        for log_of in (PageLogEntry, ModelLogEntry):
            log_of.objects.filter(timestamp__lt=oldest).delete()


class AuditMiddleware:
    """Writes who looked at a page in the admin that the public does not see as it stands there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match and match.view_name in LOOKS and request.method == "GET" and _is_given(response):
            key = match.kwargs.get("page_id") or match.kwargs["pk"]
            page = Page.objects.filter(pk=key).first()
            if page and (not page.live or page.has_unpublished_changes or _is_restricted(page)):
                write(LOOKED, user=request.user.get_username(), type="page", id=page.pk)
        return response


def _is_given(response: HttpResponse) -> bool:
    return response.status_code == 200


def _is_restricted(page: Page) -> bool:
    return bool(page.get_view_restrictions().exists())


def _write_entry(instance: Any, created: bool, **kwargs: object) -> None:
    if not created:
        return
    is_of_page = isinstance(instance, PageLogEntry)
    line = partial(
        write,
        instance.action,
        user=instance.user.get_username() if instance.user else None,
        type="page" if is_of_page else instance.content_type.model,
        id=instance.page_id if is_of_page else instance.object_id,
    )
    transaction.on_commit(line)


def _log_session(action: str, sender: Any, user: Any, **kwargs: object) -> None:
    if user:
        log(instance=user, action=action, user=user)


def _log_exports() -> None:
    """Every table that is downloaded goes through here."""
    made = SpreadsheetExportMixin.as_spreadsheet

    @wraps(made)
    def as_spreadsheet(self: Any, queryset: Any, spreadsheet_format: str) -> Any:
        if user := getattr(self.request, "user", None):
            of = {"address": self.request.path, "format": spreadsheet_format}
            log(instance=user, action=EXPORTED, user=user, data=of)
        return made(self, queryset, spreadsheet_format)

    SpreadsheetExportMixin.as_spreadsheet = as_spreadsheet
