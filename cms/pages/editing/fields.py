from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page


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
