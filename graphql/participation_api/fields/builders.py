"""Fields of our types that read model relations, with what is hidden left out."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import graphene
from django.db.models import Model
from django.utils import timezone

from participation_api.reading.context import Info
from participation_api.reading.drafts import held
from participation_api.reading.loaders import batch_resolver
from participation_api.reading.prepared import Columns
from participation_api.reading.projection import reads
from participation_api.reading.public import public_html
from participation_api.reading.relations import found_by_key, inline_rows, padded, pairs_of
from participation_api.reading.streams import public_streams

TypeName = Any
"""A type of ours, or the dotted name of one that is defined later."""


def optional_text(name: str, description: str) -> graphene.Field:
    """A text of the model; null when it is empty."""
    return graphene.String(description=description, resolver=_or_none(name))


def choice(
    enum: type[graphene.Enum], name: str, description: str, required: bool = True
) -> graphene.Field:
    """A value of a closed list; null when it is empty."""
    return graphene.Field(
        enum,
        required=required,
        description=description,
        resolver=_or_none(name),
    )


def _or_none(name: str) -> Callable[..., Any]:
    return reads(name)(lambda root, info: getattr(root, name) or None)


def reference(of: TypeName, name: str, description: str) -> graphene.Field:
    """What a foreign key points to; null when that is hidden."""

    def read(rows: Sequence[Any], columns: Columns | None) -> Mapping[int, Any]:
        field = rows[0]._meta.get_field(name)
        keys = {row.pk: getattr(row, field.attname) for row in rows}
        found = found_by_key(field.related_model, keys.values(), columns)
        return {pk: found.get(key) for pk, key in keys.items()}

    resolver = batch_resolver(read, needs=[f"{name}_id"], as_selected=True)
    return graphene.Field(of, description=description, resolver=resolver)


def joined(of: TypeName, name: str, description: str) -> graphene.Field:
    """What a foreign key points to where nothing of that model is hidden: read with the row."""
    field = reference(of, name, description)
    read = field.resolver

    @reads(f"{name}_id")
    def resolve(root: Model, info: Info) -> Any:
        return (
            root._state.fields_cache[name] if name in root._state.fields_cache else read(root, info)
        )

    vars(resolve)["joins"] = name
    field.resolver = resolve
    return field


def inline(of: TypeName, name: str, description: str) -> graphene.Field:
    """Inline children in their order."""

    def read(pages: Sequence[Any], columns: Columns) -> Mapping[int, Any]:
        return inline_rows(pages, name, columns)

    return list_of(of, description, batch_resolver(read, as_selected=True))


def many(of: TypeName, name: str, description: str) -> graphene.Field:
    """What a many-to-many relation holds, without what is hidden, in the related model's order."""

    def read(rows: Sequence[Any], columns: Columns) -> Mapping[int, Any]:
        field = rows[0]._meta.get_field(name)
        row_name, thing_name = field.m2m_field_name(), field.m2m_reverse_field_name()
        if held(rows[0], name) is not None:
            keys = {row.pk: {thing.pk for thing in held(row, name) or ()} for row in rows}
            some = {key for own in keys.values() for key in own}
            shown = found_by_key(field.related_model, some, columns)
            return {pk: [shown[key] for key in shown if key in keys[pk]] for pk in keys}
        things: dict[int, Any] = {}
        found: dict[int, list[Any]] = {row.pk: [] for row in rows}
        of_thing = [f"{thing_name}__{column}" for column in ("pk", *columns)]
        for pair in pairs_of(field).rows(
            [f"{row_name}_id", *of_thing], now=timezone.now(), keys=padded(found)
        ):
            thing = getattr(pair, thing_name)
            # The same thing of several rows is one object, so that it is read for once.
            found[getattr(pair, f"{row_name}_id")].append(things.setdefault(thing.pk, thing))
        return found

    return list_of(of, description, batch_resolver(read, as_selected=True))


def rich_text(name: str, description: str) -> graphene.Field:
    """Rich text as public HTML; null when it is empty."""

    def read(rows: Sequence[Any]) -> Mapping[int, Any]:
        texts = public_html([getattr(row, name) for row in rows])
        return {row.pk: html or None for row, html in zip(rows, texts, strict=True)}

    resolver = batch_resolver(read, needs=[name])
    return graphene.String(description=f"{description} HTML.", resolver=resolver)


def stream(of: TypeName, name: str, description: str) -> graphene.Field:
    """The blocks of a StreamField, without what is hidden."""

    def read(rows: Sequence[Any]) -> Mapping[int, Any]:
        streams = public_streams([getattr(row, name) for row in rows])
        return {row.pk: blocks for row, blocks in zip(rows, streams, strict=True)}

    resolver = batch_resolver(read, needs=[name])
    return list_of(of, description, resolver)


def list_of(of: TypeName, description: str, resolver: Any, **arguments: Any) -> graphene.Field:
    """A list without nulls that is never null itself."""
    return graphene.List(
        graphene.NonNull(of),
        required=True,
        description=description,
        resolver=resolver,
        **arguments,
    )
