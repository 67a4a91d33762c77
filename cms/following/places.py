"""What a reader of a page may want to follow, without asking the database for it."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.following.addresses import Addresses, addresses_of, path_of
from cms.following.followed import Followed
from cms.following.kinds import HAPPENINGS, kind_name
from cms.pages.models import (
    EventIndexPage,
    HomePage,
    MeetingIndexPage,
    NewsIndexPage,
    PublicationIndexPage,
    StatementIndexPage,
    StatementPage,
)
from cms.pages.models.base import ContentPage

LISTED: dict[type[Page], str] = {
    EventIndexPage: "event",
    MeetingIndexPage: "meeting",
    NewsIndexPage: "news",
    PublicationIndexPage: "publication",
    StatementIndexPage: "statement",
}
"""The kinds of what index pages list."""


@dataclass(frozen=True)
class Place:
    """What is followed from a page, and what it is called in the present language."""

    followed: Followed
    title: str

    @property
    def addresses(self) -> Addresses:
        return addresses_of(self.followed)

    @property
    def path(self) -> str:
        """Of the page that tells how to follow it."""
        return path_of(self.followed, "follow")

    @property
    def is_of_happenings(self) -> bool:
        return any(kind in HAPPENINGS for kind in self.followed.kinds)


def place_of(page: ContentPage) -> Place:
    """A list of a table, or the list in which the page stands; of a statement, its story."""
    if isinstance(page, StatementPage):
        title = _("%(statement)s: what comes of it") % {"statement": page.title}
        return Place(Followed(statement=page.uuid), title)
    region = None if isinstance(page, HomePage) else page.region
    kind = LISTED.get(type(page), page.search_kind or "")
    kinds = (kind,) if kind in LISTED.values() else ()
    names = [region.title] if region else []
    if kinds:
        names.append(kind_name(kind) if names else str(capfirst(kind_name(kind))))
    return Place(
        Followed((region.slug,) if region else (), kinds),
        ": ".join(names) or _("All partnership tables"),
    )
