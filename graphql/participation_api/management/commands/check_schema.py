from typing import Any

from django.core.management.base import BaseCommand, CommandError

from participation_api import contract
from participation_api.schema import sdl


class Command(BaseCommand):
    help = (
        "Fails when graphql/schema.graphql is not the schema of the code, or when the schema breaks"
        " the released one and the changelog does not name the change."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        present = sdl()
        file = contract.SDL_FILE
        if not file.exists() or file.read_text(encoding="utf-8") != present:
            raise CommandError(f"{file} is out of date: run `manage.py export_schema`.")
        released = contract.RELEASED_FILE.read_text(encoding="utf-8")
        changelog = contract.CHANGELOG_FILE.read_text(encoding="utf-8")
        if changes := contract.not_named(contract.breaking_changes(released, present), changelog):
            lines = "\n".join(f"- **Schema, breaking**: {change}" for change in changes)
            raise CommandError(
                f"The schema breaks {contract.RELEASED_FILE.name}, and the changelog does not say"
                f" so. Undo the change, or name it in {contract.CHANGELOG_FILE.name} under"
                f" Unreleased, in these words:\n{lines}"
            )
        for change in contract.dangerous_changes(released, present):
            self.stdout.write(f"May surprise programs: {change}")
        self.stdout.write("The schema is up to date.")
