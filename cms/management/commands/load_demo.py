import logging

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.demo import accounts, loading


class Command(BaseCommand):
    help = "Load the demo content in Finnish. A site that has regions is left as it is."

    def handle(self, *args: object, **options: object) -> None:
        if not getattr(settings, "EMBEDDED", False):
            raise CommandError(
                "Demo content is only for trying the product out, and these settings are not the"
                " embedded ones. To look at the demo, unset DJANGO_SETTINGS_MODULE and use"
                " `make run`."
            )
        if loading.is_loaded():
            self.stdout.write("The site has regions already: nothing was loaded or changed.")
            return
        # Hundreds of lines of Wagtail's log would bury our own.
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        self.stdout.write("Loading the demo content …")
        loading.load(lambda line: self.stdout.write(f"  {line}"))
        self.stdout.write(f"Demo content loaded. Accounts and passwords: {accounts.path()}")
