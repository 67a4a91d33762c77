from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from wagtail.models import Page, Site

from cms.pages.furnishing import OthersContentError, add_home, furnish_all, host_and_port
from cms.pages.models import HomePage


class Command(BaseCommand):
    help = (
        "Adds what is missing of what comes with the site and its regions: the front page, index"
        " pages, groups with their rights, collections and workflows. Removes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        places = parser.add_mutually_exclusive_group()
        places.add_argument(
            "--under",
            metavar="PATH",
            help="Have a front page under this page of the default site, such as / or /residents/.",
        )
        places.add_argument(
            "--site",
            metavar="ADDRESS",
            help="Have a site of its own at this address, such as https://tables.city.example.",
        )

    @transaction.atomic
    def handle(self, *args: object, under: str | None, site: str | None, **options: object) -> None:
        if under:
            _have_home_under(_page_at(under))
        if site:
            _have_site_at(site)
        try:
            furnish_all()
        except OthersContentError:
            raise CommandError(
                "This site has pages of its own. Say where the partnership tables are to stand:"
                " --under=/ is under the front page, --site=https://tables.city.example is a site"
                " of its own."
            ) from None
        self.stdout.write(
            self.style.SUCCESS("The site and its regions have all that belongs to them.")
        )


def _have_home_under(parent: Page) -> None:
    if not HomePage.objects.child_of(parent).exists():
        add_home(parent)


def _page_at(path: str) -> Page:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise CommandError("There is no default site: make one in the admin, under Settings.")
    below = f"{path.strip('/')}/".removeprefix("/")
    page = Page.objects.filter(url_path=site.root_page.url_path + below).first()
    if page is None:
        raise CommandError(f"--under: there is no page at {path} on {site.root_url}.")
    return page


def _have_site_at(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise CommandError("--site: write the address whole, such as https://tables.city.example")
    place = host_and_port(address)
    if not Site.objects.filter(**place).exists():
        home = add_home(Page.get_first_root_node())
        Site.objects.create(**place, root_page=home)
