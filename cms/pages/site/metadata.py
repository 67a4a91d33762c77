"""What a page tells of itself to search engines and to services in which it is shared."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.blocks import StreamValue
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.media.renditions import named_renditions
from cms.pages.models import NewsPage
from cms.pages.models.base import ContentPage
from cms.pages.models.happening import Happening
from cms.pages.site.linked_data import linked_data
from cms.pages.visibility.references import visible_one
from cms.pages.visibility.rich_text import plain_text
from cms.pages.visibility.sites import public_url

LONGEST_DESCRIPTION = 160
SHARED_AS = "wide_jpeg"
"""The named rendition that services show; not all of them know WebP."""

_END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s")


@dataclass(frozen=True)
class SharedPicture:
    url: str
    """Absolute."""
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Metadata:
    canonical: str
    description: str
    picture: SharedPicture | None
    is_article: bool
    linked_data: str
    """JSON-LD in which nothing ends a script or begins a tag."""


def metadata(page: ContentPage, frame: dict[str, Any], above: list[Page]) -> Metadata:
    """Of a published page: `frame` is what stands around it, `above` are the pages above it."""
    described = description(page)
    picture = shared_picture(getattr(page, "image", None)) or shared_picture(frame["logo"])
    return Metadata(
        canonical=page.absolute_url,
        description=described,
        picture=picture,
        is_article=isinstance(page, NewsPage),
        linked_data=linked_data(
            page, frame, above, {"description": described, "image": picture and picture.url}
        ),
    )


def description(page: ContentPage) -> str:
    """What was written for it, else the lead, else the first sentences of the text; empty where
    there are none."""
    texts = (
        page.search_description,
        *(getattr(page, name, "") for name in ("lead", "summary")),
        plain_text(getattr(page, "introduction", "")),
        _first_paragraph(getattr(page, "body", ())),
        _when_and_where(page) if isinstance(page, Happening) else "",
    )
    return shortened(next((text for text in texts if text and text.strip()), ""))


def shortened(text: str, most: int = LONGEST_DESCRIPTION) -> str:
    """In one line, cut after a sentence where one ends within the limit, else after a word."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    ends = [end.start() for end in _END_OF_SENTENCE.finditer(text) if end.start() <= most]
    if ends:
        return text[: ends[-1]]
    words, _space, _rest = text[:most].rpartition(" ")
    return f"{words or text[: most - 1]}…"


def _first_paragraph(body: StreamValue) -> str:
    for block in body:
        if isinstance(block.value, RichText) and (text := plain_text(block.value.source)):
            return text.partition("\n")[0]
    return ""


def _when_and_where(page: Happening) -> str:
    starts = timezone.localtime(page.starts_at)
    return ", ".join(filter(None, [date_format(starts, "j.n.Y G.i"), page.place]))


def shared_picture(image: AbstractImage | None) -> SharedPicture | None:
    """None for one that may not be seen or is not drawn yet."""
    seen = visible_one(image)
    rendition = named_renditions(seen).get(SHARED_AS) if seen else None
    if seen is None or rendition is None:
        return None
    url = rendition.url
    return SharedPicture(
        url=public_url() + url if url.startswith("/") else url,
        width=rendition.width,
        height=rendition.height,
        alt=seen.default_alt_text,
    )
