"""One transaction around each thing that is done to a page.

Wagtail opens none around publishing, hiding, restricting, moving, copying or deleting, so that a
failure half-way would leave the page changed and its search rows not. Its actions offer no hook
that surrounds them; so they are wrapped here, once, for the admin, the worker, commands and code.
"""

from collections.abc import Iterator

from django.db import transaction
from wagtail.actions.base import BaseAction
from wagtail.models import CollectionViewRestriction, PageViewRestriction


def make_actions_atomic() -> None:
    for action in _subclasses(BaseAction):
        if "execute" in vars(action):
            action.execute = transaction.atomic(action.execute)
    for restriction in (PageViewRestriction, CollectionViewRestriction):
        for method in ("save", "delete"):
            setattr(restriction, method, transaction.atomic(getattr(restriction, method)))


def _subclasses(cls: type[BaseAction]) -> Iterator[type[BaseAction]]:
    for subclass in cls.__subclasses__():
        yield subclass
        yield from _subclasses(subclass)
