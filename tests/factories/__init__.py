"""Content for tests, made as an editor makes it: saved, then published."""

from tests.factories.hidden import HIDING, hide
from tests.factories.pages import (
    add_event,
    add_home,
    add_meeting,
    add_news,
    add_publication,
    add_region,
    add_statement,
    add_term,
    index_of,
)
from tests.factories.shared import add_document, add_image, add_organisation, add_theme, add_topic

__all__ = [
    "HIDING",
    "add_document",
    "add_event",
    "add_home",
    "add_image",
    "add_meeting",
    "add_news",
    "add_organisation",
    "add_publication",
    "add_region",
    "add_statement",
    "add_term",
    "add_theme",
    "add_topic",
    "hide",
    "index_of",
]
