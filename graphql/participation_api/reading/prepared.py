"""Prepared statements: SELECTs that Django compiles once and that run many times, each time with
other values. To build the queryset of a list and to compile it takes many times as long as the
database takes."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from inspect import getattr_static
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import CharField, Field, Model, QuerySet, Value
from django.db.models.base import ModelState
from django.db.models.query_utils import DeferredAttribute

from cms.pages.visibility.sites import Ground, asked_of, current_ground

MAX_COMPILED = 500
"""Queries of one statement, by projection; the one that was not run for longest is forgotten."""

ROOTS, ROOTS_INSIDE = "roots of the Site", "roots inside them"

_ONE_OF_MANY = "SELECT one.*, {} FROM ({} LIMIT %s) one"

Columns = Collection[str]
"""Names of a model's columns and annotations, and of those that a foreign key reaches:
`theme__code`. Of the model itself the primary key is always among what is read."""


class Parameter(Value):
    """Stands in a queryset for a value that each run gives."""

    def __init__(self, name: str, field: "Field[Any, Any]", place: int | None = None) -> None:
        super().__init__(name, field)
        self.name, self.place = name, place

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]

    def among(self, values: Mapping[str, Any]) -> Any:
        """The value as the database takes it."""
        value = values[self.name] if self.place is None else values[self.name][self.place]
        return self.output_field.get_db_prep_value(value, connection)


class PreparedStatement:
    """A queryset, made by a function that gets its values as keywords. A tuple is a list of values
    for `in`. What the function gets by place is part of the statement itself."""

    def __init__(self, build: Callable[..., Any], **fields: "Field[Any, Any]") -> None:
        self.build = build
        self.fields = fields
        self._compiled = lru_cache(MAX_COMPILED)(self._compile)

    def rows(
        self, columns: Columns, *shape: Any, first: int | None = None, start: int = 0, **values: Any
    ) -> list[Any]:
        """The objects, with no other columns than these; another is read when one is asked."""
        lists = {name: len(value) for name, value in values.items() if isinstance(value, tuple)}
        ground = current_ground()
        query = self._compiled(frozenset(columns), shape, *_lengths(ground), **lists)
        return query.rows(values | _roots(ground), first, start)

    def count(self, *shape: Any, **values: Any) -> int:
        """How many objects there are. The queryset has no order, which some databases would make
        for nothing, and no list of values."""
        ground = current_ground()
        return self._compiled(frozenset(), shape, *_lengths(ground)).count(values | _roots(ground))

    def rows_of_each(
        self, columns: Columns, *shape: Any, first: int, of: Sequence[Mapping[str, Any]]
    ) -> list[list[Any]]:
        """The first objects for each of several sets of values, in one statement."""
        ground = current_ground()
        query = self._compiled(frozenset(columns), shape, *_lengths(ground))
        return query.rows_of_each([{**values, **_roots(ground)} for values in of], first)

    def _compile(
        self, columns: Columns, shape: Any, roots: int = 0, inside: int = 0, **lists: int
    ) -> "CompiledQuery":
        """With so many roots of the Site that is asked, and of others inside them; none where all
        are."""
        parameters: dict[str, Any] = {
            name: Parameter(name, field) for name, field in self.fields.items()
        }
        for name, length in lists.items():
            parameters[name] = [
                Parameter(name, self.fields[name], place) for place in range(length)
            ]
        with asked_of(_ground_to_be_given(roots, inside)):
            return CompiledQuery(self.build(*shape, **parameters), columns)


def _lengths(ground: Ground | None) -> tuple[int, ...]:
    return (len(ground.roots), len(ground.grounds_inside)) if ground else ()


def _roots(ground: Ground | None) -> dict[str, Any]:
    return {ROOTS: ground.roots, ROOTS_INSIDE: ground.grounds_inside} if ground else {}


def _ground_to_be_given(roots: int, inside: int) -> Ground | None:
    """One whose roots each run gives, so that one statement serves all Sites."""

    def places(name: str, length: int) -> tuple[Parameter, ...]:
        return tuple(Parameter(name, CharField(), place) for place in range(length))

    if not roots:
        return None
    return Ground("", "", False, places(ROOTS, roots), places(ROOTS_INSIDE, inside))


class CompiledQuery:
    """The SQL of a queryset, and how its rows become objects."""

    def __init__(self, rows: QuerySet[Any], columns: Columns) -> None:
        columns = ["pk", *sorted(set(columns), key=_place)]
        self.make = _maker(rows.model, columns)
        compiler = rows.values_list(*columns).query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, self.params = compiler.as_sql()
        selected = [column for column, *_ in compiler.select[: compiler.col_count]]
        self.converters = list(compiler.get_converters(selected).items())

    def rows(
        self, values: Mapping[str, Any], first: int | None = None, start: int = 0
    ) -> list[Any]:
        sql, params = self.sql, self._params(values)
        if first is not None:
            sql, params = f"{sql} LIMIT %s OFFSET %s", [*params, first, start]
        return [self.make(row) for row in self._converted(_run(sql, params))]

    def count(self, values: Mapping[str, Any]) -> int:
        sql = f"SELECT COUNT(*) FROM ({self.sql}) one"  # noqa: S608 - Django's own SQL
        [[count]] = _run(sql, self._params(values))
        return int(count)

    def rows_of_each(self, of: Sequence[Mapping[str, Any]], first: int) -> list[list[Any]]:
        if len(of) == 1:
            return [self.rows(of[0], first)]
        sql = " UNION ALL ".join(_ONE_OF_MANY.format(place, self.sql) for place in range(len(of)))
        params = [param for values in of for param in (*self._params(values), first)]
        found: list[list[Any]] = [[] for _ in of]
        for row in self._converted(_run(sql, params)):
            found[row[-1]].append(self.make(row))
        return found

    def _params(self, values: Mapping[str, Any]) -> list[Any]:
        return [
            param.among(values) if isinstance(param, Parameter) else param for param in self.params
        ]

    def _converted(self, rows: Sequence[Any]) -> Iterator[list[Any]]:
        """As Django's compiler does."""
        for row in map(list, rows):
            for place, (converters, expression) in self.converters:
                for convert in converters:
                    row[place] = convert(row[place], expression, connection)
            yield row


