from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")


class AdminTransactionMiddleware:
    """Runs every changing request of the admin in one transaction, so that a page, its inline
    children, restrictions, log, search rows and content version are changed together or not at
    all. Reading requests take no transaction, hence no write lock."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.method in SAFE_METHODS or not request.path.startswith(
            reverse("wagtailadmin_home")
        ):
            return None
        with transaction.atomic():
            return view(request, *args, **kwargs)
