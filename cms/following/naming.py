"""What stands around the pages that are followed: names, times and addresses, told for many pages
at once, so that the number of SQL statements does not depend on them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from cms.pages.models import HappeningState, HomePage
from cms.pages.models.base import ContentPage
from cms.snippets.models import Topic

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""No XML may have these, and no calendar."""


def plain(text: str) -> str:
    """Without the characters that formats forbid."""
    return _CONTROLS.sub("", text)


def title_of(page: ContentPage) -> str:
    """With the state of a meeting or event where it is not as planned: not every program shows
    that."""
    states = {HappeningState.CANCELLED: _("Cancelled"), HappeningState.MOVED: _("Moved")}
    state = states.get(getattr(page, "state", HappeningState.AS_PLANNED))
    return plain(f"{state}: {page.title}" if state else page.title)


def first_published(page: ContentPage) -> datetime:
    moment: datetime | None = page.first_published_at
    return moment or last_published(page)


def last_published(page: ContentPage) -> datetime:
    moment: datetime | None = page.last_published_at or page.latest_revision_created_at
    return moment or NEVER


def topics_by_page(pages: Iterable[Any]) -> dict[int, list[str]]:
    """The names of the pages' topics that the public may see, in order, by the pages' keys."""
    found: dict[int, list[str]] = defaultdict(list)
    for model, own in by_type(pages).items():
        if not hasattr(model, "topics"):
            continue
        field = model._meta.get_field("topics")
        page, topic = field.m2m_field_name(), field.m2m_reverse_field_name()
        rows = model.topics.through.objects.filter(
            **{f"{page}__in": [one.pk for one in own], f"{topic}__in": Topic.objects.published()}
        )
        named = rows.order_by(f"{topic}__name").values_list(f"{page}_id", f"{topic}__name")
        for key, name in named:
            found[key].append(plain(name))
    return found


def by_type(pages: Iterable[Any]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for page in pages:
        found[type(page)].append(page)
    return found


def name_of_all(language: str) -> str:
    """In whose name is what belongs to no table."""
    homes: Sequence[str] = (
        HomePage.objects.listed().in_language(language).values_list("title", flat=True)[:1]
    )
    return plain(next(iter(homes), "")) or _("Partnership tables")
