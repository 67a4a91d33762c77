import logging
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.demo import loading
from cms.demo.scale.documents import documents
from cms.demo.scale.pages import publish
from cms.pages.models import RegionPage
from cms.snippets.models import Topic


class Command(BaseCommand):
    help = (
        "Publish generated documents under the regions of the site, with their search rows, to see"
        " how the product does with very many. The demo content is loaded first where there is no"
        " region."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--documents", type=int, default=100_000)
        parser.add_argument(
            "--seed", type=int, default=1, help="Another one makes other documents (default: 1)."
        )

    def handle(self, *args: object, **options: Any) -> None:
        if not getattr(settings, "EMBEDDED", False):
            raise CommandError(
                "Generated documents are only for measuring, and these settings are not the"
                " embedded ones. Unset DJANGO_SETTINGS_MODULE; DATABASE_URL may name any database"
                " that is to be measured."
            )
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        if not loading.is_loaded():
            loading.load(lambda line: self.stdout.write(f"  {line}"))
        regions = list(RegionPage.objects.order_by("path").values_list("slug", flat=True))
        topics = list(Topic.objects.published().order_by("pk").values_list("slug", flat=True))
        started = monotonic()
        done = 0
        for done in publish(documents(options["documents"], options["seed"], regions, topics)):
            if done % 5_000 == 0:
                self.stdout.write(
                    f"  {done} documents, {done / (monotonic() - started):.0f} a second"
                )
        self.stdout.write(f"{done} documents published.")
