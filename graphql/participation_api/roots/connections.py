"""Lists that are read page by page."""

from collections.abc import Callable, Sequence
from typing import Any

import graphene

from participation_api.fields.arguments import DEFAULT_ROWS, cursor, place_after, row_count
from participation_api.reading.context import Info
from participation_api.reading.loaders import batched
from participation_api.reading.projection import columns


class PageInfo(graphene.ObjectType):
    """Where this part of a list ends."""

    has_next_page = graphene.Boolean(required=True, description="Whether rows follow.")
    has_previous_page = graphene.Boolean(required=True, description="Whether rows precede.")
    start_cursor = graphene.String(description="Cursor of the first row here.")
    end_cursor = graphene.String(description="Cursor of the last row here; give it as `after`.")


class Slice:
    """The rows of a list that `first` and `after` ask for, and the total, counted when it is asked
    for."""

    def __init__(
        self, nodes: Sequence[Any], start: int, has_next_page: bool, count: Callable[[], int]
    ) -> None:
        self.nodes = batched(nodes)
        self.start = start
        self.has_next_page = has_next_page
        self.has_previous_page = start > 0
        self.count = count

    @property
    def total_count(self) -> int:
        return self.count()

    @property
    def edges(self) -> list[dict[str, Any]]:
        return [
            {"cursor": cursor(place), "node": node}
            for place, node in enumerate(self.nodes, start=self.start)
        ]

    @property
    def page_info(self) -> "Slice":
        return self

    @property
    def start_cursor(self) -> str | None:
        return cursor(self.start) if self.nodes else None

    @property
    def end_cursor(self) -> str | None:
        return cursor(self.start + len(self.nodes) - 1) if self.nodes else None


def slice_of(
    read: Callable[..., list[Any]],
    count: Callable[[], int],
    info: Info,
    first: int | None,
    after: str | None,
) -> Slice:
    """A part of an ordered list, with the columns that the query needs. The total needs a statement
    of its own where this part is not the end: with the rows, each of them would be read."""
    start, length = place_after(after), row_count(first, DEFAULT_ROWS)
    needed = {*(columns(info, "nodes") or ()), *(columns(info, "edges", "node") or ())}
    # One more than asked for tells whether any follow.
    found = read(needed, first=length + 1, start=start)
    has_next_page = len(found) > length
    is_end = not has_next_page and (found or not start)
    return Slice(
        found[:length],
        start,
        has_next_page,
        (lambda: start + len(found)) if is_end else count,
    )


def connection(
    node: type[graphene.ObjectType], name: str, of: str, **more: graphene.Field
) -> type[graphene.ObjectType]:
    """The connection type of a list, such as EventConnection of `events`."""
    edge = type(
        f"{name}Edge",
        (graphene.ObjectType,),
        {
            "__doc__": f"One of the {of} and its place in the list.",
            "cursor": graphene.String(required=True, description="Give it as `after`."),
            "node": graphene.Field(node, required=True, description="What stands here."),
        },
    )
    return type(
        f"{name}Connection",
        (graphene.ObjectType,),
        {
            "__doc__": f"A part of a list of {of}.",
            "nodes": graphene.List(
                graphene.NonNull(node), required=True, description="What stands here."
            ),
            "edges": graphene.List(
                graphene.NonNull(edge), required=True, description="The same with cursors."
            ),
            "page_info": graphene.Field(
                PageInfo, required=True, description="Where this part ends."
            ),
            "total_count": graphene.Int(
                required=True, description=f"How many {of} there are in the whole list."
            ),
            **more,
        },
    )


def paging() -> dict[str, graphene.Argument]:
    """The arguments of every connection."""
    return {
        "first": graphene.Int(
            description=f"How many rows, at most 100; {DEFAULT_ROWS} when left out."
        ),
        "after": graphene.String(description="Only rows after the one with this cursor."),
    }
