import logging
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, DataError, OperationalError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_denied
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from cms.pages.editing.widgets import BrokenFormError
from cms.pages.models.ours import concerns_us, is_our_model, our_pages
from cms.pages.site.documents import kept_by_nobody
from cms.pages.visibility.editors import is_known_to, shown_to
from cms.pages.visibility.references import points_to_visible
from cms.pages.visibility.sites import asked_by

logger = logging.getLogger(__name__)

SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")


class ReaderLanguageMiddleware(LocaleMiddleware):
    """Says that an answer depends on the reader's language, but not of what other sites fetch: that
    is the same for all, and shared caches keep it once."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if re.match(settings.FOR_OTHER_SITES, request.path_info):
            return response
        return super().process_response(request, response)


def _is_of_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))


LARGEST_KEY = 2**63 - 1
"""To SQLite a larger number is an error."""


class SiteMiddleware:
    """Lets whatever answers the public see the pages of the Site that is asked, and of no other. In
    the admin rights decide who sees what: pages of which somebody may not know are not opened."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_of_admin(request):
            with asked_by(request):
                return kept_by_nobody(request, self.get_response(request))
        with shown_to(request.user):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if any(isinstance(value, int) and value > LARGEST_KEY for value in kwargs.values()):
            raise Http404
        user = request.user
        if not _is_of_admin(request) or not user.is_authenticated or user.is_superuser:
            return None
        asked = our_pages().filter(pk__in=[kwargs[name] for name in PAGE_KEYS if name in kwargs])
        if all(is_known_to(user, page) for page in asked):
            return None
        return permission_denied(request)


class AdminTransactionMiddleware:
    """Runs every request of the admin that changes a page of ours, a row of our models or a
    collection in one transaction, so that a page, its inline children, restrictions, log, search
    rows and content version are changed together or not at all. Reading requests take no
    transaction, hence no write lock.

    Where no form shows what forbids publishing (bulk actions, reviews), it is told here, and
    nothing is changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not _is_of_admin(request):
            return None
        # PostgreSQL takes no NUL in any text, whichever list it is searched in.
        if "%00" in request.META["QUERY_STRING"]:
            request.GET = QueryDict(request.META["QUERY_STRING"].replace("%00", ""))
        if request.method in SAFE_METHODS or not _changes_ours(request, view, kwargs):
            return None
        try:
            check_is_whole(request.POST)
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except (BrokenFormError, MultiValueDictKeyError):
            problems = [_("The form came broken: open the page again.")]
        except ValidationError as error:
            problems = error.messages
        except (ValueError, OverflowError, DataError) as error:
            if not NO_KEY.search(str(error)):
                raise
            problems = [_("The form came broken: open the page again.")]
        return _nothing_changed(request, problems)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """As Wagtail looks for what an address names without asking whether it may be a key, and
        for what a form names when it shows the form again, after the transaction."""
        match = request.resolver_match
        if not (match and _is_of_admin(request) and NO_KEY.search(str(error))):
            return None
        if not _changes_ours(request, match.func, match.kwargs):
            return None
        if request.method in SAFE_METHODS:
            raise Http404 from error
        return _nothing_changed(request, [_("The form came broken: open the page again.")])


class CraftedAddressMiddleware:
    """In our own admin an address whose query names what can be no key, or is of nothing, leads
    nowhere: many of Wagtail's views look for it without asking. The log tells where."""

    NO_ANSWERS = (
        DatabaseError,
        NoReverseMatch,
        ObjectDoesNotExist,
        OverflowError,
        ValueError,
    )

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        if request.method not in SAFE_METHODS or not request.GET or not _is_of_admin(request):
            return
        if isinstance(error, self.NO_ANSWERS) and not isinstance(error, OperationalError):
            logger.warning("%s leads nowhere.", request.get_full_path(), exc_info=error)
            raise Http404 from error


NO_KEY = re.compile("expected a number but got|too large to convert to SQLite|out of range")
"""How Django, SQLite and PostgreSQL say that something can be no key."""


def _nothing_changed(request: HttpRequest, problems: list[str]) -> HttpResponse:
    messages.error(request, " ".join([_("Nothing was changed."), *problems]))
    kwargs = request.resolver_match.kwargs if request.resolver_match else {}
    return redirect(
        get_valid_next_url_from_request(request) or _page_or_front(kwargs.get("page_id"))
    )


NUMBER_OF_BLOCKS = re.compile(r".+-(count|[0-9]+-order)")
NUMBER = re.compile(r"[0-9]{1,4}")


def check_is_whole(form: QueryDict) -> None:
    """Wagtail takes what it counts the blocks of a form by for numbers, without asking."""
    for name, value in form.items():
        if NUMBER_OF_BLOCKS.fullmatch(name) and not NUMBER.fullmatch(str(value)):
            raise BrokenFormError


PAGE_KEYS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id")
"""What Wagtail's addresses call a page's key."""
FILES = {"wagtailimages": get_image_model, "wagtaildocs": get_document_model}
"""Namespaces of what editors do to files, with the model of each."""


def _changes_ours(request: HttpRequest, view: Any, kwargs: dict[str, Any]) -> bool:
    match = request.resolver_match
    namespace = match.namespaces[0] if match and match.namespaces else ""
    if namespace == "wagtailusers_users":  # passwords are hashed there, and nothing of ours changed
        return False
    if namespace == "wagtailadmin_collections":  # files of any may be shown on our pages
        return True
    if namespace in FILES:
        return is_our_model(FILES[namespace]())
    pages: Any = [kwargs[name] for name in PAGE_KEYS if name in kwargs]
    if {"app_label", "model_name", "action"} <= kwargs.keys():
        model = apps.get_model(kwargs["app_label"], kwargs["model_name"])
        if not issubclass(model, Page):
            return is_our_model(model)
        pages = [key for key in request.GET.getlist("id") if key.isdigit()]
    if pages:
        return any(concerns_us(page) for page in Page.objects.filter(pk__in=pages))
    view_class, given = getattr(view, "view_class", None), getattr(view, "view_initkwargs", {})
    of: Any = given.get("model") or getattr(view_class, "model", None)
    if isinstance(of, str):
        of = apps.get_model(of)
    return isinstance(of, type) and is_our_model(of)


def _page_or_front(page_id: int | None) -> str:
    if page_id:
        return reverse("wagtailadmin_pages:edit", args=[page_id])
    return reverse("wagtailadmin_home")


class PublicRedirectMiddleware(RedirectMiddleware):
    """Leads nobody to a page that is not for everybody: not even its new address is told."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code == HTTPStatus.NOT_FOUND and _leads_to_hidden_page(request):
            return response
        redirected: HttpResponse = super().process_response(request, response)
        return redirected


def _leads_to_hidden_page(request: HttpRequest) -> bool:
    paths = [Redirect.normalise_path(path) for path in (request.get_full_path(), request.path)]
    of_site = Redirect.get_for_site(Site.find_for_request(request))
    to_pages = of_site.filter(old_path__in=paths, redirect_page__in=our_pages())
    return to_pages.exclude(points_to_visible("redirect_page")).exists()
