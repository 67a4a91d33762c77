"""Rows by the keys that refer to them, read by prepared statements."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db.models import BigIntegerField, DateTimeField, ExpressionWrapper, F, Model, QuerySet
from django.utils import timezone
from wagtail.models import Page

from participation_api.reading.drafts import held
from participation_api.reading.prepared import Columns, PreparedStatement
from participation_api.reading.public import public

Key = TypeVar("Key")
KEY: "BigIntegerField[Any, Any]" = BigIntegerField()


def found_by_key(
    model: type[Model], keys: Iterable[Any], columns: Columns | None
) -> dict[int, Any]:
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


def padded(keys: Iterable[Key]) -> tuple[Key, ...]:
    """Keys in one of a few lengths, as a statement is compiled for each length: the last one stands
    several times."""
    found = tuple(keys)
    length = 1 << (len(found) - 1).bit_length()
    return found + found[-1:] * (length - len(found))


@cache
def _by_key(model: type[Model]) -> PreparedStatement:
    return PreparedStatement(
        lambda now, keys: with_keys(public(model, now), "pk", keys).order_by(*_order(model)),
        now=DateTimeField(),
        keys=KEY,
    )


@cache
def _children(model: type[Model]) -> PreparedStatement:
    rows = model._default_manager.order_by("sort_order", "pk")
    return PreparedStatement(lambda keys: with_keys(rows, "page_id", keys), keys=KEY)


@cache
def pairs_of(field: Any) -> PreparedStatement:
    row_name, thing_name = field.m2m_field_name(), field.m2m_reverse_field_name()
    model = field.related_model
    pairs = field.remote_field.through.objects.order_by(
        *(f"{thing_name}__{column}" for column in _order(model))
    )
    return PreparedStatement(
        lambda now, keys: with_keys(pairs, f"{row_name}_id", keys).filter(
            **{f"{thing_name}__in": public(model, now).values("pk")}
        ),
        now=DateTimeField(),
        keys=KEY,
    )


def _order(model: type[Model]) -> Sequence[Any]:
    return ["path"] if issubclass(model, Page) else model._meta.ordering or ()


def with_keys(rows: QuerySet[Any], column: str, keys: Any) -> QuerySet[Any]:
    """Those whose column is one of the keys. A lookup of a relation would take no Parameter."""
    return rows.alias(_key=ExpressionWrapper(F(column), KEY)).filter(_key__in=keys)
