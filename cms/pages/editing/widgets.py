"""Widgets of the page editor, which can be loaded only when all models are."""

import re
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict
from draftjs_exporter.error import ExporterException
from wagtail.admin.rich_text import DraftailRichTextArea

_NO_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
"""Control characters, for which HTML has no place, and halves of surrogate pairs, which can be
neither shown nor stored. Rich text comes as JSON, which may have them, as where half of an emoji
was rubbed out; nobody sees them to take them away."""
NO_RICH_TEXT = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
    ExporterException,
)
"""What the conversion fails by when it is given something else than the editor makes."""
_DEPTH = re.compile(r'"depth"\s*:\s*[0-9]{3}')
"""Of a list in lists, of which the editor makes a few; of thousands to convert takes seconds."""


class BrokenFormError(SuspiciousOperation):
    """No editor's browser sends such a form."""


class RichTextArea(DraftailRichTextArea):
    """The editor of every rich text."""

    def value_from_datadict(self, data: QueryDict, files: object, name: str) -> Any:
        if _DEPTH.search(data.get(name, "")):
            raise BrokenFormError
        try:
            html = super().value_from_datadict(data, files, name)
        except NO_RICH_TEXT as error:
            raise BrokenFormError from error
        return html and _NO_CHARACTER.sub("", html)
