from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.provision import Differences, differences, repair


class Command(BaseCommand):
    help = "Compares the search rows with the published pages; exits 1 when they differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="put right what differs")

    def handle(self, *args: object, **options: object) -> None:
        found = differences()
        self._tell(found)
        if not found.count:
            self.stdout.write("Rows and published pages agree.")
        elif options["repair"]:
            repair(found)
            self.stdout.write(f"Put right: {found.count} pages.")
        else:
            raise CommandError(f"{found.count} pages differ: run search_check --repair.")

    def _tell(self, found: Differences) -> None:
        for what in ("missing", "superfluous", "outdated"):
            for uuid in sorted(getattr(found, what)):
                self.stdout.write(f"{what}: {uuid}")