def read(rows: QuerySet[Any], columns: Columns) -> list[Any]:
    """The objects of a queryset that is asked once, with no other columns than these."""
    return CompiledQuery(rows, columns).rows({})


def whole(model: type[Model]) -> list[str]:
    """All columns of a model."""
    return [field.attname for field in model._meta.concrete_fields]


def _run(sql: str, params: Sequence[Any]) -> Sequence[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows: Sequence[Any] = cursor.fetchall()
    return rows


def _place(column: str) -> tuple[str, bool, str]:
    """The model's own columns come before those of related ones, and primary keys come first."""
    related, _, name = column.rpartition("__")
    return related, name != "pk", name


def _maker(model: Any, columns: Sequence[str]) -> Callable[[Sequence[Any]], Any]:
    """Makes an object of a row as Model.from_db does, but without what costs more than all else:
    the looking at every column that was not read, and the signals. The columns are in the order of
    their places."""
    names = [_attribute(model, name) for name in columns if "__" not in name]
    keys = {parent._meta.pk.attname for parent in model._meta.get_parent_list()}
    streams = [name for name in names if _has_setter(model, name)]
    related = {
        name: [place for place, column in enumerate(columns) if column.startswith(f"{name}__")]
        for name in dict.fromkeys(column.partition("__")[0] for column in columns if "__" in column)
    }
    makers = [
        (
            model._meta.get_field(name),
            places,
            _maker(
                model._meta.get_field(name).related_model,
                [columns[place].partition("__")[2] for place in places],
            ),
        )
        for name, places in related.items()
    ]

    def make(row: Sequence[Any]) -> Any:
        thing = model.__new__(model)
        values = thing.__dict__
        values.update(zip(names, row, strict=False))
        state = values["_state"] = ModelState()
        state.db, state.adding = DEFAULT_DB_ALIAS, False
        for key in keys:
            values[key] = row[0]
        for name in streams:
            setattr(thing, name, values[name])
        for field, places, make_related in makers:
            field.set_cached_value(
                thing,
                None if row[places[0]] is None else make_related([row[place] for place in places]),
            )
        return thing

    return make


def _attribute(model: type[Model], name: str) -> str:
    return model._meta.pk.attname if name == "pk" else name


def _has_setter(model: type[Model], name: str) -> bool:
    """Whether the class makes something of what is set: StreamFields do. Files and plain columns
    wait until they are asked."""
    static = getattr_static(model, name, None)
    return hasattr(static, "__set__") and not isinstance(static, (DeferredAttribute, property))
