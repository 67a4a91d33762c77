from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from participation_api import contract
from participation_api.schema import sdl


class Command(BaseCommand):
    help = "Writes the GraphQL schema, with its descriptions, to graphql/schema.graphql."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--release",
            action="store_true",
            help="also to graphql/released.graphql, which later changes may not break unnamed",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        files = [contract.SDL_FILE, *([contract.RELEASED_FILE] if options["release"] else [])]
        for file in files:
            file.write_text(sdl(), encoding="utf-8")
            self.stdout.write(f"Wrote {file}.")
