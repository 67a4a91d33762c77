from typing import Any

from django.core.management.base import BaseCommand

from participation_api.schema import SDL_FILE, sdl


class Command(BaseCommand):
    help = "Writes the GraphQL schema, with its descriptions, to graphql/schema.graphql."

    def handle(self, *args: Any, **options: Any) -> None:
        SDL_FILE.write_text(sdl(), encoding="utf-8")
        self.stdout.write(f"Wrote {SDL_FILE}.")
