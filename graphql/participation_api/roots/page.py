"""Root field for headless rendering: the page at an address of the public site."""

from typing import Any
from urllib.parse import unquote, urlsplit

import graphene
from django.utils.translation import get_language_from_path
from graphql import GraphQLError
from wagtail import models as wagtail

from cms.languages import content_languages, main_language
from cms.pages.visibility.sites import grounds
from participation_api.reading.public import public
from participation_api.types.page import Page


def page_at(path: str) -> Any:
    """The published page, of whatever type, or None. Query string and anchor do not count, nor
    does a slash that is missing at the end.

    Raises GraphQLError for what is no path."""
    if not path.startswith("/") or path.startswith("//"):
        raise GraphQLError('Argument "path" must begin with one slash: /pohjoinen/kokoukset/.')
    path = unquote(urlsplit(path).path).rstrip("/") + "/"
    if "\0" in path:  # no database takes it
        return None
    language = get_language_from_path(path)
    if language in content_languages() and language != main_language():
        path = path.removeprefix(f"/{language}")
    else:
        language = main_language()
    ours = {key for key, ground in grounds().items() if ground.has_ours}
    pages = public(wagtail.Page).filter(
        url_path__in=[
            site.root_path + path.removeprefix("/")
            for site in wagtail.Site.get_site_root_paths()
            if site.language_code == language and site.site_id in ours
        ]
    )
    return pages.first()


class PageQuery(graphene.ObjectType):
    page = graphene.Field(
        Page,
        description="The published page at an address; null when there is none.",
        resolver=lambda root, info, path: page_at(path),
        path=graphene.String(
            required=True,
            description=(
                "Relative to the public site, as every page's `path`: /pohjoinen/kokoukset/;"
                " pages in other languages begin with theirs: /sv/."
            ),
        ),
    )
