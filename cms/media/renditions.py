"""Named renditions: the sizes and formats in which readers get a picture, whatever model a site
has for its images."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition, Filter

from cms.media import filters

RENDITIONS = {
    "thumbnail": "fill-320x200|format-webp",
    "card": "fill-640x400|format-webp",
    "medium": "width-640|format-webp",
    "wide": "width-1280|format-webp",
    "thumbnail_avif": "fill-320x200|format-avif",
    "card_avif": "fill-640x400|format-avif",
    "medium_avif": "width-640|format-avif",
    "wide_avif": "width-1280|format-avif",
    "card_jpeg": "fill-640x400|format-jpeg",
    "wide_jpeg": "width-1280|format-jpeg",
}
"""Named renditions, all made when an image is saved: code → Wagtail filter."""
_FILTERS = {name: Filter(spec) for name, spec in RENDITIONS.items()}
SOURCES = {
    "card": {"avif": ("thumbnail_avif", "card_avif"), "webp": ("thumbnail", "card")},
    "wide": {"avif": ("medium_avif", "wide_avif"), "webp": ("medium", "wide")},
}
"""Renditions of the same part of a picture in the same format, by the name of the largest and by
the format: what a browser chooses among."""

renditions_made = Signal()
"""Sent with `image` when it got renditions with names. Wagtail makes many of them at once, of which
Django's own signals do not tell."""


def make_renditions_later(image: AbstractImage) -> None:
    """After the commit: Wagtail's form first saves a replaced file and then drops the renditions of
    the old one. Robust: an image that cannot be drawn is kept, and the failure is logged."""
    transaction.on_commit(lambda: make_renditions(image), robust=True)


def images_without_renditions(keys: Iterable[Any]) -> QuerySet[Any]:
    """Those of the images by these keys that have none with a name: a site had them before it had
    us."""
    images: QuerySet[Any] = get_image_model()._default_manager.filter(pk__in=keys)
    return images.exclude(renditions__filter_spec__in=RENDITIONS.values())


def make_renditions(image: AbstractImage) -> None:
    """Make every named rendition that is missing."""
    existing = named_renditions(image)
    missing = [spec for name, spec in RENDITIONS.items() if name not in existing]
    if missing:
        image.get_renditions(*filters.drawn(image, missing).values())
        renditions_made.send(sender=type(image), image=image)


def named_renditions(image: AbstractImage) -> dict[str, AbstractRendition]:
    """Renditions that exist for the focal point as it is now, by name; makes none."""
    names = {(each.spec, each.get_cache_key(image)): name for name, each in _FILTERS.items()}
    return {
        names[key]: rendition
        for rendition in image.renditions.all()
        if (key := (rendition.filter_spec, rendition.focal_point_key)) in names
    }


def sources(
    renditions: Mapping[str, AbstractRendition], size: str, format: str
) -> list[AbstractRendition]:
    """Those of the named renditions that `SOURCES` has of a size and format, the smallest first."""
    return [renditions[name] for name in SOURCES[size][format] if name in renditions]


def is_decorative(image: Any) -> bool:
    """Whether a picture tells nothing that the text does not; where a model does not know, one
    without a text alternative."""
    known = getattr(image, "is_decorative", None)
    return not image.default_alt_text if known is None else known
