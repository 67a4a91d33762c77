"""Public pages that stand outside the page tree."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.pages.site.context import site_context
from cms.pages.site.search_form import PER_PAGE, Labels, Question, asked_text
from cms.pages.visibility.sites import current_site_key, public_url
from search.queries import Query, suggest


@require_safe
@cache_control(no_store=True)
def search(request: HttpRequest) -> HttpResponse:
    """The search page for residents. Whatever is asked, the answer is a page."""
    language = get_language() or "fi"
    labels = Labels(language)
    question = Question.read(request.GET, language, labels)
    results = question.answer(question.page)
    pages = Paginator(range(results.total), PER_PAGE).get_page(question.page)
    if pages.number != question.page:
        results = question.answer(pages.number)
    context: dict[str, Any] = {
        "search_query": question.query.text,
        "question": question,
        "found": results,
        "labels": labels,
        "facets": list(question.facets(results, labels)),
        "results": pages,
    }
    return render(request, "kumppanuus_pages/search.html", site_context(language) | context)


@require_safe
@cache_control(no_store=True)
def suggestions(request: HttpRequest) -> HttpResponse:
    """What the words being typed on the search page may become, as JSON."""
    language = get_language() or "fi"
    query = Query(asked_text(request.GET), languages=[language], site=current_site_key())
    return JsonResponse({"suggestions": suggest(query)})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    searches = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            searches.append(reverse("kumppanuus:search"))
    rules = [
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        *(f"Disallow: {path}" for path in searches),
        f"Sitemap: {public_url()}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join(rules) + "\n", content_type="text/plain; charset=utf-8")


@cache_control(no_store=True)
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    context = site_context(get_language() or "fi")
    return render(request, "kumppanuus_pages/404.html", context, status=404)
