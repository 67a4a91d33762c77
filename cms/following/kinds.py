"""The kinds of pages that can be followed, by their codes in addresses: `meeting`, and one kind of
them `meeting.regular`."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q
from django.utils.text import capfirst

from cms.pages.models import (
    AgendaItem,
    EventPage,
    MeetingPage,
    NewsPage,
    PublicationPage,
    StatementPage,
)
from cms.snippets.models import Topic

MODELS: dict[str, Any] = {
    model.search_kind: model
    for model in (EventPage, MeetingPage, StatementPage, NewsPage, PublicationPage)
}
"""Page types by the code under which the search knows them, too."""
HAPPENINGS = ("event", "meeting")
"""Those that have a time, and stand in calendars."""


def kind_codes() -> list[str]:
    """All, each page type before the kinds of it."""
    return [code for kind in MODELS for code in (kind, *inner_kinds(kind))]


def page_kind(code: str) -> str:
    """The page type of a kind: `event` of `event.kerro-pois`."""
    return code.partition(".")[0]


def kind_name(code: str) -> str:
    """What a kind is called in the present language: the page type in the plural."""
    model = MODELS[page_kind(code)]
    if code in MODELS:
        return str(model._meta.verbose_name_plural)
    return str(capfirst(inner_kinds(page_kind(code))[code]))


def is_of(codes: tuple[str, ...], kind: str) -> Q | None:
    """The condition on pages of a type by which they are of one of these kinds; None where none of
    them can be. No kinds are all kinds."""
    if not codes or kind in codes:
        return Q()
    inner = {_value(code) for code in codes if page_kind(code) == kind}
    return Q(kind__in=inner) if inner else None


def inner_kinds(kind: str) -> dict[str, Any]:
    """The kinds of one page type, with their names."""
    try:
        choices = MODELS[kind]._meta.get_field("kind").choices
    except FieldDoesNotExist:
        return {}
    return {f"{kind}.{value.replace('_', '-')}": name for value, name in choices}


def _value(code: str) -> str:
    """As the database has it."""
    return code.partition(".")[2].replace("-", "_")


def topic_names() -> dict[str, str]:
    """The topics that published pages of the asked Site have, in order, by their slugs. All Sites
    share the register; what is not used here is none of its readers' business."""
    used = Q(pk__in=[])
    for model in MODELS.values():
        field = model._meta.get_field("topics")
        of_pages = {f"{field.m2m_field_name()}__in": model.objects.listed()}
        used |= _in_rows(field, of_pages)
    items: Any = AgendaItem._meta.get_field("topics")
    of_items = {f"{items.m2m_field_name()}__page__in": MeetingPage.objects.listed()}
    used |= _in_rows(items, of_items)
    topics = Topic.objects.published().filter(used).order_by("name")
    return dict(topics.values_list("slug", "name"))


def _in_rows(field: Any, condition: dict[str, Any]) -> Q:
    rows = field.remote_field.through.objects.filter(**condition)
    return Q(pk__in=rows.values(f"{field.m2m_reverse_field_name()}_id"))
