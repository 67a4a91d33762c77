"""What there is to tell of what somebody follows."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max, Min
from django.utils import timezone

from cms.following.followed import Followed
from cms.pages.models import ContentVersion, PageChange
from cms.pages.visibility.sites import Ground, cities

SEARCH_LAG = timedelta(minutes=2)
"""A search engine may find a page so much later than it is published, and a file in it be read."""
A_MOMENT = timedelta(microseconds=1)


def ground_with(key: str) -> Ground | None:
    """None where the Site is gone, or has no pages of ours any more."""
    return next((ground for ground in cities() if ground.key == key), None)


def tellable_version(*, is_search: bool) -> int:
    """The content version up to which everything that is followed can be told. Versions are
    microseconds since 1970, or later."""
    current = ContentVersion.current()
    if not is_search:
        return current
    return min(current, int((timezone.now() - SEARCH_LAG).timestamp() * 1_000_000))


def last_news(until: int) -> int:
    """The last version, up to one, in which anything became news; 0 for none."""
    news = PageChange.objects.filter(is_removed=False, news_version__lte=until)
    last: int | None = news.aggregate(last=Max("news_version"))["last"]
    return last or 0


def news_of(
    followed: Followed, ground: Ground, language: str, after: int, until: int
) -> Mapping[UUID, tuple[Any, int]]:
    """The public pages that became news after a content version and not after another one, that
    which was published last first: each with the version in which it did.

    Raises OutOfTimeError."""
    changed = PageChange.objects.filter(
        site=ground.key,
        is_removed=False,
        news_version__gt=after,
        news_version__lte=until,
        published_at__isnull=False,
    )
    versions = dict(changed.values_list("uuid", "news_version"))
    earliest = changed.aggregate(first=Min("published_at"))["first"]
    if not earliest:
        return {}
    pages: Iterable[Any] = followed.pages(ground, language, since=earliest - A_MOMENT)
    return {page.uuid: (page, versions[page.uuid]) for page in pages if page.uuid in versions}
