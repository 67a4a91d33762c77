"""A publication page out of a TXT, DOCX or PDF file."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Site

from cms.pages.importing.outline import UnreadableFileError
from cms.pages.importing.writing import ContactsError, NoPlaceError, import_publication
from cms.pages.models import PublicationKind
from cms.pages.visibility.sites import Ground, asked_of, grounds

KINDS = {kind.value.replace("_", "-"): kind for kind in PublicationKind}


def existing_file(value: str) -> Path:
    path = Path(value)
    try:
        path.open("rb").close()
    except OSError as error:
        raise argparse.ArgumentTypeError(
            f"{value!r} cannot be read ({error.strerror}); give the path of a TXT, DOCX or PDF file"
        ) from error
    return path


def day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{value!r} is not a date; give year, month and day as in 2023-01-26"
        ) from error


class Command(BaseCommand):
    help = (
        "Make a publication page, with sections, lists and notes, out of a TXT, DOCX or PDF file. "
        "The same file again changes nothing; a changed one makes a new version."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=existing_file)
        parser.add_argument("--region", metavar="SLUG", default="", help="city-wide without it")
        parser.add_argument("--site", metavar="HOST", help="of which city, where there are several")
        parser.add_argument("--kind", required=True, choices=KINDS)
        parser.add_argument("--valid-from", required=True, type=day, metavar="DATE")
        parser.add_argument("--draft", action="store_true", help="leave the page unpublished")

        parser.add_argument(
            "--publish-anyway",
            action="store_true",
            help="publish the contacts in the file that are not the organisation's own",
        )

    def handle(self, *args: object, **options: Any) -> None:
        try:
            with asked_of(self._ground(options["site"])):
                imported = import_publication(
                    options["file"],
                    KINDS[options["kind"]],
                    options["valid_from"],
                    options["region"],
                    options["draft"],
                    options["publish_anyway"],
                )
        except ContactsError as error:
            raise CommandError(
                f"argument FILE: it has contacts: {error}. Give --publish-anyway if they are meant"
                " for everybody to read, or --draft."
            ) from error
        except UnreadableFileError as error:
            raise CommandError(f"argument FILE: {options['file']}: {error}") from error
        except NoPlaceError as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            problems = "; ".join(error.messages)
            raise CommandError(
                f"argument FILE: the page is not valid: {problems} Correct the file."
            ) from error
        page = imported.page
        what = f"version {page.version} of “{page.title}”"
        state = "" if page.live else " (draft: publish it in the admin)"
        if imported.is_new:
            self.stdout.write(f"Imported {what} to {page.absolute_url}{state}")
        else:
            self.stdout.write(f"Nothing changed: the file is {what} at {page.absolute_url}{state}")

    def _ground(self, host: str | None) -> Ground | None:
        if not host:
            return None
        if site := Site.objects.filter(hostname=host).first():
            return grounds()[site.pk]
        hosts = ", ".join(Site.objects.values_list("hostname", flat=True))
        raise CommandError(f"argument --site: there is no site {host!r}; the sites are: {hosts}")
