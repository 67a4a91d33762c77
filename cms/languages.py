"""The languages of the content, which the settings name: WAGTAIL_CONTENT_LANGUAGES, the first of
them all LANGUAGE_CODE. (*en-us* there is the content's *en*.)"""

from django.conf import settings
from django.utils.translation import get_language
from wagtail.coreutils import get_content_languages, get_supported_content_language_variant


def content_languages() -> list[str]:
    return list(get_content_languages())


def main_language() -> str:
    """The one in which our own code looks for what every installation has."""
    language: str = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    return language


def readers_language() -> str:
    """The one in which the present request is answered."""
    try:
        language: str = get_supported_content_language_variant(get_language())
    except LookupError:
        return main_language()
    return language
