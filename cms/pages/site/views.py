"""Public pages that stand outside the page tree."""

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.languages import content_languages, main_language, readers_language
from cms.pages.lists import pages_in_plain_language
from cms.pages.site.context import site_context
from cms.pages.site.identity import city_theme, identity_context
from cms.pages.site.listing import with_region
from cms.pages.site.search_form import (
    PER_PAGE,
    Labels,
    Question,
    asked_text,
    followed_up,
    left_out,
    wrong_days,
)
from cms.pages.visibility.sites import current_site_key, public_url
from search.queries import OutOfTimeError, Query, Results, TimeLimit, suggest
from themes.views import SHORTLY

ICONS = (
    ("icon.svg", "any", "image/svg+xml"),
    ("icon-180.png", "180x180", "image/png"),
    ("icon-32.png", "32x32", "image/png"),
)


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
        in_main = _found_in_main_language(request, question, within)
    except OutOfTimeError:
        results, pages = Results(), Paginator(range(0), PER_PAGE).get_page(1)
        took_too_long = True
        in_main = {}
    context: dict[str, Any] = {
        "search_query": question.query.text,
        "question": question,
        "found": results,
        "followed_up": followed_up(question.query.text),
        "left_out": list(left_out(results)),
        "wrong_days": wrong_days(request.GET),
        "took_too_long": took_too_long,
        "labels": labels,
        "facets": list(question.facets(results, labels)),
        "results": pages,
        "in_main_language": in_main,
    }
    return render(
        request, "kumppanuus_pages/search.html", site_context(request, language) | context
    )


def _found_in_main_language(
    request: HttpRequest, question: Question, within: TimeLimit
) -> dict[str, Any]:
    """How much the same words find in the language in which most is written, and where to see it;
    empty for who asks in it, and for who asks for no words. Raises OutOfTimeError."""
    main = main_language()
    if main in question.query.languages or not question.query.text:
        return {}
    asked = replace(question, query=replace(question.query, languages=[main]))
    with override(main):
        address = reverse("kumppanuus:search")
    words = request.GET.copy()
    words.pop("page", None)
    return {
        "language": main,
        "total": asked.answer(1, within).total,
        "url": f"{address}?{words.urlencode()}",
    }


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
def plain_language(request: HttpRequest) -> HttpResponse:
    """All pages that have a summary in plain language, with it, newest first."""
    language = readers_language()
    pages = pages_in_plain_language(language)
    results = Paginator(pages.specific(), PER_PAGE).get_page(request.GET.get("page"))
    context = site_context(request, language)
    results.object_list = with_region(results.object_list, context["regions"])
    return render(request, "kumppanuus_pages/plain_language.html", context | {"results": results})


@require_safe
@cache_control(public=True, max_age=300)
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone shows of the site on its home screen."""
    identity = identity_context(request, readers_language())
    home = identity["home"]
    return JsonResponse(
        {
            "name": identity["site_name"],
            "short_name": (home and home.title) or identity["site_name"],
            "lang": readers_language(),
            "start_url": home.site_path if home else "/",
            "display": "browser",
            "theme_color": identity["theme"].primary,
            "background_color": "#ffffff",
            "icons": [
                {"src": static(f"kumppanuus_themes/{name}"), "sizes": sizes, "type": kind}
                for name, sizes, kind in ICONS
            ],
        },
        content_type="application/manifest+json",
    )


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For those who ask for it at this address, whatever the page says."""
    return HttpResponseRedirect(static("kumppanuus_themes/favicon.ico"))


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
