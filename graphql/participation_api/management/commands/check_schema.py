from typing import Any

from django.core.management.base import BaseCommand, CommandError

from participation_api.schema import SDL_FILE, sdl


class Command(BaseCommand):
    help = "Fails when graphql/schema.graphql is not the schema of the code."

    def handle(self, *args: Any, **options: Any) -> None:
        if not SDL_FILE.exists() or SDL_FILE.read_text(encoding="utf-8") != sdl():
            raise CommandError(f"{SDL_FILE} is out of date: run `manage.py export_schema`.")
        self.stdout.write("The schema is up to date.")
