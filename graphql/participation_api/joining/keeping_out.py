"""What is ours stays out of Grapple's own fields, which know another rule of what is public: a live
page under an unpublished one, one that has expired since the worker came by, files of drafts. And
its types give draft columns and primary keys. Ours are asked of our own field alone."""

from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Manager, Model, Q, QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Collection, Page, Site
from wagtail.search.backends.base import BaseSearchResults

from cms.pages.models import CityResources, RegionResources
from cms.pages.models.base import ContentPage
from cms.pages.models.ours import page_content_types
from cms.pages.visibility.references import points_to_visible
from participation_api.joining.mirror import OUR_NAMES
from participation_api.reading.context import Info


class OursStayOut:
    """Middleware of graphene: looks at what each field of the host's gives."""

    def resolve(self, next: Callable[..., Any], root: Any, info: Info, **arguments: Any) -> Any:
        value = next(root, info, **arguments)
        if info.parent_type.name in OUR_NAMES:
            return value
        return _but_ours(value, with_files=info.parent_type is not info.schema.query_type)


def _but_ours(value: Any, with_files: bool) -> Any:
    """The value without what is ours. Files are let through where a thing of the host's refers to
    them, which shows them to all who may see it."""
    if isinstance(value, Manager) and _holds_ours(value.model):
        value = value.get_queryset()
    if isinstance(value, QuerySet):
        return _rows_but_ours(value, with_files) if _holds_ours(value.model) else value
    if isinstance(value, list | tuple | BaseSearchResults):
        ours = _keys_of_ours(value, with_files)
        return [one for one in value if not ours.intersection(_keys_of(one))]
    if isinstance(value, Model) and _keys_of_ours([value], with_files):
        return None
    return value


def _holds_ours(model: type[Model]) -> bool:
    return model is Page or issubclass(
        model, ContentPage | Site | Redirect | AbstractImage | AbstractDocument
    )


def _rows_but_ours(rows: Any, with_files: bool) -> Any:
    """As many of them as were asked for."""
    start, end = rows.query.low_mark, rows.query.high_mark
    rows = rows.all()
    rows.query.clear_limits()
    return rows.exclude(_ours(rows.model, with_files))[start:end]


def _keys_of_ours(things: Iterable[Any], with_files: bool) -> set[tuple[type[Model], Any]]:
    keys: dict[type[Model], set[Any]] = {}
    for thing in things:
        for model, key in _keys_of(thing):
            keys.setdefault(model, set()).add(key)
    return {
        (model, key)
        for model, some in keys.items()
        for key in model._default_manager.filter(_ours(model, with_files), pk__in=some).values_list(
            "pk", flat=True
        )
    }


def _keys_of(thing: Any) -> Iterator[tuple[type[Model], Any]]:
    """By which a thing may be ours. Grapple makes a redirect of all sites into one for each."""
    if isinstance(thing, Model) and _holds_ours(type(thing)):
        yield type(thing), thing.pk
    if isinstance(thing, Redirect):
        yield Site, thing.site_id


def _ours(model: type[Model], with_files: bool) -> Q:
    """What is ours among the rows of a model."""
    if issubclass(model, Page):
        return _of_our_types("content_type")
    if issubclass(model, Site):
        return _of_our_types("root_page__content_type")
    if issubclass(model, Redirect):
        # What leads to a published page is told, as a site that renders ours needs it.
        hidden = ~Q(points_to_visible("redirect_page"))
        return _of_our_types("site__root_page__content_type") | (
            _of_our_types("redirect_page__content_type") & hidden
        )
    return Q(pk__in=[]) if with_files else Q(collection__in=_our_collections())


def _of_our_types(name: str) -> Q:
    return Q(**{f"{name}__in": page_content_types()})


def _our_collections() -> Any:
    """Those of the regions, those that the regions of a city share, and all below them."""
    paths = [
        path
        for resources in (RegionResources, CityResources)
        for path in resources.objects.exclude(collection=None).values_list(
            "collection__path", flat=True
        )
    ]
    if not paths:
        return Collection.objects.none()
    return Collection.objects.filter(reduce(or_, (Q(path__startswith=path) for path in paths)))
