"""Every text of an object, with the words by which an editor finds its place."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.blocks.struct_block import StructValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page
from wagtail.rich_text import RichText

from cms.privacy.finding import Finding, Kind, identity_codes, personal_data

Children = Callable[[str], Sequence[Any]]
"""Gives the inline children of an object by the name of their relation."""

TEXTS_OF_ANY_PAGE = {"title", "slug", "seo_title", "search_description"}


@dataclass(frozen=True)
class Text:
    words: str
    place: tuple[str, ...]
    """From the outermost: field or row, block, field of the block."""
    field: str = ""
    """The object's own field in whose form an error stands; empty for rows and files."""
    is_public_contact: bool = False
    """Whether the field asks for a contact that is to be public: only codes are looked for."""

    @property
    def where(self) -> str:
        return " › ".join(self.place)

    def codes(self) -> list[Finding]:
        return identity_codes(self.words)

    def contacts(self) -> list[Finding]:
        """Personal data that is published when somebody says so."""
        if self.is_public_contact:
            return []
        return [one for one in personal_data(self.words) if one.kind is not Kind.IDENTITY_CODE]


def texts_of(thing: models.Model, children: Children | None = None) -> Iterator[Text]:
    """What is written in a page, an inline row or a register's entry, its own rows included."""
    for field in text_fields(type(thing)):
        label = capfirst(str(field.verbose_name))
        for text in _texts_in_field(field, getattr(thing, field.name)):
            yield replace(text, place=(label, *text.place), field=field.name)
    for relation in get_all_child_relations(type(thing)):
        name = relation.get_accessor_name()
        if name == COMMENTS_RELATION_NAME:  # which no reader sees
            continue
        rows = children(name) if children else getattr(thing, name).all()
        for number, row in enumerate(rows, start=1):
            label = f"{capfirst(str(row._meta.verbose_name))} {number}"
            for text in texts_of(row):
                yield replace(text, place=(label, *text.place), field="")


def identity_code_errors(texts: Iterable[Text]) -> Iterator[ValidationError]:
    """Each names the place; the code is not repeated, as messages go into logs."""
    by_field: dict[str, list[str]] = {}
    for text in texts:
        for code in text.codes():
            message = _(
                "%(place)s: a personal identity code (%(beginning)s…) stands here. Remove it."
            ) % {"place": text.where, "beginning": code.written[:2]}
            by_field.setdefault(text.field, []).append(message)
    for field, messages in by_field.items():
        # A field of blocks shows no more than one error.
        yield ValidationError({field: " ".join(messages)} if field else messages)


@cache
def text_fields(model: type[models.Model]) -> list[Any]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | StreamField)
        and (field.name in TEXTS_OF_ANY_PAGE if field.model is Page else field.editable)
        and not field.choices
        and not field.primary_key
    ]


def _texts_in_field(field: Any, value: Any) -> Iterator[Text]:
    if isinstance(field, StreamField):
        yield from _texts_in_blocks(value)
    elif isinstance(field, RichTextField):
        yield from _texts_in_markup(value)
    elif value:
        is_contact = isinstance(field, models.EmailField | models.URLField)
        names = getattr(field.model, "public_contacts", ())
        yield Text(value, (), is_public_contact=is_contact or field.name in names)


# --- blocks -------------------------------------------------------------------------------------


def _texts_in_blocks(stream: Iterable[Any]) -> Iterator[Text]:
    for number, child in enumerate(stream, start=1):
        label = _("block %(number)d (%(kind)s)") % {
            "number": number,
            "kind": capfirst(str(child.block.label)),
        }
        yield from _within(label, _texts_in_block(child.block, child.value))


def _texts_in_block(block: blocks.Block, value: Any) -> Iterator[Text]:
    if isinstance(value, StreamValue):
        yield from _texts_in_blocks(value)
    elif isinstance(value, ListValue):
        for number, child in enumerate(value.bound_blocks, start=1):
            row = _("row %(number)d") % {"number": number}
            yield from _within(row, _texts_in_block(child.block, child.value))
    elif isinstance(value, StructValue):
        for name, child in block.child_blocks.items():
            yield from _within(str(child.label), _texts_in_block(child, value.get(name)))
    elif isinstance(value, RichText):
        yield from _texts_in_markup(value.source)
    elif isinstance(value, str) and not isinstance(block, blocks.ChoiceBlock):
        is_contact = isinstance(block, blocks.URLBlock | blocks.EmailBlock)
        yield Text(value, (), is_public_contact=is_contact)


def _within(label: str, texts: Iterable[Text]) -> Iterator[Text]:
    for text in texts:
        yield replace(text, place=(label, *text.place))


# --- rich text ----------------------------------------------------------------------------------

_BLOCK_EDGE = re.compile(
    r"</?(?:p|li|ul|ol|h[1-6]|blockquote|tr|td|th|div|hr)\b[^>]*>|<br\s*/?>", re.I
)
_HIDDEN_WORDS = re.compile(r"\b(?:href|alt|title)=\"([^\"]*)\"", re.I)


def _texts_in_markup(html: str) -> Iterator[Text]:
    """The words that are read, and those behind links and pictures."""
    words = unescape(strip_tags(_BLOCK_EDGE.sub("\n", html)))
    if words.strip():
        yield Text(words, ())
    for hidden in _HIDDEN_WORDS.findall(html):
        yield Text(unquote(unescape(hidden)), ())
