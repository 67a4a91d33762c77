"""Several cities in one installation: each Wagtail Site shows its own pages alone.

Whoever asks for a page of ours asks a Site, which stays known until the answer is given
(`cms.middleware.SiteMiddleware`); whatever `published()` gives stands under the root pages of that
Site. Where one Site alone has pages of ours, nothing is looked at. The admin, the worker and
commands ask no Site and see all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property, reduce
from operator import or_
from typing import Any, NamedTuple
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from cms.conf import conf

_CACHE_KEY = "kumppanuus-grounds"
KEPT_FOR = 60
"""Seconds until a process sees what another one has changed of the Sites, where they share no
cache."""


class Ground(NamedTuple):
    """Where the pages of a Site stand. Sites of one root page share theirs."""

    key: str
    """Of the first Site that has it."""
    root_url: str
    is_of_default_site: bool
    roots: tuple[Any, ...]
    """Paths in the tree of the root page and its translations."""
    grounds_inside: tuple[Any, ...] = ()
    """Roots of other Sites that stand under these."""
    has_ours: bool = False
    """Whether a front page of ours stands here."""
    has_all_of_ours: bool = False

    @property
    def pages(self) -> Q:
        here = under(self.roots)
        return here & ~under(self.grounds_inside) if self.grounds_inside else here

    def holds(self, path: str) -> bool:
        """Whether the page with this path in the tree is among them."""
        return path.startswith(self.roots) and not path.startswith(self.grounds_inside)

    @property
    def public_url(self) -> str:
        """What absolute addresses of its pages begin with."""
        return (self.is_of_default_site and conf().PUBLIC_URL) or self.root_url


NOWHERE = Ground(key="0", root_url="", is_of_default_site=False, roots=("-",))
"""Of a request for no Site: no page has such a path."""


def under(paths: Iterable[Any]) -> Q:
    """Pages that these paths in the tree are of or lead to; none for no path."""
    return reduce(or_, (Q(path__startswith=path) for path in paths), Q(pk__in=[]))


def front_pages() -> PageQuerySet:
    """Of all cities, as pages of Wagtail's own class."""
    return Page.objects.filter(
        content_type__app_label="kumppanuus_pages", content_type__model="homepage"
    )


# --- what there is ------------------------------------------------------------------------------


def grounds() -> Mapping[int, Ground]:
    """By the primary keys of the Sites."""
    found: Mapping[int, Ground] | None = cache.get(_CACHE_KEY)
    if found is None:
        found = _read_grounds()
        cache.set(_CACHE_KEY, found, KEPT_FOR)
    return found


def forget_grounds(**kwargs: object) -> None:
    """Something may have changed of them; others see it when the transaction is over."""
    cache.delete(_CACHE_KEY)
    transaction.on_commit(lambda: cache.delete(_CACHE_KEY))


def cities() -> list[Ground]:
    """The grounds on which front pages of ours stand."""
    return list({ground.key: ground for ground in grounds().values() if ground.has_ours}.values())


def only_city() -> Ground | None:
    """None where there are several, or none at all."""
    ours = cities()
    return ours[0] if len(ours) == 1 else None


def ground_of(path: str) -> Ground | None:
    """On which the page with this path in the tree stands; None where no Site has it."""
    return _nearest(path, grounds().values())


def site_key(page: Page) -> str:
    """By which the search and the list of changes know the city of a page; empty for one that
    stands under no Site."""
    ground = ground_of(page.path)
    return ground.key if ground else ""


def _nearest(path: str, grounds: Any) -> Ground | None:
    reaching = [
        (len(root), ground) for ground in grounds for root in ground.roots if path.startswith(root)
    ]
    return max(reaching, key=lambda pair: pair[0])[1] if reaching else None


