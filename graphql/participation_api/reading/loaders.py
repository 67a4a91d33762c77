"""Data loaders: the objects of one list are a batch, and what a query asks of one of them is loaded
for the whole batch at once. The number of SQL statements thus depends on the fields of a query, not
on how many rows it returns."""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from django.db.models import Model

from participation_api.reading.context import Info
from participation_api.reading.projection import columns, reads

DataLoader = Callable[..., Mapping[int, Any]]
"""Takes objects of one model (and a field's arguments), gives values by primary key."""


class Batch:
    """Objects of one model that are loaded for at once, and what has been loaded so far."""

    def __init__(self, objects: list[Any]) -> None:
        self.objects = objects
        self.values: dict[Any, Mapping[int, Any]] = {}


def batched(things: Iterable[Any]) -> list[Any]:
    """The things, those of one model made a batch; one may stand several times."""
    things = list(things)
    by_model: dict[type, dict[int, Any]] = {}
    for thing in things:
        if isinstance(thing, Model):
            by_model.setdefault(type(thing), {})[id(thing)] = thing
    for alike in by_model.values():
        batch = Batch(list(alike.values()))
        for thing in batch.objects:
            thing.__dict__["_batch"] = batch
    return things


def batch_resolver(
    load: DataLoader, needs: Iterable[str] = (), as_selected: bool = False
) -> Callable[..., Any]:
    """The resolver of an object's field, made of a data loader that needs these columns of a batch.
    One that loads as selected gets the projection, the `columns` that the query needs of what it
    gives. The values of model type that it gives become a batch in their turn."""

    @reads(*needs)
    @wraps(load)
    def resolve(root: Model, info: Info, **arguments: Any) -> Any:
        if "_batch" not in root.__dict__:
            batched([root])
        batch: Batch = root.__dict__["_batch"]
        if as_selected:
            arguments["columns"] = columns(info)
        key = (load, tuple(arguments.items()))
        if key not in batch.values:
            batch.values[key] = values = load(batch.objects, **arguments)
            things = batched(
                thing
                for value in values.values()
                for thing in (value if isinstance(value, list) else [value])
            )
            info.context.expect_images_of(things)
        return batch.values[key].get(root.pk)

    return resolve
