"""Where a page stands on the site, worked out from its path in the tree without reading anything:
the roots of the sites are in Wagtail's cache."""

from collections.abc import Iterable
from urllib.parse import quote

from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils import translation
from wagtail.models import Page, Site

from cms.languages import main_language
from cms.pages.visibility.sites import current_ground, only_city

Root = tuple[str, str]
"""Where the pages of a site begin, in Wagtail's paths and in addresses: /sv/."""


def site_roots() -> list[Root]:
    roots = []
    for site in Site.get_site_root_paths():
        roots.append((site.root_path, _front_address(site.language_code)))
    return roots


def _front_address(language: str) -> str:
    """Where the pages of a language begin; where none is shown here, as the main site would have
    it."""
    with translation.override(language):
        try:
            return reverse("wagtail_serve", args=("",))
        except NoReverseMatch:
            return "/" if language == main_language() else f"/{language}/"


def path_on_site(url_path: str, roots: Iterable[Root]) -> str:
    """Address relative to the site, such as `/pohjoinen/kokoukset/`; empty when unroutable."""
    for root, address in roots:
        if url_path.startswith(root):
            return address + quote(url_path.removeprefix(root))
    return ""


def is_of_pages(path: str) -> bool:
    """Whether it is left to pages what is shown at a path, in the language that is active: no other
    view of the site answers there."""
    try:
        return resolve(path).url_name == "wagtail_serve"
    except Resolver404:
        return True


def links_to(pages: Iterable[Page]) -> list[str]:
    """The address of each: relative where it stands on the site that is asked, or on the only one
    with pages of ours, else absolute; empty when unroutable."""
    here, roots = current_ground() or only_city(), site_roots()
    return [
        path_on_site(page.url_path, roots) if here and here.holds(page.path) else page.url or ""
        for page in pages
    ]