def _read_grounds() -> dict[int, Ground]:
    sites = list(Site.objects.select_related("root_page").order_by("-is_default_site", "pk"))
    roots: dict[UUID, list[str]] = defaultdict(list)
    pages = Page.objects.filter(
        translation_key__in={site.root_page.translation_key for site in sites}
    )
    for key, path in pages.order_by("path").values_list("translation_key", "path"):
        roots[key].append(path)
    every = [root for own in roots.values() for root in own]
    found: dict[UUID, Ground] = {}
    for site in sites:
        own = roots[site.root_page.translation_key]
        inside = (other for other in every if other not in own and other.startswith(tuple(own)))
        found.setdefault(
            site.root_page.translation_key,
            Ground(str(site.pk), site.root_url, site.is_default_site, tuple(own), tuple(inside)),
        )
    fronts = front_pages().values_list("path", flat=True)
    ours = {_nearest(path, found.values()) for path in fronts}
    return {
        site.pk: ground._replace(has_ours=ground in ours, has_all_of_ours=ours == {ground})
        for site in sites
        if (ground := found[site.root_page.translation_key])
    }


# --- which one is asked -------------------------------------------------------------------------


class _Asked:
    """What one request asks, found out when it matters."""

    def __init__(self, request: HttpRequest | None) -> None:
        self.request = request

    @cached_property
    def ground(self) -> Ground | None:
        return ground_for(self.request) if self.request else None

    @cached_property
    def public_url(self) -> str:
        return self.ground.public_url if self.ground else _url_of_all()


_asked: ContextVar[_Asked | None] = ContextVar("kumppanuus_site", default=None)


def ground_for(request: HttpRequest) -> Ground | None:
    """Of the Site that a request is for. Where one alone has pages of ours, whichever is asked: its
    own, or None when there are no others, as of a city whose Site is not made yet."""
    ours = cities()
    if len(ours) <= 1:
        return next((ground for ground in ours if not ground.has_all_of_ours), None)
    site = Site.find_for_request(request)
    return grounds().get(site.pk, NOWHERE) if site else NOWHERE


def site_asked(request: HttpRequest) -> str:
    """Of all that Wagtail has, with pages of ours or without: it decides which page an address
    leads to, and in whose name that is shown. Empty where there is one alone."""
    site = Site.find_for_request(request) if len(grounds()) > 1 else None
    return str(site.pk) if site else ""


@contextmanager
def asked_by(request: HttpRequest) -> Iterator[None]:
    """Until its end the Site that the request is for is asked."""
    with _asking(_Asked(request)):
        yield


@contextmanager
def asked_of(ground: Ground | None) -> Iterator[None]:
    """Until its end the pages of a ground are asked for, or all pages."""
    asked = _Asked(None)
    asked.ground = ground
    with _asking(asked):
        yield


@contextmanager
def _asking(asked: _Asked) -> Iterator[None]:
    token = _asked.set(asked)
    try:
        yield
    finally:
        _asked.reset(token)


def everywhere() -> Any:
    """Whoever asks: for what is written rather than shown."""
    return asked_of(None)


def current_ground() -> Ground | None:
    """On which alone pages are looked for; None for everywhere."""
    asked = _asked.get()
    return asked.ground if asked else None


def current_site_key() -> str:
    """As `site_key()` of the pages that are looked for; empty for those of all Sites."""
    ground = current_ground()
    return ground.key if ground else ""


def is_on_asked_site(page: Page) -> bool:
    return current_site_key() in ("", site_key(page))


def public_url(page: Page | None = None) -> str:
    """What absolute addresses begin with, never the Host of a request: those of the Site that is
    asked, or of the page's own. Of the default Site, and of the only one that has pages of ours,
    it is the setting."""
    if page is None:
        asked = _asked.get()
        return asked.public_url if asked else _url_of_all()
    ground = ground_of(page.path) if len(cities()) > 1 else None
    return ground.public_url if ground else _url_of_all()


def _url_of_all() -> str:
    if address := conf().PUBLIC_URL:
        return address
    city = only_city()
    return city.root_url if city else ""
