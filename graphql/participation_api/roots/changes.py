"""Root field for those who keep a copy of the content: what has changed since they last asked."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Self
from uuid import UUID

import graphene
from django.db.models import DateTimeField, UUIDField
from graphql import GraphQLError

from cms.pages import models
from participation_api.fields.arguments import DEFAULT_ROWS, MAX_ROWS, row_count
from participation_api.fields.builders import list_of
from participation_api.fields.scalars import DateTime
from participation_api.reading.context import Info
from participation_api.reading.loaders import batched
from participation_api.reading.prepared import PreparedStatement, whole
from participation_api.reading.projection import columns
from participation_api.reading.relations import padded
from participation_api.types.page import ID, Page


@dataclass(frozen=True)
class Place:
    """Of a change in the list, where reading goes on after it."""

    version: int
    uuid: UUID
    began: int
    """Content version at which the reader had nothing yet: whatever had gone by then is of no
    interest."""

    @classmethod
    def of_cursor(cls, since: str | None, current: int) -> Self:
        """The beginning when there is none.

        Raises GraphQLError for what is no cursor, or one of a later version than the current."""
        if since is None:
            return cls(0, UUID(int=0), current)
        try:
            _, version, uuid, began = urlsafe_b64decode(since.encode()).decode().split(":")
            place = cls(int(version), UUID(uuid), int(began))
        except ValueError:
            place = None
        if not place or place.cursor != since:
            raise GraphQLError('Argument "since" must be a cursor that an earlier answer gave.')
        if max(place.version, place.began) > current:
            raise GraphQLError(
                'Argument "since" is a cursor of other content: leave it out to read all anew.'
            )
        return place

    @property
    def cursor(self) -> str:
        text = f"change:{self.version}:{self.uuid}:{self.began}"
        return urlsafe_b64encode(text.encode()).decode()


class Change(graphene.ObjectType):
    """A page that was published or changed, or that has gone."""

    id = graphene.ID(required=True, description=ID)
    type = graphene.String(
        required=True, description="Its type, as `page { __typename }` gives or gave it."
    )
    is_removed = graphene.Boolean(
        required=True,
        description="Whether it has gone: unpublished, expired, restricted, moved under what is"
        " hidden, or deleted.",
    )
    changed_at = DateTime(
        required=True, description="When it was last published, changed or taken away."
    )
    page = graphene.Field(Page, description="The page as it is now; null when it has gone.")


class Changes(graphene.ObjectType):
    """The last change of each page that is or was public, the oldest change first. A page that
    changes while the list is read comes again at its end."""

    nodes = list_of(Change, "What follows the cursor.", lambda root, info: root["nodes"])
    cursor = graphene.String(
        required=True, description="Where this part ends: keep it, and give it as `since`."
    )
    has_more = graphene.Boolean(required=True, description="Whether changes follow already.")


def _changes(root: None, info: Info, since: str | None = None, first: int | None = None) -> Any:
    place = Place.of_cursor(since, models.ContentVersion.current())
    length = row_count(first, DEFAULT_ROWS)
    rows = models.PageChange.after(place.version, place.uuid)
    # One more than asked for tells whether any follow.
    found = list(rows.exclude(is_removed=True, version__lte=place.began)[: length + 1])
    here = found[:length]
    if here:
        place = Place(here[-1].version, here[-1].uuid, place.began)
    is_whole = "page" in columns(info, "nodes")
    pages = _pages_of(here, info.context.now, is_whole)
    return {
        "nodes": [_shown(change, pages.get(change.uuid)) for change in here],
        "cursor": place.cursor,
        "has_more": len(found) > length,
    }


def _pages_of(changes: Iterable[Any], now: datetime, is_whole: bool) -> dict[UUID, Any]:
    """The pages that are public now: one may have expired, and the worker not have come by."""
    keys = defaultdict(list)
    for change in changes:
        if not change.is_removed:
            keys[change.type_name].append(change.uuid)
    pages = {
        page.uuid: page
        for name, uuids in keys.items()
        for page in _listed(name).rows(
            whole(getattr(models, name)) if is_whole else ["uuid"], now=now, uuids=padded(uuids)
        )
    }
    batched(pages.values())
    return pages


@cache
def _listed(type_name: str) -> PreparedStatement:
    pages = getattr(models, type_name).objects
    return PreparedStatement(
        lambda now, uuids: pages.listed(now).filter(uuid__in=uuids).order_by(),
        now=DateTimeField(),
        uuids=UUIDField(),
    )


def _shown(change: Any, page: Any) -> dict[str, Any]:
    return {
        "id": str(change.uuid),
        "type": change.type_name,
        "is_removed": page is None,
        "changed_at": change.changed_at,
        "page": page,
    }


class ChangesQuery(graphene.ObjectType):
    changes = graphene.Field(
        Changes,
        required=True,
        description="What was published, changed or taken away since a cursor, in all languages.",
        resolver=_changes,
        since=graphene.String(
            description="`cursor` of an earlier answer; all that is public when left out."
        ),
        first=graphene.Int(
            description=f"How many rows, at most {MAX_ROWS}; {DEFAULT_ROWS} when left out."
        ),
    )
