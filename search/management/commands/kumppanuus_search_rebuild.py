from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search.engines.elasticsearch.connection import is_set
from search.indexing import all_uuids
from search.rows import consistency


class Command(BaseCommand):
    help = (
        "Writes the search rows of every published page anew and takes the others out; where"
        " Elasticsearch is set, also fills a new index beside the one that answers and swaps them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--index-only",
            action="store_true",
            help="leave the rows, rebuild Elasticsearch's index",
        )

    def handle(self, *args: object, index_only: bool, **options: object) -> None:
        if index_only and not is_set():
            raise CommandError("There is no index to rebuild: set ELASTICSEARCH_URL.")
        if not index_only:
            with self._bar("rows") as bar:
                done = consistency.rebuild(_moving(bar))
            self.stdout.write(f"{done} pages are found now.")
        if is_set():
            self._rebuild_index()

    def _rebuild_index(self) -> None:
        from search.engines.elasticsearch import feeding
        from search.engines.elasticsearch.client import FAILURES

        try:
            with self._bar("Elasticsearch") as bar:
                sent = feeding.rebuild(_moving(bar))
        except (*FAILURES, feeding.RefusedError) as failure:
            raise CommandError(
                f"Elasticsearch was not rebuilt: {failure}. The index that answered, or else"
                " the rows, go on answering."
            ) from failure
        self.stdout.write(f"{sent} pages are in Elasticsearch's new index.")

    def _bar(self, what: str) -> AbstractContextManager[Any]:
        """Shown where a person looks on."""
        return tqdm(total=len(all_uuids()), desc=what, unit=" pages", disable=None)


def _moving(bar: Any) -> Callable[[int], None]:
    return lambda done: bar.update(done - bar.n)
