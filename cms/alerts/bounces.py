"""What comes back: a mail that reached nobody, or of which somebody complained. Both end all that
the address follows. Told by the mail service to a webhook, or read of the mailbox by a command."""

import hmac
import json
import logging
import re
from collections.abc import Iterator
from email.message import Message as Mail
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from cms.alerts import sealing
from cms.alerts.delivering import NO_SUCH_MAILBOX
from cms.alerts.models import Message, Subscriber
from cms.conf import conf

logger = logging.getLogger(__name__)

ENDING = ("hard_bounce", "complaint")
SIGNATURE = "X-Kumppanuus-Signature"
MAX_EVENTS = 1000
MESSAGE_ID = re.compile(r"<([0-9a-f]{32})@[^>\s]+>")
"""As cms.alerts.letters writes it."""


class EventError(ValueError):
    """Says what is wrong with what came, and where."""


@csrf_exempt
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """docs/alerts.md tells the form."""
    secret = conf().ALERT_WEBHOOK_SECRET
    if not (conf().has_alerts and secret):
        raise Http404
    body = request.body
    wanted = "sha256=" + hmac.digest(secret.encode(), body, "sha256").hex()
    if not hmac.compare_digest(wanted.encode(), request.headers.get(SIGNATURE, "").encode()):
        words = f"{SIGNATURE} is not the HMAC of the body: sign it with ALERT_WEBHOOK_SECRET."
        return _refusal(words, HTTPStatus.FORBIDDEN)
    try:
        events = list(_events(body))
    except EventError as error:
        return _refusal(str(error), HTTPStatus.BAD_REQUEST)
    ended = sum(end_of_address(event["email"]) for event in events if event["type"] in ENDING)
    return JsonResponse({"ended": ended})


def end_of_address(address: str) -> int:
    """Forget an address, on all Sites: how many of them it followed something on."""
    sites = Subscriber.objects.order_by().values_list("site", flat=True).distinct()
    try:
        known = [one for site in sites for one in sealing.fingerprints(site, address)]
    except UnicodeError:
        return 0
    return _end(Subscriber.objects.filter(fingerprint__in=known))


def end_by_report(report: Mail) -> int:
    """Of a mail in the mailbox to which alerts come back: a report of delivery (RFC 3464) that
    tells a failure for good, or of abuse (RFC 5965). Only one that holds a mail of ours is
    believed: nobody else knows its Message-ID."""
    if not (_is_failure(report) or _is_complaint(report)):
        return 0
    uuids = [UUID(found) for found in MESSAGE_ID.findall(report.as_string())]
    messages = Message.objects.filter(pk__in=uuids)
    return _end(Subscriber.objects.filter(pk__in=messages.values("subscriber")))


def _end(subscribers: Any) -> int:
    count: int = subscribers.count()
    subscribers.delete()
    logger.info("Alerts: what came back ended %d subscribers", count)
    return count


def _events(body: bytes) -> Iterator[dict[str, str]]:
    try:
        told = json.loads(body)
    except ValueError:
        raise EventError("The body is no JSON.") from None
    events = told.get("events") if isinstance(told, dict) else None
    if not isinstance(events, list) or len(events) > MAX_EVENTS:
        raise EventError(f"events: give a list of at most {MAX_EVENTS}.")
    for place, event in enumerate(events):
        for field in ("type", "email"):
            if not isinstance(event, dict) or not isinstance(event.get(field), str):
                raise EventError(f"events[{place}].{field}: give it as a text.")
        yield event


def _refusal(words: str, status: int) -> HttpResponse:
    return JsonResponse({"error": words}, status=status)


def _is_failure(report: Mail) -> bool:
    """Whether of all recipients (each has one) it failed for good."""
    return any(
        part.get("Action", "").strip().lower() == "failed"
        and part.get("Status", "").strip() in NO_SUCH_MAILBOX
        for part in _parts(report, "message/delivery-status")
    )


def _is_complaint(report: Mail) -> bool:
    return any(
        part.get("Feedback-Type", "").strip().lower() in ("abuse", "fraud", "opt-out")
        for part in _parts(report, "message/feedback-report")
    )


def _parts(report: Mail, kind: str) -> Iterator[Mail]:
    """Of a part that is made of fields alone, its groups of them."""
    for part in report.walk():
        if part.get_content_type() == kind:
            payload: Any = part.get_payload()
            yield from (group for group in payload if isinstance(group, Mail))
