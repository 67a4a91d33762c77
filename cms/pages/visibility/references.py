"""References from a page to what the public may not see come out as nothing."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, ReferenceIndex

from cms.media.collections import in_public_collections
from cms.media.holding import not_held
from cms.pages.visibility.querysets import ContentPageQuerySet
from cms.snippets.models import Register


def visible(model: type[Model], at: datetime | None = None) -> Any:
    """The queryset of what the public may see, now or at a moment, of a model that pages refer to:
    a page type, a register or media."""
    if issubclass(model, Page):
        return ContentPageQuerySet(model).published(at)
    manager: Any = model._default_manager
    if issubclass(model, Register):
        return manager.published(at)
    files = in_public_collections(manager.all())
    return not_held(files) if issubclass(model, AbstractDocument) else files


def points_to_visible(name: str, model: type[Model] = Page, at: datetime | None = None) -> Exists:
    """Whether a row's foreign key points to a page that the public may see: one page after another
    is looked at, where `in` would make a database find all that there are."""
    return Exists(visible(model, at).order_by().filter(pk=OuterRef(name)))


def visible_one(thing: Any) -> Any:
    """The thing itself if the public may see it, else None."""
    return thing if thing and visible(type(thing)).filter(pk=thing.pk).exists() else None


def visible_among(things: Iterable[Any]) -> list[Any]:
    """Those of one model that the public may see, in the order given."""
    things = list(things)
    if not things:
        return []
    keys = [thing.pk for thing in things]
    seen = set(visible(type(things[0])).filter(pk__in=keys).values_list("pk", flat=True))
    return [thing for thing in things if thing.pk in seen]


def load_visible(things: Iterable[Any], *names: str) -> Sequence[Any]:
    """Load foreign keys of things of one model at once: one that points to what the public may not
    see reads as None from then on. For showing only, never before a save."""
    things = list(things)
    for name in names if things else ():
        field: Any = type(things[0])._meta.get_field(name)
        keys = {key for thing in things if (key := getattr(thing, field.attname))}
        found = visible(field.related_model).in_bulk(keys) if keys else {}
        for thing in things:
            field.set_cached_value(thing, found.get(getattr(thing, field.attname)))
    return things


def keys_referred_to(page: Page, model: type[Model]) -> set[int]:
    """Of the model's rows that a page refers to, as the reference index has them."""
    references = ReferenceIndex.get_references_for_object(page).filter(
        to_content_type=ContentType.objects.get_for_model(model)
    )
    return {int(pk) for pk in references.values_list("to_object_id", flat=True)}
