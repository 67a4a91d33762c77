"""Builders of root fields: lists that are narrowed and read page by page, and single pages."""

from collections.abc import Callable
from enum import Enum
from types import SimpleNamespace
from typing import Any

import graphene
from django.db.models import CharField, DateTimeField, F, UUIDField
from django.utils import timezone

from cms.pages.visibility.querysets import ContentPageQuerySet, RegionKeys
from participation_api.fields.arguments import checked_uuid
from participation_api.reading.context import Info
from participation_api.reading.prepared import Columns, CompiledQuery, PreparedStatement
from participation_api.reading.projection import columns
from participation_api.roots.connections import Slice, connection, paging, slice_of
from participation_api.roots.filters import Filter
from participation_api.roots.languages import LanguageValue, code, language
from participation_api.roots.regions import OF_REGION, region_of
from participation_api.types.page import ModelType


def listed(of: type[ModelType], at: Any, language: Any) -> ContentPageQuerySet:
    """Published pages of a type in the language with a code, at a moment."""
    return of._meta.model.objects.listed(at).in_language(language)


def order_enum(name: str, *columns: str) -> type[graphene.Enum]:
    """Enum of the orders of a list: STARTS_AT_ASC for the column starts_at, and so on."""
    members = {
        f"{column}_{direction}".upper(): f"{sign}{column}"
        for column in columns
        for direction, sign in (("asc", ""), ("desc", "-"))
    }
    return type(name, (graphene.Enum,), {"__doc__": "Order of a list.", **members})


def _ordered(rows: ContentPageQuerySet, order: str) -> ContentPageQuerySet:
    """Undated rows come first where the newest do, last where the oldest do."""
    column = F(order.removeprefix("-"))
    if order.startswith("-"):
        return rows.order_by(column.desc(nulls_first=True), "-pk")
    return rows.order_by(column.asc(nulls_last=True), "pk")


def _under(rows: ContentPageQuerySet, region: RegionKeys) -> ContentPageQuerySet:
    return rows.of_region(region)


def list_field(
    of: type[ModelType],
    name: str,
    plural: str,
    orders: type[graphene.Enum],
    default_order: str,
    narrow_to_region: Callable[[Any, Any], Any] = _under,
    **choices: Filter,
) -> graphene.Field:
    def build(
        order: str | None, in_region: bool, now: Any, language: Any, **region: Any
    ) -> ContentPageQuerySet:
        rows = _ordered(listed(of, now, language), default_order)
        if in_region:
            rows = narrow_to_region(rows, SimpleNamespace(**region))
        return _ordered(rows, order) if order else rows

    def build_unordered(in_region: bool, **given: Any) -> ContentPageQuerySet:
        return build(None, in_region, **given).order_by()

    fields: dict[str, Any] = {"now": DateTimeField(), "language": CharField(), **OF_REGION}
    statement = PreparedStatement(build, **fields)
    total = PreparedStatement(build_unordered, **fields)

    def resolve(
        root: None,
        info: Info,
        language: LanguageValue,
        first: int | None = None,
        after: str | None = None,
        region: str | None = None,
        order: Enum | None = None,
        **values: object,
    ) -> Slice:
        page = region_of(region, language, "region") if region is not None else None
        of_page = {name: getattr(page, name, None) for name in OF_REGION}
        given = {"now": timezone.now(), "language": code(language), **of_page}
        by = order.value if order else None

        def narrowed() -> ContentPageQuerySet:
            rows = build(None, page is not None, **given)
            for argument, value in values.items():
                if value is not None:
                    rows = choices[argument].narrow(rows, value)
            return _ordered(rows, by) if by else rows

        def read(columns: Columns, first: int, start: int) -> list[Any]:
            if region is not None and page is None:
                return []
            if values:  # What they are turned into may depend on the day.
                return CompiledQuery(narrowed(), columns).rows({}, first, start)
            shape = (by, page is not None)
            return statement.rows(columns, *shape, first=first, start=start, **given)

        def count() -> int:
            if region is not None and page is None:
                return 0
            if values:
                return narrowed().count()
            return total.count(page is not None, **given)

        return slice_of(read, count, info, first, after)

    return graphene.Field(
        connection(of, name, plural),
        required=True,
        description=f"Published {plural}.",
        resolver=resolve,
        region=graphene.String(
            description="Only those of the region with this slug, such as pohjoinen."
        ),
        **{argument: each.argument for argument, each in choices.items()},
        order=graphene.Argument(orders, description="Order; the newest first when left out."),
        language=language(),
        **paging(),
    )


def page_field(of: type[ModelType], what: str) -> graphene.Field:
    statement = PreparedStatement(
        lambda now, language, uuid: listed(of, now, language).filter(uuid=uuid),
        now=DateTimeField(),
        language=CharField(),
        uuid=UUIDField(),
    )

    def resolve(root: None, info: Info, id: str, language: LanguageValue) -> Any:
        uuid = checked_uuid("id", id)
        rows = statement.rows(columns(info), now=timezone.now(), language=code(language), uuid=uuid)
        return next(iter(rows), None)

    return graphene.Field(
        of,
        description=f"The published {what} with an id; null when there is none.",
        resolver=resolve,
        id=graphene.ID(required=True, description="Its permanent identifier."),
        language=language(),
    )
