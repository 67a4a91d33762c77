"""Rebuilds, compares and repairs rows against all published pages, which the app that owns the
pages provides."""

from collections.abc import Callable, Collection, Iterator
from itertools import islice
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils.module_loading import import_string

from search.declarations import SearchShape
from search.engines import database
from search.engines.differences import Differences
from search.rows import indexing, vocabulary

BATCH = 50
"""Pages of one transaction: others can publish in between."""


def published_shapes(only: Collection[UUID] | None = None) -> Iterator[SearchShape]:
    """What the callable that SEARCH_SHAPES names gives: the shapes of all pages, or of these alone,
    each as it is when it is asked for. Raises ImproperlyConfigured without it."""
    name = getattr(settings, "SEARCH_SHAPES", None)
    if name is None:
        raise ImproperlyConfigured(
            "Set SEARCH_SHAPES to the dotted path of a callable that yields every page's shape."
        )
    return iter(import_string(name)(only))


def rebuild(tell: Callable[[int], None] = lambda done: None) -> int:
    """Writes the rows of every published page anew and takes the others out, a batch at a time,
    so that what is not yet rewritten is found as before. Tells and gives the number of pages."""
    others = indexing.all_uuids()
    shapes = published_shapes()
    done = 0
    while True:
        with transaction.atomic():
            indexing.wait_for_others()
            batch = list(islice(shapes, BATCH))
            uuids = {shape.uuid for shape in batch}
            indexing.remove(uuids)
            indexing.put(batch)
        if not batch:
            break
        others -= uuids
        done += len(batch)
        tell(done)
    repair(Differences(set(), others, set()))
    with transaction.atomic():
        indexing.wait_for_others()
        vocabulary.recount()
    return done


def differences() -> Differences:
    present = indexing.all_uuids()
    published = set()
    outdated = database().unwritten()
    for shape in published_shapes():
        published.add(shape.uuid)
        if shape.uuid in present and not indexing.is_current(shape):
            outdated.add(shape.uuid)
    return Differences(published - present, present - published, outdated & published)


@transaction.atomic
def repair(found: Differences) -> None:
    """Puts these pages right, from what is published now."""
    wrong = found.missing | found.superfluous | found.outdated
    indexing.wait_for_others()
    indexing.remove(wrong)
    indexing.put(published_shapes(wrong))
