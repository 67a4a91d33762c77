import re
from collections.abc import Iterator
from difflib import get_close_matches

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.db import DatabaseError
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from cms import conf
from cms.pages.models import InfoKind, InfoPage
from cms.pages.models.base import ContentPage
from cms.pages.visibility.sites import Ground, asked_of, cities
from cms.plugin import APPS, MIDDLEWARE, NEEDED_APPS

ADDRESS = re.compile(r"https?://[^/\s]+")


def check_search_kinds(**kwargs: object) -> list[CheckMessage]:
    """A page type says how the search finds it, if at all; forgetting stops the start."""
    return [
        Error(
            f"{model.__name__} does not say how the search finds it.",
            hint="Set search_kind to a code, or to None for a page that is not searched.",
            obj=model,
            id="kumppanuus_pages.E001",
        )
        for model in apps.get_models()
        if issubclass(model, ContentPage) and not hasattr(model, "search_kind")
    ]


def check_installation(**kwargs: object) -> list[CheckMessage]:
    """All that we need stands in the site's settings and addresses; what is missing is told with
    the line to add."""
    return [
        *(
            Error(
                f"The app {name} is missing.",
                hint=f'Add "{name}" to INSTALLED_APPS.',
                id="kumppanuus_pages.E005",
            )
            for name in (*APPS, *NEEDED_APPS)
            if not apps.is_installed(name)
        ),
        *(
            Warning(
                f"The middleware {name} is missing: {why}.",
                hint="Add *kumppanuus.MIDDLEWARE to the end of MIDDLEWARE.",
                id="kumppanuus_pages.W001",
            )
            for name, why in MIDDLEWARE.items()
            if name not in settings.MIDDLEWARE
        ),
        *(
            Error(
                f"Nothing, or something else, stands at the address of {of}.",
                hint=f'Put path("", include("{module}")) into the urlpatterns, before those of'
                " Wagtail's pages.",
                id="kumppanuus_pages.E006",
            )
            for of, name, module in _addresses_needed()
            if not _has_address(name)
        ),
    ]


def _addresses_needed() -> Iterator[tuple[str, str, str]]:
    yield "GraphQL and brands", "kumppanuus_doors:graphql", "cms.doors"
    if not conf.conf().HEADLESS:
        yield "the search page", "kumppanuus:search", "cms.pages.site.urls"


def _has_address(name: str) -> bool:
    try:
        return resolve(reverse(name)).view_name == name
    except (NoReverseMatch, Resolver404):
        return False


def check_settings(**kwargs: object) -> list[CheckMessage]:
    """What the site's dict KUMPPANUUS says is known to us and of its kind."""
    return [error for name, value in conf.given().items() for error in _errors_of(name, value)]


def _errors_of(name: str, value: object) -> list[CheckMessage]:
    if name not in conf.KINDS:
        nearest = get_close_matches(name.upper(), conf.KINDS, n=1)
        meant = f"Did you mean {nearest[0]}?" if nearest else f"Known are {', '.join(conf.KINDS)}."
        return [Error(f"KUMPPANUUS has no setting {name}.", hint=meant, id="kumppanuus_pages.E002")]
    kind = conf.KINDS[name]
    if not isinstance(value, kind):
        return [
            Error(
                f"KUMPPANUUS: {name} is {value!r}.",
                hint=f"Give it as {kind.__name__}.",
                id="kumppanuus_pages.E003",
            )
        ]
    if name.endswith("_URL") and value and not ADDRESS.match(str(value)):
        hint = "Write the address whole, such as https://www.city.example/"
        return [Error(f"KUMPPANUUS: {name} is {value!r}.", hint=hint, id="kumppanuus_pages.E004")]
    if name == "SHARED_SECONDS" and not 0 <= value <= conf.Conf.SHARED_SECONDS:
        hint = f"Give at most {conf.Conf.SHARED_SECONDS}."
        return [Error(f"KUMPPANUUS: {name} is {value!r}.", hint=hint, id="kumppanuus_pages.E008")]
    return []


def check_accessibility_statements(**kwargs: object) -> list[CheckMessage]:
    """Every public site has the statement that the law asks for. Where there is no database yet, as
    where an image is built, there is nothing to say."""
    if conf.conf().HEADLESS:
        return []
    try:
        return [
            Warning(
                f"The site {city.root_url} has no accessibility statement.",
                hint="Fill in and publish the draft that stands among the information pages of its"
                " front page, or publish a page of that kind.",
                id="kumppanuus_pages.W002",
            )
            for city in cities()
            if not _has_accessibility_statement(city)
        ]
    except DatabaseError:
        return []


def _has_accessibility_statement(city: Ground) -> bool:
    with asked_of(city):
        found: bool = InfoPage.objects.listed().filter(kind=InfoKind.ACCESSIBILITY).exists()
    return found
