from django.core.management.base import BaseCommand

from cms.pages.furnishing import furnish_all


class Command(BaseCommand):
    help = (
        "Adds what is missing of what comes with the site and its regions: the front page, index"
        " pages, groups with their rights, collections and workflows. Removes nothing."
    )

    def handle(self, *args: object, **options: object) -> None:
        furnish_all()
        self.stdout.write(
            self.style.SUCCESS("The site and its regions have all that belongs to them.")
        )
