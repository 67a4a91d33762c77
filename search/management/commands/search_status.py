import json

from django.core.management.base import BaseCommand

from search.queries import health


class Command(BaseCommand):
    help = "Tells which engine and analysis answer, and how many rows there are."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(json.dumps(health(), indent=2))
