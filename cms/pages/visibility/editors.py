"""What editors may know of: the branches in which they may do something, what leads there, and
what is public. Drafts, scheduled and restricted pages of others are not even named to them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.auth.models import AbstractUser, AnonymousUser
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.pages.visibility.querysets import ContentPageQuerySet

Editor = AbstractUser | AnonymousUser
"""Who uses the admin, or tries to."""


def places_of(user: Editor) -> list[str]:
    """Paths in the tree of the pages to which the user's rights are tied."""
    pages = PagePermissionPolicy(Page).instances_with_direct_explore_permission(user)
    return [page.path for page in pages]


def reach(places: Iterable[str], path: str) -> bool:
    """Whether one of the places stands in the branch of the page with this path, or above it."""
    return any(place.startswith(path) or path.startswith(place) for place in places)


def may_explore(user: Editor, page: Page) -> bool:
    return user.is_superuser or reach(places_of(user), page.path)


def is_known_to(user: Editor, page: Page) -> bool:
    """Whether somebody may know that there is such a page. Reviewers may of what they review."""
    return (
        may_explore(user, page)
        or _is_public(page)
        or page.specific_deferred.permissions_for_user(user).can_edit()
    )


def _is_public(page: Page) -> bool:
    return ContentPageQuerySet(Page).published().filter(pk=page.pk).exists()


# --- who reads ----------------------------------------------------------------------------------

_reader: ContextVar[Editor | None] = ContextVar("kumppanuus_reader", default=None)


@contextmanager
def shown_to(user: Editor) -> Iterator[None]:
    """Until its end the admin is shown to somebody."""
    token = _reader.set(user)
    try:
        yield
    finally:
        _reader.reset(token)


def reader() -> Editor | None:
    """To whom the admin is shown; None where it is not, as in the worker."""
    return _reader.get()


def may_reader_know(page: Page) -> bool:
    user = reader()
    return user is None or is_known_to(user, page)


def may_reader_explore(page: Page) -> bool:
    user = reader()
    return user is None or may_explore(user, page)
