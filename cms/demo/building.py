"""Makes model instances of rows in which each key is a field or an inline relation."""

from collections.abc import Callable
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField, StreamField

from cms.demo import markup, times
from cms.demo.data import Row

Find = Callable[[str], Any]


class Builder:
    """Builds instances. `finders` say how a row names what it refers to: model → finder."""

    def __init__(self, finders: dict[str, Find]) -> None:
        self.finders = finders

    def build(self, model: type[models.Model], row: Row) -> Any:
        return model(**{name: self._value(model, name, value) for name, value in row.items()})

    def _value(self, model: type[models.Model], name: str, value: Any) -> Any:
        field: Any = model._meta.get_field(name)
        if isinstance(field.remote_field, ParentalKey):
            return [self.build(field.related_model, child) for child in value]
        if isinstance(value, models.Model):
            return value
        if isinstance(field, models.ManyToManyField):
            return [self._found(field, name) for name in value]
        if isinstance(field, models.ForeignKey):
            return self._found(field, value)
        if isinstance(field, StreamField):
            return markup.stream(value, self.finders["Image"], self.finders["Document"])
        if isinstance(field, RichTextField):
            return markup.rich_text(value)
        if isinstance(field, models.DateTimeField):
            return times.moment(value)
        if isinstance(field, models.DateField):
            return times.day(value)
        return " ".join(value.split()) if isinstance(value, str) else value

    def _found(self, field: Any, name: str) -> Any:
        return self.finders[field.related_model.__name__](name)
