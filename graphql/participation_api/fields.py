"""Fields of our types that read model relations, with what is hidden left out."""

from collections.abc import Mapping, Sequence
from typing import Any

import graphene
from wagtail.models import Page

from participation_api.batching import for_siblings
from participation_api.drafts import held
from participation_api.public import public, public_html
from participation_api.streams import public_streams

TypeName = Any
"""A type of ours, or the dotted name of one that is defined later."""


def optional_text(name: str, description: str) -> graphene.Field:
    """A text of the model; null when it is empty."""
    return graphene.String(
        description=description, resolver=lambda root, info: getattr(root, name) or None
    )


def choice(enum: Any, name: str, description: str, required: bool = True) -> graphene.Field:
    """A value of a closed list; null when it is empty."""
    return graphene.Field(
        enum,
        required=required,
        description=description,
        resolver=lambda root, info: getattr(root, name) or None,
    )


def reference(of: TypeName, name: str, description: str) -> graphene.Field:
    """What a foreign key points to; null when that is hidden."""

    def read(rows: Sequence[Any]) -> Mapping[int, Any]:
        field = rows[0]._meta.get_field(name)
        keys = {row.pk: getattr(row, field.attname) for row in rows}
        found = found_by_key(field.related_model, keys.values())
        return {pk: found.get(key) for pk, key in keys.items()}

    return graphene.Field(of, description=description, resolver=for_siblings(read))


def inline(of: TypeName, name: str, description: str) -> graphene.Field:
    """Inline children in their order."""

    def read(pages: Sequence[Any]) -> Mapping[int, Any]:
        return inline_rows(pages, name)

    return list_of(of, description, for_siblings(read))


def many(of: TypeName, name: str, description: str) -> graphene.Field:
    """What a many-to-many relation holds, without what is hidden, in the related model's order."""

    def read(rows: Sequence[Any]) -> Mapping[int, Any]:
        field = rows[0]._meta.get_field(name)
        row_name, thing_name = field.m2m_field_name(), field.m2m_reverse_field_name()
        model = field.related_model
        if held(rows[0], name) is not None:
            keys = {row.pk: {thing.pk for thing in held(row, name) or ()} for row in rows}
            shown = found_by_key(model, {key for some in keys.values() for key in some})
            return {pk: [shown[key] for key in shown if key in keys[pk]] for pk in keys}
        order = ["path"] if issubclass(model, Page) else model._meta.ordering
        pairs = (
            field.remote_field.through.objects.filter(
                **{f"{row_name}__in": rows, f"{thing_name}__in": public(model).values("pk")}
            )
            .select_related(thing_name)
            .order_by(*(f"{thing_name}__{column}" for column in order))
        )
        things: dict[int, Any] = {}
        found: dict[int, list[Any]] = {row.pk: [] for row in rows}
        for pair in pairs:
            thing = getattr(pair, thing_name)
            # The same thing of several rows is one object, so that it is read for once.
            found[getattr(pair, f"{row_name}_id")].append(things.setdefault(thing.pk, thing))
        return found

    return list_of(of, description, for_siblings(read))


def rich_text(name: str, description: str) -> graphene.Field:
    """Rich text as public HTML; null when it is empty."""

    def read(rows: Sequence[Any]) -> Mapping[int, Any]:
        texts = public_html([getattr(row, name) for row in rows])
        return {row.pk: html or None for row, html in zip(rows, texts, strict=True)}

    return graphene.String(description=f"{description} HTML.", resolver=for_siblings(read))


def stream(name: str, description: str) -> graphene.Field:
    """The blocks of a StreamField, without what is hidden."""

    def read(rows: Sequence[Any]) -> Mapping[int, Any]:
        streams = public_streams([getattr(row, name) for row in rows])
        return {row.pk: blocks for row, blocks in zip(rows, streams, strict=True)}

    return list_of("participation_api.types.blocks.Block", description, for_siblings(read))


def list_of(of: TypeName, description: str, resolver: Any, **arguments: Any) -> graphene.Field:
    """A list without nulls that is never null itself."""
    return graphene.List(
        graphene.NonNull(of),
        required=True,
        description=description,
        resolver=resolver,
        **arguments,
    )


def found_by_key(model: Any, keys: Any) -> dict[int, Any]:
    """The public ones of a model's rows, by primary key in the model's order."""
    keys = {key for key in keys if key}
    return {row.pk: row for row in public(model).filter(pk__in=keys)} if keys else {}


def inline_rows(pages: Sequence[Any], name: str) -> Mapping[int, list[Any]]:
    """Inline children by the primary key of their page."""
    model = pages[0]._meta.get_field(name).related_model
    of_drafts = {page.pk: children for page in pages if (children := held(page, name)) is not None}
    rows: dict[int, list[Any]] = {page.pk: of_drafts.get(page.pk, []) for page in pages}
    stored = [pk for pk in rows if pk not in of_drafts]
    for row in model._default_manager.filter(page__in=stored).order_by("sort_order", "pk"):
        rows[row.page_id].append(row)
    return rows
