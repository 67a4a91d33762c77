import json
from dataclasses import asdict

from django.core.management.base import BaseCommand

from search.engines.differences import Differences
from search.engines.elasticsearch.connection import is_set
from search.queries import health
from search.rows import consistency


class Command(BaseCommand):
    help = (
        "Tells which engine and analysis answer, how many rows there are, what Elasticsearch lacks,"
        " and how many pages differ between the published pages, the rows and its index."
    )

    def handle(self, *args: object, **options: object) -> None:
        different: dict[str, object] = {"rows": _counts(consistency.differences())}
        if is_set():
            from search.engines.elasticsearch.client import FAILURES
            from search.engines.elasticsearch.comparing import compare

            try:
                different["elasticsearch"] = _counts(compare())
            except FAILURES as failure:
                different["elasticsearch"] = str(failure)
        self.stdout.write(json.dumps(health() | {"differences": different}, indent=2))


def _counts(found: Differences) -> dict[str, int]:
    return {what: len(pages) for what, pages in asdict(found).items()}
