"""Projections: which columns a query needs of the rows that it asks for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from graphql import FieldNode, FragmentSpreadNode, get_named_type

from participation_api.reading.context import Info

Resolver = TypeVar("Resolver", bound=Callable[..., Any])


def reads(*columns: str) -> Callable[[Resolver], Resolver]:
    """Says which columns of its row a resolver needs. One without a resolver needs the column of
    its own name."""

    def mark(resolver: Resolver) -> Resolver:
        vars(resolver)["columns"] = columns
        return resolver

    return mark


def columns(info: Info, *inside: str) -> Any:
    """The columns that the query needs of the rows which this field gives, or which stand inside
    it: `columns(info, "nodes")`. None where the rows are of several types."""
    memo = info.context.projections
    key = (id(info.field_nodes), inside)
    if key not in memo:
        # The nodes are kept with it: as long as they live, nothing else has their identity.
        memo[key] = (info.field_nodes, _columns(info, inside))
    return memo[key][1]


def selects(info: Info, *names: str) -> bool:
    """Whether the query asks for one of these fields inside this one."""
    return any(node.name.value in names for node in _fields(info.field_nodes, info.fragments))


def _columns(info: Info, inside: Sequence[str]) -> tuple[str, ...] | None:
    nodes = list(info.field_nodes)
    of: Any = get_named_type(info.return_type)
    for name in inside:
        nodes = [node for node in _fields(nodes, info.fragments) if node.name.value == name]
        of = get_named_type(of.fields[name].type)
    if not hasattr(of, "fields") or getattr(of, "resolve_type", None):
        return None
    return tuple(sorted(set(columns_of(of, nodes, info.fragments))))


def columns_of(of: Any, nodes: Sequence[FieldNode], fragments: Mapping[str, Any]) -> Iterator[str]:
    for node in _fields(nodes, fragments):
        field = of.fields.get(node.name.value)
        if field is None:
            continue  # __typename, or a field of another type
        resolver = field.resolve
        yield from (
            # Graphene's own resolver of an attribute
            resolver.args[:1] if isinstance(resolver, partial) else getattr(resolver, "columns", ())
        )
        if joined := getattr(resolver, "joins", None):
            within = columns_of(get_named_type(field.type), [node], fragments)
            yield from (f"{joined}__{column}" for column in ("pk", *within))


def _fields(nodes: Sequence[Any], fragments: Mapping[str, Any]) -> Iterator[FieldNode]:
    """The fields that nodes select, those of fragments among them, whatever their conditions."""
    for node in nodes:
        for one in node.selection_set.selections if node.selection_set else ():
            if isinstance(one, FieldNode):
                yield one
            elif isinstance(one, FragmentSpreadNode):
                yield from _fields([fragments[one.name.value]], fragments)
            else:
                yield from _fields([one], fragments)
