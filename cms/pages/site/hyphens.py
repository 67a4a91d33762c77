"""Where long words of titles and tables may break on narrow screens: between the parts of a
compound, which the analysis knows. The mark is no text: it is neither copied nor read aloud."""

import re
from functools import lru_cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from search.compounds import compound_parts

SHORTEST_WORD = 17
"""Letters of a word that may not fit in a line of a heading on the narrowest screens."""
SHORTEST_PART = 3
KEPT_WORDS = 4_096

_LONG_WORD = re.compile(rf"([^\W\d_]{{{SHORTEST_WORD},}})")
_MARK = mark_safe('<span class="kp-shy"></span>')


def with_soft_hyphens(text: str) -> str:
    """Text of the language that is active, as markup; one without long words as it was."""
    pieces = _LONG_WORD.split(text)
    if len(pieces) == 1:
        return text
    language = get_language() or ""
    return format_html_join("", "{}", ((_softened(piece, language),) for piece in pieces))


@lru_cache(KEPT_WORDS)
def _softened(piece: str, language: str) -> SafeString | str:
    if not _LONG_WORD.fullmatch(piece):
        return piece
    parts = [""]
    for part in compound_parts(piece, language):
        if min(len(part), len(parts[-1])) >= SHORTEST_PART:
            parts.append(part)
        else:
            parts[-1] += part
    return format_html_join(_MARK, "{}", ((part,) for part in parts))
