"""Widgets of the page editor, which can be loaded only when all models are."""

import re
from typing import Any

from django.http import QueryDict
from wagtail.admin.rich_text import DraftailRichTextArea

_NO_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
"""Control characters, for which HTML has no place, and halves of surrogate pairs, which can be
neither shown nor stored. Rich text comes as JSON, which may have them, as where half of an emoji
was rubbed out; nobody sees them to take them away."""


class RichTextArea(DraftailRichTextArea):
    """The editor of every rich text."""

    def value_from_datadict(self, data: QueryDict, files: object, name: str) -> Any:
        html = super().value_from_datadict(data, files, name)
        return html and _NO_CHARACTER.sub("", html)
