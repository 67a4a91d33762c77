"""Rebuilds, compares and repairs rows against all published pages, which the app that owns the
pages provides."""

from collections.abc import Callable, Collection, Iterator
from itertools import chain, islice
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from search.declarations import SearchShape
from search.engines import database
from search.engines.differences import Differences
from search.rows import indexing, vocabulary

BATCH = 50
"""Pages of one transaction: others can publish in between."""


ShapesOf = Callable[[Collection[UUID] | None], Iterator[SearchShape]]
_providers: list[ShapesOf] = []


def provide_shapes(shapes_of: ShapesOf) -> None:
    """Have all rows built of what this gives: the shapes of all published pages (None), or of these
    alone, each as it is when it is asked for."""
    _providers.append(shapes_of)


def published_shapes(only: Collection[UUID] | None = None) -> Iterator[SearchShape]:
    if not _providers:
        raise ImproperlyConfigured(
            "No room provides pages to search: install the app that owns them, which calls"
            " search.indexing.provide_shapes."
        )
    return chain.from_iterable(shapes_of(only) for shapes_of in _providers)


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
