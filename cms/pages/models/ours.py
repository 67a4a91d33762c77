"""What of a site is ours: a host has pages, files and registers of its own, left alone."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from wagtail.models import Page

from cms.pages.models.base import ContentPage
from cms.snippets.models import Register


@cache
def page_types() -> list[type[ContentPage]]:
    return [model for model in apps.get_models() if issubclass(model, ContentPage)]


@cache
def registers() -> list[type[Register]]:
    return [model for model in apps.get_models() if issubclass(model, Register)]


def page_content_types() -> list[int]:
    """Keys of the content types of our pages. (Django keeps them in memory.)"""
    return _content_types(page_types())


def content_types() -> list[int]:
    """Those of our pages and of our registers."""
    return _content_types([*page_types(), *registers()])


def _content_types(models: Sequence[type[Model]]) -> list[int]:
    return [one.pk for one in ContentType.objects.get_for_models(*models).values()]


def our_pages() -> QuerySet[Page]:
    pages: QuerySet[Page] = Page.objects.filter(content_type__in=page_content_types())
    return pages


def concerns_us(thing: Any) -> bool:
    """Whether it is a page of ours or has one under it, or is a row of a model of ours."""
    if not isinstance(thing, Page):
        return isinstance(thing, Model) and is_our_model(type(thing))
    page_type = thing.specific_class
    if page_type and issubclass(page_type, ContentPage):
        return True
    return bool(thing.path) and our_pages().filter(path__startswith=thing.path).exists()


def is_our_model(model: type[Model]) -> bool:
    return model._meta.app_label.startswith("kumppanuus_") or issubclass(
        model, ContentPage | Register
    )
