"""StreamFields as the public may see them. Blocks are read from the stored data, not through
Wagtail's values, which ask the database stream by stream and know nothing of what is hidden."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail import blocks

from participation_api.reading.loaders import batched
from participation_api.reading.public import public, public_html

PLAIN = (blocks.CharBlock, blocks.TextBlock, blocks.ChoiceBlock)
"""Blocks whose stored value is given as it is; any other value that is not read below is null."""


@dataclass(frozen=True)
class PublicBlock:
    """A block with its values made public: hidden images, documents and pages are None, rich text
    is HTML. A block of several values has a dictionary of them, all None when what they are about
    is hidden."""

    id: str | None
    block: blocks.Block
    value: Any


@dataclass
class _Value:
    """A stored value and the block that says what it is."""

    block: blocks.Block
    raw: Any

    @property
    def is_reference(self) -> bool:
        return isinstance(self.block, blocks.ChooserBlock) and isinstance(self.raw, int)

    @property
    def is_rich_text(self) -> bool:
        return isinstance(self.block, blocks.RichTextBlock)


def public_streams(streams: Sequence[Any]) -> list[list[PublicBlock]]:
    """The blocks of several streams, with all that they refer to read at once."""
    values = [
        value for stream in streams for *_, value in _blocks(stream) for value in _leaves(value)
    ]
    things = _referred(values)
    sources = [value.raw or "" for value in values if value.is_rich_text]
    html = dict(zip(sources, public_html(sources), strict=True)) if sources else {}

    def shown(value: _Value) -> Any:
        if isinstance(value.block, blocks.StructBlock):
            children = dict(_children(value))
            values = {name: shown(child) for name, child in children.items()}
            hides = any(child.is_reference and not values[name] for name, child in children.items())
            return dict.fromkeys(values) if hides else values
        if value.is_rich_text:
            return html[value.raw or ""]
        if value.is_reference:
            return things[value.block.model_class].get(value.raw)
        return (value.raw or None) if isinstance(value.block, PLAIN) else None

    return [
        [
            PublicBlock(id=key, block=value.block, value=shown(value))
            for key, value in _blocks(stream)
        ]
        for stream in streams
    ]


def _blocks(stream: blocks.StreamValue) -> Iterator[tuple[str | None, _Value]]:
    """Identifier and value of each block; those of a type that is no more are passed over."""
    for item in stream.raw_data:
        if block := stream.stream_block.child_blocks.get(item["type"]):
            yield item.get("id"), _Value(block, item["value"])


def _children(value: _Value) -> Iterator[tuple[str, _Value]]:
    raw = value.raw if isinstance(value.raw, Mapping) else {}
    for name, block in value.block.child_blocks.items():
        yield name, _Value(block, raw.get(name))


def _leaves(value: _Value) -> Iterator[_Value]:
    if isinstance(value.block, blocks.StructBlock):
        for _, child in _children(value):
            yield from _leaves(child)
    else:
        yield value


def _referred(values: Sequence[_Value]) -> dict[Any, dict[int, Any]]:
    """What is public of the things that the values refer to, by model and primary key."""
    keys = defaultdict(set)
    for value in values:
        if value.is_reference:
            keys[value.block.model_class].add(value.raw)
    things = {
        model: {thing.pk: thing for thing in public(model).filter(pk__in=wanted)}
        for model, wanted in keys.items()
    }
    for found in things.values():
        batched(found.values())
    return things
