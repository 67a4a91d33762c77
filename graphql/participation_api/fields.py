"""Fields of our types that read model relations, with what is hidden left out."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import graphene
from django.db.models import BigIntegerField, DateTimeField, ExpressionWrapper, F
from django.utils import timezone
from wagtail.models import Page

from participation_api.batching import for_siblings
from participation_api.drafts import held
from participation_api.public import public, public_html
from participation_api.selection import reads
from participation_api.statements import Columns, Statement
from participation_api.streams import public_streams

TypeName = Any
"""A type of ours, or the dotted name of one that is defined later."""
KEY: Any = BigIntegerField()


def optional_text(name: str, description: str) -> graphene.Field:
    """A text of the model; null when it is empty."""
    return graphene.String(description=description, resolver=_or_none(name))


def choice(enum: Any, name: str, description: str, required: bool = True) -> graphene.Field:
    """A value of a closed list; null when it is empty."""
    return graphene.Field(
        enum,
        required=required,
        description=description,
        resolver=_or_none(name),
    )


def _or_none(name: str) -> Any:
    return reads(name)(lambda root, info: getattr(root, name) or None)


def reference(of: TypeName, name: str, description: str) -> graphene.Field:
    """What a foreign key points to; null when that is hidden."""

    def read(rows: Sequence[Any], columns: Columns | None) -> Mapping[int, Any]:
        field = rows[0]._meta.get_field(name)
        keys = {row.pk: getattr(row, field.attname) for row in rows}
        found = found_by_key(field.related_model, keys.values(), columns)
        return {pk: found.get(key) for pk, key in keys.items()}

    resolver = for_siblings(read, needs=[f"{name}_id"], as_selected=True)
    return graphene.Field(of, description=description, resolver=resolver)


def joined(of: TypeName, name: str, description: str) -> graphene.Field:
    """What a foreign key points to where nothing of that model is hidden: read with the row."""
    field = reference(of, name, description)
    read = field.resolver

    @reads(f"{name}_id")
    def resolve(root: Any, info: Any) -> Any:
        return (
            root._state.fields_cache[name] if name in root._state.fields_cache else read(root, info)
        )

    resolve.joins = name  # type: ignore[attr-defined]
    field.resolver = resolve
    return field


def inline(of: TypeName, name: str, description: str) -> graphene.Field:
    """Inline children in their order."""

    def read(pages: Sequence[Any], columns: Columns) -> Mapping[int, Any]:
        return inline_rows(pages, name, columns)

    return list_of(of, description, for_siblings(read, as_selected=True))


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
        for pair in _pairs(field).rows(
            [f"{row_name}_id", *of_thing], now=timezone.now(), keys=padded(found)
        ):
            thing = getattr(pair, thing_name)
            # The same thing of several rows is one object, so that it is read for once.
            found[getattr(pair, f"{row_name}_id")].append(things.setdefault(thing.pk, thing))
        return found

    return list_of(of, description, for_siblings(read, as_selected=True))


def rich_text(name: str, description: str) -> graphene.Field:
    """Rich text as public HTML; null when it is empty."""

    def read(rows: Sequence[Any]) -> Mapping[int, Any]:
        texts = public_html([getattr(row, name) for row in rows])
        return {row.pk: html or None for row, html in zip(rows, texts, strict=True)}

    resolver = for_siblings(read, needs=[name])
    return graphene.String(description=f"{description} HTML.", resolver=resolver)


def stream(name: str, description: str) -> graphene.Field:
    """The blocks of a StreamField, without what is hidden."""

    def read(rows: Sequence[Any]) -> Mapping[int, Any]:
        streams = public_streams([getattr(row, name) for row in rows])
        return {row.pk: blocks for row, blocks in zip(rows, streams, strict=True)}

    resolver = for_siblings(read, needs=[name])
    return list_of("participation_api.types.blocks.Block", description, resolver)


def list_of(of: TypeName, description: str, resolver: Any, **arguments: Any) -> graphene.Field:
    """A list without nulls that is never null itself."""
    return graphene.List(
        graphene.NonNull(of),
        required=True,
        description=description,
        resolver=resolver,
        **arguments,
    )


def found_by_key(model: Any, keys: Iterable[Any], columns: Columns | None) -> dict[int, Any]:
    """The public ones of a model's rows, by primary key. Without columns the rows are read whole,
    each as what it is."""
    wanted = {key for key in keys if key}
    if not wanted:
        return {}
    if columns is None:
        return {row.pk: row for row in public(model).filter(pk__in=wanted)}
    rows = _by_key(model).rows(columns, now=timezone.now(), keys=padded(wanted))
    return {row.pk: row for row in rows}


def inline_rows(pages: Sequence[Any], name: str, columns: Columns) -> dict[int, list[Any]]:
    """Inline children by the primary key of their page."""
    model = pages[0]._meta.get_field(name).related_model
    of_drafts = {page.pk: children for page in pages if (children := held(page, name)) is not None}
    rows: dict[int, list[Any]] = {page.pk: of_drafts.get(page.pk, []) for page in pages}
    stored = [pk for pk in rows if pk not in of_drafts]
    if not stored:
        return rows
    for row in _children(model).rows({"page_id", *columns}, keys=padded(stored)):
        rows[row.page_id].append(row)
    return rows


def padded(keys: Iterable[int]) -> tuple[int, ...]:
    """Keys in one of a few lengths, as a statement is written for each length: the last one stands
    several times."""
    found = tuple(keys)
    length = 1 << (len(found) - 1).bit_length()
    return found + found[-1:] * (length - len(found))


@cache
def _by_key(model: Any) -> Statement:
    return Statement(
        lambda now, keys: with_keys(public(model, now), "pk", keys).order_by(*_order(model)),
        now=DateTimeField(),
        keys=KEY,
    )


@cache
def _children(model: Any) -> Statement:
    rows = model._default_manager.order_by("sort_order", "pk")
    return Statement(lambda keys: with_keys(rows, "page_id", keys), keys=KEY)


@cache
def _pairs(field: Any) -> Statement:
    row_name, thing_name = field.m2m_field_name(), field.m2m_reverse_field_name()
    model = field.related_model
    pairs = field.remote_field.through.objects.order_by(
        *(f"{thing_name}__{column}" for column in _order(model))
    )
    return Statement(
        lambda now, keys: with_keys(pairs, f"{row_name}_id", keys).filter(
            **{f"{thing_name}__in": public(model, now).values("pk")}
        ),
        now=DateTimeField(),
        keys=KEY,
    )


def _order(model: Any) -> Sequence[str]:
    return ["path"] if issubclass(model, Page) else model._meta.ordering


def with_keys(rows: Any, column: str, keys: Any) -> Any:
    """Those whose column is one of the keys. A lookup of a relation would take no Given ones."""
    return rows.alias(_key=ExpressionWrapper(F(column), KEY)).filter(_key__in=keys)
