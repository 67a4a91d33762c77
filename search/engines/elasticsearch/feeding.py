"""Indexes changed pages in Elasticsearch, with external versions, so that a late request never
overwrites a newer document.

While a rebuild fills a new index beside the live one, changes go to both; a page counts as sent
when both have taken it.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from circuitbreaker import CircuitBreakerError
from django.db import transaction
from django.db.models import QuerySet
from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.batching import batches
from search.engines.elasticsearch import indexes
from search.engines.elasticsearch.client import FAILURES, client, feed_breaker
from search.engines.elasticsearch.connection import connection
from search.engines.elasticsearch.documents import TOMBSTONE, document
from search.models import PageVersion, SearchDocument, version_now

logger = logging.getLogger(__name__)

MAX_PAGES = 250
"""Pages of one call, so that a worker with much to send does its other work in between."""
BATCH = 50
"""Pages whose rows are in memory at once."""
_CHUNK = 4 * 2**20
"""Bytes of one request."""
_CONFLICT = 409
_DAY = 24 * 60 * 60 * 1_000_000
"""In the units of a version."""


class RefusedError(Exception):
    """The server rejected some documents of a rebuild."""


def feed() -> int:
    """Indexes the oldest unsent changes; gives the number of pages. Raises one of
    client.FAILURES.

    A missing index, or one with an outdated mapping, is recreated and all pages are marked unsent.
    """
    return int(feed_breaker()(_feed)())


def feed_if_it_answers() -> None:
    """Sends the oldest changes; when the server cannot be had they wait."""
    try:
        feed()
    except CircuitBreakerError:
        return
    except FAILURES as failure:
        logger.warning("Elasticsearch took no changes, they wait: %r", failure)


def feed_all() -> None:
    """Sends all changes, as long as any are taken. Raises one of client.FAILURES."""
    while feed():
        pass


def rebuild(tell: Callable[[int], None] = lambda done: None) -> int:
    """Fills a new index beside the live one, then swaps the alias; gives the number of pages. Calls
    `tell` with the number of documents sent so far, tombstones included.

    Raises RefusedError or one of client.FAILURES; the live index then stays.
    """
    server = _patient_client()
    index = indexes.create_next(server)
    try:
        done = removed = 0
        for pages in _batches(_versions_to_index()):
            taken = _send(server, pages, [connection().next_index])
            if refused := [page.uuid for page in pages if page.uuid not in taken]:
                raise RefusedError(f"{len(refused)} pages, such as {refused[0]}")
            done += len(pages)
            removed += sum(page.is_removed for page in pages)
            tell(done)
        server.indices.refresh(index=index)
        indexes.swap_alias(server, index)
    except BaseException:
        _drop(server)
        raise
    return done - removed


def unsent() -> QuerySet[PageVersion]:
    """The versions that the server does not have yet, the oldest first."""
    return PageVersion.objects.filter(is_sent=False).order_by("version")


def _patient_client() -> Elasticsearch:
    return client().options(request_timeout=connection().feed_timeout)


def _feed() -> int:
    server = _patient_client()
    if not indexes.is_usable(server):
        _recreate_index(server)
    if not unsent().exists():  # as at most calls: the worker makes one each second
        return 0
    before = indexes.aliased(server)
    pages = list(unsent()[:MAX_PAGES])
    taken: set[UUID] = set()
    for some in _batches(pages):
        taken |= _send(server, some, list(before))
    if taken:
        server.indices.refresh(index=list(before))
        # When an index came or went meanwhile, it may not have what was taken: sent again.
        if indexes.aliased(server) == before:
            _mark_sent([page for page in pages if page.uuid in taken])
    return len(taken)


def _recreate_index(server: Elasticsearch) -> None:
    # Marked first: killed in between, all is sent to an index that is made the next time.
    _versions_to_index().update(is_sent=False)
    indexes.swap_alias(server, indexes.create_next(server))


def _versions_to_index() -> QuerySet[PageVersion]:
    """What a new index must contain: all pages, and the tombstones of recently removed ones, which
    a late request could otherwise bring back."""
    return PageVersion.objects.exclude(is_removed=True, version__lt=version_now() - _DAY)


def _batches(pages: Iterable[PageVersion]) -> Iterator[list[PageVersion]]:
    if isinstance(pages, QuerySet):
        pages = pages.order_by("uuid").iterator(chunk_size=1_000)
    return batches(pages, BATCH)


def _send(server: Elasticsearch, pages: Sequence[PageVersion], to: Sequence[str]) -> set[UUID]:
    """The pages that all of the indexes under these aliases have now, in this version or a later
    one."""
    times: Counter[str] = Counter()
    for is_taken, answer in streaming_bulk(
        server,
        _actions(pages, to),
        max_chunk_bytes=_CHUNK,
        raise_on_error=False,
        require_alias=True,  # else an index that is gone is made anew, with any mapping
    ):
        item = answer["index"]
        if is_taken or item["status"] == _CONFLICT:
            times[item["_id"]] += 1
        else:
            logger.warning("Elasticsearch refused page %s: %s", item["_id"], item["error"])
    return {page.uuid for page in pages if times[str(page.uuid)] == len(to)}


def _actions(pages: Sequence[PageVersion], to: Sequence[str]) -> Iterator[dict[str, Any]]:
    # Rows are read after the versions: they may be newer than their version says, never older.
    rows = (
        SearchDocument.objects.filter(uuid__in=[page.uuid for page in pages])
        .defer("body", "sentences", "items")
        .order_by("uuid", "file_page", "file_key")
    )
    sources = {uuid: document(list(own)) for uuid, own in groupby(rows, lambda row: row.uuid)}
    for page in pages:
        for alias in to:
            yield {
                "_index": alias,
                "_id": str(page.uuid),
                "_source": sources.get(page.uuid, TOMBSTONE),
                "version": page.version,
                "version_type": "external_gte",
            }


@transaction.atomic
def _mark_sent(pages: Sequence[PageVersion]) -> None:
    """A page that changed meanwhile has a later version than all of these."""
    sent = PageVersion.objects.filter(
        uuid__in=[page.uuid for page in pages], version__in=[page.version for page in pages]
    )
    # Locked in the order of those who publish several, so that neither waits for the other.
    sent.filter(
        uuid__in=list(sent.select_for_update().order_by("uuid").values_list("uuid", flat=True))
    ).update(is_sent=True)


def _drop(server: Elasticsearch) -> None:
    try:
        indexes.drop_unfinished(server)
    except FAILURES:
        logger.warning("An index that was not finished is left; the next rebuild deletes it")
