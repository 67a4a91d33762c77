"""Ways in which a demo page is not for the public, as rows name them under `hidden`."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page, PageViewRestriction


def _unpublish(page: Page) -> None:
    page.unpublish()


def _expire(page: Page) -> None:
    page.expire_at = timezone.now() - timedelta(days=1)
    page.save()
    page.unpublish(set_expired=True)


def _restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def _restrict_by_password(page: Page) -> None:
    PageViewRestriction.objects.create(
        page=page,
        restriction_type=PageViewRestriction.PASSWORD,
        password=secrets.token_urlsafe(12),
    )


HIDING: dict[str, Callable[[Any], None]] = {
    "unpublished": _unpublish,
    "expired": _expire,
    "restricted": _restrict,
    "restricted by password": _restrict_by_password,
}
"""What is done to a published page. A `draft` is never published at all."""
