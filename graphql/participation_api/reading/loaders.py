"""Reading for many what a query asks of each: the objects of one list are siblings, and what is
asked of one of them is read for all of them at once. The number of SQL statements thus depends on
the fields of a query, not on how many rows it returns."""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from django.db.models import Model

from participation_api.reading.context import Info
from participation_api.reading.projection import columns, reads

Reader = Callable[..., Mapping[int, Any]]
"""Takes objects of one model (and a field's arguments), gives values by primary key."""


class Siblings:
    """Objects that are read together, and what has been read for them so far."""

    def __init__(self, objects: list[Any]) -> None:
        self.objects = objects
        self.values: dict[Any, Mapping[int, Any]] = {}


def together(things: Iterable[Any]) -> list[Any]:
    """Makes those of the things that are of one model siblings; one may stand several times."""
    things = list(things)
    by_model: dict[type, dict[int, Any]] = {}
    for thing in things:
        if isinstance(thing, Model):
            by_model.setdefault(type(thing), {})[id(thing)] = thing
    for alike in by_model.values():
        siblings = Siblings(list(alike.values()))
        for thing in siblings.objects:
            thing.__dict__["_siblings"] = siblings
    return things


def for_siblings(
    read: Reader, needs: Iterable[str] = (), as_selected: bool = False
) -> Callable[..., Any]:
    """The resolver of one object, made of a reader for many that needs these columns of them. One
    that reads as selected gets the `columns` that the query needs of what it gives. The values of
    model type that it gives become siblings in their turn."""

    @reads(*needs)
    @wraps(read)
    def resolve(root: Any, info: Info, **arguments: Any) -> Any:
        if "_siblings" not in root.__dict__:
            together([root])
        siblings: Siblings = root.__dict__["_siblings"]
        if as_selected:
            arguments["columns"] = columns(info)
        key = (read, tuple(arguments.items()))
        if key not in siblings.values:
            siblings.values[key] = values = read(siblings.objects, **arguments)
            things = together(
                thing
                for value in values.values()
                for thing in (value if isinstance(value, list) else [value])
            )
            info.context.expect_images_of(things)
        return siblings.values[key].get(root.pk)

    return resolve
