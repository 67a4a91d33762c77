"""Compares Elasticsearch's index with the versions of the pages, and repairs it."""

from collections.abc import Iterator
from uuid import UUID

from django.db import transaction
from elasticsearch.helpers import scan

from search.engines.differences import Differences
from search.engines.elasticsearch.client import client
from search.engines.elasticsearch.connection import connection
from search.models import PageVersion


def compare() -> Differences:
    """Pages that the index lacks, has too many of or has outdated; unsent changes are not counted.
    Raises one of client.FAILURES."""
    found = Differences(set(), set(), set())
    in_index = dict(_in_index())
    for page in PageVersion.objects.iterator():
        version, is_removed = in_index.pop(page.uuid, (0, True))
        if not page.is_sent:
            continue
        if page.is_removed and not is_removed:
            found.superfluous.add(page.uuid)
        elif is_removed and not page.is_removed:
            found.missing.add(page.uuid)
        elif version != page.version and not page.is_removed:
            found.outdated.add(page.uuid)
    found.superfluous.update(
        uuid for uuid, (_version, is_removed) in in_index.items() if not is_removed
    )
    return found


def repair(found: Differences) -> None:
    """Marks these pages to be sent again, with versions above those of the index, which may be
    ahead of the rows after a backup was restored. Raises one of client.FAILURES."""
    in_index = dict(_in_index())
    for uuid in found.missing | found.superfluous | found.outdated:
        with transaction.atomic():
            page, _ = PageVersion.objects.select_for_update().get_or_create(
                uuid=uuid, defaults={"is_removed": True}
            )
            page.version = max(page.version, in_index.get(uuid, (0, True))[0])
            PageVersion.mark_all_changed([page], is_removed=page.is_removed)


def _in_index() -> Iterator[tuple[UUID, tuple[int, bool]]]:
    """The version of each page, and whether it is that of a tombstone."""
    to = connection()
    for hit in scan(
        client().options(request_timeout=to.feed_timeout),
        index=to.index,
        query={"query": {"match_all": {}}, "version": True, "_source": ["is_removed"]},
        size=5_000,
    ):
        yield UUID(hit["_id"]), (hit["_version"], hit["_source"]["is_removed"])
