"""A theme as files: for our own pages, and for other sites that wear a region's brand."""

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.views.decorators.http import condition, require_safe
from wagtail.coreutils import get_content_languages, get_supported_content_language_variant

from themes import formats
from themes.models import Theme

FOREVER = "public, max-age=31536000, immutable"
SHORTLY = "public, max-age=300"
EMBED_SCRIPTS = ("embed_texts.js", "embed.js")
"""Served as one: other sites fetch a single file."""


@require_safe
def css(request: HttpRequest, code: str, content_hash: str = "") -> HttpResponseBase:
    """The custom properties. The address of an earlier state redirects to the present one, so that
    a page that someone else has cached keeps its brand; so does an address that names no state."""
    theme = _theme(code)
    response: HttpResponseBase
    if content_hash == theme.css_hash:
        response = HttpResponse(theme.css, content_type="text/css; charset=utf-8")
        response["Cache-Control"] = FOREVER
    else:
        response = HttpResponseRedirect(theme.css_path)
        response["Cache-Control"] = SHORTLY
    return response


def _tokens_text(code: str) -> str:
    theme = _theme(code)
    return json.dumps(formats.design_tokens(theme.name, theme.tokens, theme.typeface), indent=2)


@require_safe
@condition(etag_func=lambda request, code: f'"{formats.content_hash(_tokens_text(code))}"')
def tokens(request: HttpRequest, code: str) -> HttpResponseBase:
    """The tokens as Design Tokens, for the design tools and builds of other sites."""
    response = HttpResponse(_tokens_text(code), content_type="application/json")
    response["Cache-Control"] = SHORTLY
    return response


@cache
def _embed_scripts() -> str:
    folder = Path(__file__).parent / "static" / "kumppanuus_themes"
    return "\n".join((folder / name).read_text() for name in EMBED_SCRIPTS)


def embed_source() -> str:
    """The scripts, and before them what they need to know of the installation."""
    site = {
        "language": get_supported_content_language_variant(settings.LANGUAGE_CODE),
        "languages": list(get_content_languages()),
        "timeZone": settings.TIME_ZONE,
    }
    return f"const SITE = {json.dumps(site)};\n{_embed_scripts()}"


@require_safe
@condition(etag_func=lambda request: f'"{formats.content_hash(embed_source())}"')
def embed_script(request: HttpRequest) -> HttpResponseBase:
    """The script of <kumppanuus-feed>, at an address that stays: pages of other sites name it."""
    response = HttpResponse(embed_source(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = SHORTLY
    return response


def _theme(code: str) -> Theme:
    try:
        return Theme.objects.with_code(code)
    except Theme.DoesNotExist as error:
        raise Http404 from error
