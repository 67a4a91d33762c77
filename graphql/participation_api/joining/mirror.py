"""The types of our schema once more, for that of a host. They have names of their own, so that none
is taken for one of the host's, and resolve nothing: what they give, our door has answered."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

import graphene
from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    Undefined,
    get_nullable_type,
    is_introspection_type,
    is_object_type,
    is_specified_scalar_type,
    value_from_ast_untyped,
)

from participation_api.reading.context import Info
from participation_api.schema import schema

PREFIX = "Kumppanuus"
LEFT_OUT = {"Query.preview"}
"""Drafts are asked of our own door, which alone says that the answer is never to be kept."""


def joined_name(name: str) -> str:
    """Of a type in the host's schema: EventPage is KumppanuusEventPage, Query is Kumppanuus."""
    return PREFIX if name == "Query" else PREFIX + name


def answered(root: Any, info: Info, **arguments: Any) -> Any:
    """The value that our door has answered."""
    return root[info.path.key]


class Mirror:
    def __init__(self, schema: GraphQLSchema) -> None:
        self.types: dict[str, Any] = {}
        """By their names in our schema; those of the standard are the same everywhere."""
        # A type of objects is made of its interfaces.
        for of in sorted(schema.type_map.values(), key=is_object_type):
            if is_specified_scalar_type(of):
                self.types[of.name] = getattr(graphene, of.name)
            elif not is_introspection_type(of):
                self.types[of.name] = self._mirrored(of)

    def _mirrored(self, of: Any) -> Any:
        meta: dict[str, Any] = {"name": joined_name(of.name), "description": of.description}
        if isinstance(of, GraphQLEnumType):
            return _enum(of, **meta)
        if isinstance(of, GraphQLScalarType):
            return _class(graphene.Scalar, meta, _AS_IT_IS)
        if isinstance(of, GraphQLInterfaceType):
            names = {"resolve_type": lambda root, info: self.types[root["__typename"]]}
            return _class(graphene.Interface, meta, self._fields(of) | names)
        meta["interfaces"] = tuple(self.types[one.name] for one in of.interfaces)
        return _class(graphene.ObjectType, meta, self._fields(of))

    def _fields(self, of: GraphQLObjectType | GraphQLInterfaceType) -> dict[str, Any]:
        return {
            name: graphene.Field(
                self._type(field.type),
                args={key: self._argument(key, value) for key, value in field.args.items()},
                # Named here, as a host may have turned off the names in camel case.
                name=name,
                description=field.description,
                deprecation_reason=field.deprecation_reason,
                resolver=answered,
            )
            for name, field in of.fields.items()
            if f"{of.name}.{name}" not in LEFT_OUT
        }

    def _argument(self, name: str, of: GraphQLArgument) -> graphene.Argument:
        of_value: Any = of.type
        default, enum = of.default_value, get_nullable_type(of_value)
        if isinstance(enum, GraphQLEnumType) and default not in (Undefined, None):
            default = enum.serialize(default)
        return graphene.Argument(
            self._type(of.type), name=name, description=of.description, default_value=default
        )

    def _type(self, of: Any) -> Any:
        if isinstance(of, GraphQLNonNull):
            return graphene.NonNull(self._type(of.of_type))
        if isinstance(of, GraphQLList):
            return graphene.List(self._type(of.of_type))
        return lambda: self.types[of.name]  # types refer to each other in circles


def _class(base: type, meta: Mapping[str, Any], attributes: Mapping[str, Any]) -> Any:
    return type(base)(meta["name"], (base,), {"Meta": type("Meta", (), {**meta}), **attributes})


def _enum(of: GraphQLEnumType, name: str, description: str | None) -> Any:
    """With the names for values, as they stand in our door's answers and variables."""
    described = {key: value.description for key, value in of.values.items()}
    return graphene.Enum.from_enum(
        Enum(name, {key: key for key in of.values}),
        name=name,
        description=lambda value: described[value.value] if value else description,
    )


_AS_IT_IS = {
    "serialize": staticmethod(lambda value: value),
    "parse_value": staticmethod(lambda value: value),
    "parse_literal": staticmethod(value_from_ast_untyped),
}

TYPES = Mirror(schema.graphql_schema).types
OUR_NAMES = {of._meta.name: name for name, of in TYPES.items()}
"""Names in our schema by those in the host's."""
