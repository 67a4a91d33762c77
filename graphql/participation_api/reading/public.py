"""What the API may give of each model. Every type reads through here or `listed()`."""

import re
from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.pages.models import AgendaItem, DocumentReference, MeetingPage, Seat, TermPage
from cms.pages.visibility.links import public_html as expanded
from cms.pages.visibility.references import points_to_visible, visible
from cms.pages.visibility.sites import public_url
from themes.models import Theme

_BETWEEN_TEXTS = "\x1e"
"""ASCII record separator, which means nothing in HTML."""
_OUR_LINK = re.compile(r'\bhref="/(?!/)')


def public(model: type[Model], at: Any = None) -> QuerySet[Any]:
    """Rows of a model that a public page may refer to, now or at a moment."""
    if model is get_document_model():
        referring = DocumentReference.objects.filter(
            points_to_visible("page", Page, at), document=OuterRef("pk")
        )
        return visible(model, at).filter(Exists(referring))
    if model is AgendaItem:
        return AgendaItem.objects.filter(points_to_visible("page", MeetingPage, at))
    if model is Seat:
        return Seat.objects.filter(points_to_visible("page", TermPage, at))
    if model is Theme:
        return Theme.objects.all()
    if model is Page:
        return visible(Page, at).specific()
    return visible(model, at)


def public_html(texts: Sequence[str]) -> list[str]:
    """Rich texts as HTML for any site: links to what is hidden have lost their address and kept
    their words, links to our own pages and files are absolute."""
    # Joined, as the links of each call would take statements of their own.
    html = expanded(_BETWEEN_TEXTS.join(text.replace(_BETWEEN_TEXTS, "") for text in texts))
    return _OUR_LINK.sub(f'href="{public_url()}/', html).split(_BETWEEN_TEXTS)


def absolute(path: str) -> str:
    """The address of a path of ours; one that is absolute already, as of files in another store,
    stays."""
    return public_url() + path if path.startswith("/") else path
