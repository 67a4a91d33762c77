"""One transaction around each thing that is done to a page of ours.

Wagtail opens none around publishing, hiding, restricting, moving, copying or deleting, so that a
failure half-way would leave the page changed and its search rows not. Its actions offer no hook
that surrounds them; so they are wrapped here, once, for the admin, the worker, commands and code.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.db import transaction
from wagtail.actions.base import BaseAction
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from cms.pages.models.ours import concerns_us


def make_actions_atomic() -> None:
    for action in _subclasses(BaseAction):
        if "execute" in vars(action):
            action.execute = _atomic(action.execute, of=_object_of)
    for method in ("save", "delete"):
        on_page, on_files = (
            getattr(restriction, method)
            for restriction in (PageViewRestriction, CollectionViewRestriction)
        )
        setattr(PageViewRestriction, method, _atomic(on_page, of=lambda one: one.page))
        # Files of any collection may be shown on our pages.
        setattr(CollectionViewRestriction, method, transaction.atomic(on_files))


def _atomic(execute: Callable[..., Any], of: Callable[[Any], Any]) -> Callable[..., Any]:
    @wraps(execute)
    def execute_whole(self: Any, *args: Any, **kwargs: Any) -> Any:
        if not concerns_us(of(self)):
            return execute(self, *args, **kwargs)
        with transaction.atomic():
            return execute(self, *args, **kwargs)

    return execute_whole


def _object_of(action: BaseAction) -> Any:
    """What an action is done to, which Wagtail's actions call by three names."""
    names = ("object", "page", "instance")
    return next((getattr(action, name) for name in names if hasattr(action, name)), None)


def _subclasses(cls: type[BaseAction]) -> Iterator[type[BaseAction]]:
    for subclass in cls.__subclasses__():
        yield subclass
        yield from _subclasses(subclass)
