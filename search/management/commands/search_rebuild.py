from django.core.management.base import BaseCommand

from search.provision import rebuild


class Command(BaseCommand):
    help = "Writes the search rows of every published page anew and takes the others out."

    def handle(self, *args: object, **options: object) -> None:
        done = rebuild(lambda pages: self.stdout.write(f"{pages} pages", ending="\r"))
        self.stdout.write(f"{done} pages are found now.")
