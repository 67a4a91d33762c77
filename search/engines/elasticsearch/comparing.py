"""What Elasticsearch has against what it is to have, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from elasticsearch.helpers import scan

from search.engines.elasticsearch.connection import client, connection
from search.models import PageVersion


@dataclass(frozen=True)
class IndexDifferences:
    """Pages by what is wrong with them in the index, with the version that it has of them. What is
    not sent yet is not wrong."""

    missing: dict[UUID, int] = field(default_factory=dict)
    superfluous: dict[UUID, int] = field(default_factory=dict)
    outdated: dict[UUID, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return len(self.missing) + len(self.superfluous) + len(self.outdated)


def compare() -> IndexDifferences:
    """Raises one of connection.FAILURES."""
    found = IndexDifferences()
    in_index = dict(_in_index())
    for page in PageVersion.objects.iterator():
        version, is_removed = in_index.pop(page.uuid, (0, True))
        if not page.is_sent:
            continue
        if is_removed and not page.is_removed:
            found.missing[page.uuid] = version
        elif page.is_removed and not is_removed:
            found.superfluous[page.uuid] = version
        elif version != page.version and not page.is_removed:
            found.outdated[page.uuid] = version
    found.superfluous.update(
        (uuid, version) for uuid, (version, is_removed) in in_index.items() if not is_removed
    )
    return found


def repair(found: IndexDifferences) -> None:
    """Has these pages sent again, in a version that the index takes: after a backup was put back,
    it may have later ones than the rows."""
    for uuid, version in {**found.missing, **found.superfluous, **found.outdated}.items():
        with transaction.atomic():
            page, _ = PageVersion.objects.select_for_update().get_or_create(
                uuid=uuid, defaults={"is_removed": True}
            )
            page.version = max(page.version, version)
            page.mark_changed(is_removed=page.is_removed)


def _in_index() -> Iterator[tuple[UUID, tuple[int, bool]]]:
    """The version of each page, and whether that is a tombstone."""
    to = connection()
    for hit in scan(
        client().options(request_timeout=to.feed_timeout),
        index=to.index,
        query={"query": {"match_all": {}}, "version": True, "_source": ["is_removed"]},
        size=5_000,
    ):
        yield UUID(hit["_id"]), (hit["_version"], hit["_source"]["is_removed"])
