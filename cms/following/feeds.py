"""Feeds as Atom (RFC 4287) and as JSON Feed 1.1. The same content makes the same bytes.

An entry keeps its identifier, the page's permanent UUID; what is hidden is simply not there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.timezone import localtime

from cms.following.entries import Entry
from cms.pages.models import ContentVersion

ATOM = "application/atom+xml; charset=utf-8"
JSON = "application/feed+json"


@dataclass(frozen=True)
class Feed:
    title: str
    address: str
    """Its own, absolute; also what it is known by."""
    home: str
    """Absolute address of the page that tells of it."""
    language: str
    author: str
    entries: Sequence[Entry]

    @property
    def updated(self) -> datetime:
        """Of an empty feed the moment when what is public last changed."""
        if self.entries:
            return max(entry.updated for entry in self.entries)
        return datetime.fromtimestamp(ContentVersion.current() // 1_000_000, tz=UTC)


class _Atom(Atom1Feed):
    """Django's, with the text of entries beside their summary."""

    def latest_post_date(self) -> datetime:
        moment: datetime = self.feed["updated"]
        return moment

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["html"], {"type": "html"})


def atom(feed: Feed) -> bytes:
    made = _Atom(
        title=feed.title,
        link=feed.home,
        description=None,
        language=feed.language,
        author_name=feed.author,
        feed_url=feed.address,
        feed_guid=feed.address,
        updated=localtime(feed.updated),
    )
    for entry in feed.entries:
        made.add_item(
            title=entry.title,
            link=entry.url,
            description=escape(entry.summary),
            author_name=entry.author,
            unique_id=entry.uuid.urn,
            categories=entry.categories,
            pubdate=localtime(entry.published),
            updateddate=localtime(entry.updated),
            html=entry.html,
        )
    return made.writeString("utf-8").encode()


def json_feed(feed: Feed) -> bytes:
    return orjson.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": feed.home,
            "feed_url": feed.address,
            "language": feed.language,
            "authors": [{"name": feed.author}],
            "items": [_item(entry) for entry in feed.entries],
        },
        option=orjson.OPT_INDENT_2,
    )


def _item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.uuid.urn,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_published": localtime(entry.published).isoformat(),
        "date_modified": localtime(entry.updated).isoformat(),
        "authors": [{"name": entry.author}],
        "tags": list(entry.categories),
    }
