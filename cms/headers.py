"""What browsers are told to refuse: scripts, styles, frames and addresses that are not ours, so
that markup which slips in somewhere does nothing."""

import base64
from contextvars import ContextVar
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cms.conf import conf

PLAIN_CSS = Path(__file__).parent / "templates" / "plain.css"
PLAIN = f"'sha256-{base64.b64encode(sha256(PLAIN_CSS.read_bytes()).digest()).decode()}'"
"""The style that stands in error pages, which may not lean on a file."""

Policy = dict[str, list[str]]

_asked: ContextVar[HttpRequest | None] = ContextVar("asked", default=None)


def nonce() -> str:
    """By which the browser knows the scripts of the page that is being made."""
    return str(getattr(_asked.get(), "csp_nonce", ""))


def site_policy() -> Policy:
    """Of what the public reads, GraphiQL too. No script or style stands in a page. What is made for
    frames of other sites says for itself what may be done in it."""
    return {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF, "data:"],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        # Several cities' sites show pictures by the address of the first.
        "img-src": [SELF, "data:", _origin(conf().PUBLIC_URL)],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF, PLAIN],
    }


def preview_policy() -> Policy:
    """Of a page that the admin shows in a frame."""
    return site_policy() | {"frame-ancestors": [SELF]}


def admin_policy() -> Policy:
    """Wagtail starts its widgets by scripts in the page, which the nonce tells from others, and
    its editor writes styles into what it makes."""
    previews = _origin(conf().HEADLESS_PREVIEW_URL)
    return preview_policy() | {
        "frame-src": [SELF, *([previews] if previews else [])],
        "img-src": [SELF, "data:", "blob:", _origin(conf().PUBLIC_URL)],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, "'unsafe-inline'"],
    }


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


class HeadersMiddleware(CSPMiddleware):
    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.content_type == "application/json":  # no browser opens a page so
            return self.get_response(request)
        token = _asked.set(request)
        try:
            response: HttpResponse = super().__call__(request)
        finally:
            _asked.reset(token)
        return response

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not response.get("Content-Type", "").startswith("text/html"):
            return response  # nothing is run in it
        response.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        made: HttpResponse = super().process_response(request, response)
        return made

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponse, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only:
            parts.config = _policy_of(request)
        return parts


def _policy_of(request: HttpRequest) -> Any:
    if request.path.startswith(reverse("wagtailadmin_home")):
        return admin_policy()
    return preview_policy() if getattr(request, "is_preview", False) else site_policy()
