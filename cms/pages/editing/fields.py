from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def reference(
    to: str, verbose_name: "StrOrPromise", related_name: str = "+", **more: Any
) -> "models.ForeignKey[Any, Any]":
    """A foreign key to what may be there or not: when that is deleted, nothing is referred to."""
    return models.ForeignKey(
        to,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name=related_name,
        verbose_name=verbose_name,
        **more,
    )


class ReferencesField(ParentalManyToManyField):
    """Many-to-many to registers or pages that Wagtail's reference index knows, as it does not know
    other many-to-many fields: the admin shows the usage, and rows follow a changed entry."""

    def extract_references(self, value: Iterable[Any]) -> Iterator[tuple[Any, str, str, str]]:
        for entry in value:
            model = Page if isinstance(entry, Page) else type(entry)
            yield model, str(entry.pk), "item", "item"

    def formfield(self, **kwargs: Any) -> Any:
        # Ticked boxes: choosing several in a list takes a key that few know.
        return super().formfield(**{"widget": forms.CheckboxSelectMultiple} | kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "modelcluster.fields.ParentalManyToManyField", args, kwargs
