"""Public pages that stand outside the page tree."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.languages import content_languages, readers_language
from cms.pages.site.context import site_context
from cms.pages.site.identity import city_theme
from cms.pages.site.search_form import (
    PER_PAGE,
    Labels,
    Question,
    asked_text,
    followed_up,
    left_out,
)
from cms.pages.visibility.sites import current_site_key, public_url
from search.queries import OutOfTimeError, Query, Results, TimeLimit, suggest
from themes.views import SHORTLY


@require_safe
@cache_control(no_store=True)
def search(request: HttpRequest) -> HttpResponse:
    """The search page for residents. Whatever is asked, the answer is a page."""
    language = readers_language()
    labels = Labels(language)
    question = Question.read(request.GET, language, labels)
    within = TimeLimit()
    took_too_long = False
    try:
        results = question.answer(question.page, within)
        pages = Paginator(range(results.total), PER_PAGE).get_page(question.page)
        if pages.number != question.page:
            results = question.answer(pages.number, within)
    except OutOfTimeError:
        results, pages = Results(), Paginator(range(0), PER_PAGE).get_page(1)
        took_too_long = True
    context: dict[str, Any] = {
        "search_query": question.query.text,
        "question": question,
        "found": results,
        "followed_up": followed_up(question.query.text),
        "left_out": list(left_out(results)),
        "took_too_long": took_too_long,
        "labels": labels,
        "facets": list(question.facets(results, labels)),
        "results": pages,
    }
    return render(
        request, "kumppanuus_pages/search.html", site_context(request, language) | context
    )


@require_safe
@cache_control(no_store=True)
def suggestions(request: HttpRequest) -> HttpResponse:
    """What the words being typed on the search page may become, as JSON."""
    query = Query(asked_text(request.GET), languages=[readers_language()], site=current_site_key())
    try:
        return JsonResponse({"suggestions": suggest(query)})
    except OutOfTimeError:
        return JsonResponse({"suggestions": []})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    searches = []
    for code in content_languages():
        with override(code):
            searches.append(reverse("kumppanuus:search"))
    rules = [
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        *(f"Disallow: {path}" for path in searches),
        f"Sitemap: {public_url()}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join(rules) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def city_brand(request: HttpRequest) -> HttpResponse:
    """The custom properties that the site's city-wide pages wear, at an address that stays."""
    response = HttpResponseRedirect(city_theme(request).css_path)
    response["Cache-Control"] = SHORTLY
    return response


# An address that is not found may be that of something which is for some alone.
@cache_control(private=True, no_store=True)
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    context = site_context(request, readers_language())
    return render(request, "kumppanuus_pages/404.html", context, status=404)
