from django.core.management.base import BaseCommand, CommandParser

from cms import worker


class Command(BaseCommand):
    help = (
        "Publish and expire what is due, read files and keep the search up to date, until stopped"
        " by SIGTERM or Ctrl-C, or with its terminal. Several may run at once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="Do each job once and end, as for a timer."
        )

    def handle(self, *args: object, once: bool, **options: object) -> None:
        worker.run(worker.stop_when_told(), once=once)
