"""The search page for residents."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.pages.context import site_context


def search(request: HttpRequest) -> HttpResponse:
    context: dict[str, Any] = site_context("fi")
    return render(request, "pages/search.html", context)
