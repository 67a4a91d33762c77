"""Ours, but for the languages."""

from cms.settings.test import *  # noqa: F403 - settings on settings

LANGUAGE_CODE = "et"
LANGUAGES = [("et", "Eesti"), ("en-gb", "English"), ("de", "Deutsch")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES[:2]
