from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engines.differences import Differences
from search.engines.elasticsearch.connection import is_set
from search.rows import consistency


class Command(BaseCommand):
    help = (
        "Compares the published pages with the search rows, and these with Elasticsearch's index,"
        " and puts right what differs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="only tell; exits 1 when anything differs"
        )

    def handle(self, *args: object, dry_run: bool, **options: object) -> None:
        found = consistency.differences()
        self._tell("rows", found)
        if found.count and not dry_run:
            consistency.repair(found)
        count = found.count
        if is_set():
            count += self._check_index(dry_run)
        if not count:
            self.stdout.write("All agree.")
        elif dry_run:
            raise CommandError(f"{count} pages differ: run search_check to put them right.")
        else:
            self.stdout.write(f"Put right: {count} pages.")

    def _check_index(self, dry_run: bool) -> int:
        from elasticsearch import NotFoundError

        from search.engines.elasticsearch import comparing
        from search.engines.elasticsearch.client import FAILURES
        from search.engines.elasticsearch.feeding import feed_all

        try:
            if not dry_run:
                feed_all()
            found = comparing.compare()
            self._tell("Elasticsearch", found)
            if found.count and not dry_run:
                comparing.repair(found)
                feed_all()
        except NotFoundError as failure:
            raise CommandError(
                "Elasticsearch has no index: run search_check without --dry-run, and it is"
                " made and filled. Until then searches go on from the rows."
            ) from failure
        except FAILURES as failure:
            raise CommandError(
                f"Elasticsearch could not be checked: {failure}. Searches go on from the rows;"
                " run search_check again when it answers."
            ) from failure
        return found.count

    def _tell(self, where: str, found: Differences) -> None:
        for what in ("missing", "superfluous", "outdated"):
            for uuid in sorted(getattr(found, what)):
                self.stdout.write(f"{where}, {what}: {uuid}")
