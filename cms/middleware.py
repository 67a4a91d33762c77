import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from cms.pages.models.ours import concerns_us, is_our_model, our_pages
from cms.pages.visibility.querysets import ContentPageQuerySet
from cms.pages.visibility.sites import asked_by

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


class SiteMiddleware:
    """Lets whatever answers the public see the pages of the Site that is asked, and of no other. In
    the admin rights decide who sees what."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_of_admin(request):
            return self.get_response(request)
        with asked_by(request):
            return self.get_response(request)


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
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except ValidationError as error:
            messages.error(request, " ".join([_("Nothing was changed."), *error.messages]))
            return redirect(
                get_valid_next_url_from_request(request) or _page_or_front(kwargs.get("page_id"))
            )


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
    shown = ContentPageQuerySet(Page).published()
    return to_pages.exclude(redirect_page__in=shown).exists()
