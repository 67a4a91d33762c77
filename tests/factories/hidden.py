"""Every way in which a page is not for the public."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page, PageViewRestriction


def _unpublish(page: Page) -> None:
    page.unpublish()


def _schedule(page: Page) -> None:
    page.unpublish()
    page = page.specific_class.objects.get(pk=page.pk)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()


def _expire(page: Page) -> None:
    """Past its time, although no worker has come by."""
    page.expire_at = timezone.now() + timedelta(days=1)
    page.save()
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    _rewrite_rows_as_if_time_had_passed(page)


def _rewrite_rows_as_if_time_had_passed(page: Page) -> None:
    from search.models import SearchDocument

    uuids = [child.uuid for child in page.get_descendants(inclusive=True).specific()]
    SearchDocument.objects.filter(uuid__in=uuids).update(
        visible_until=timezone.now() - timedelta(seconds=1)
    )


def _restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def _restrict_by_password(page: Page) -> None:
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="salainen"
    )


def _parent(hide_one: Callable[[Any], None]) -> Callable[[Any], None]:
    def hide_parent(page: Page) -> None:
        hide_one(page.get_parent().specific)

    return hide_parent


HIDING: dict[str, Callable[[Any], None]] = {
    "draft": _unpublish,
    "scheduled": _schedule,
    "expired": _expire,
    "restricted to signed-in": _restrict,
    "restricted by password": _restrict_by_password,
    "under an unpublished page": _parent(_unpublish),
    "under an expired page": _parent(_expire),
    "under a restricted page": _parent(_restrict),
}
"""Ways of hiding by name. Those named `under …` hide the whole branch of the page's parent."""


def hide(page: Page, way: str) -> None:
    HIDING[way](page.specific_class.objects.get(pk=page.pk))
