"""Named renditions: the sizes and formats in which readers get a picture, whatever model a site
has for its images."""

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition, Filter

from cms.media import filters, pixels
from cms.media.models import AbstractImage as OurImage
from cms.media.models import PictureFile

logger = logging.getLogger(__name__)

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
DRAWN_AS = 1
"""Version of what is drawn, or how: raise it, and the worker draws all of them anew."""
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
    """Make every named rendition that is missing, and anew those that were drawn otherwise than
    now; a picture that cannot be drawn has none, and is not tried again."""
    known = PictureFile.objects.filter(name=image.file.name, replaced_at=None).first()
    if known is None:
        _take_metadata_off(image)
    is_drawn_otherwise = known is None or 0 < known.drawn_as != DRAWN_AS
    existing = {} if is_drawn_otherwise else named_renditions(image)
    missing = [spec for name, spec in RENDITIONS.items() if name not in existing]
    try:
        drawn = filters.drawn(image, missing) if missing and not image.is_svg() else {}
    except pixels.UndrawableError as error:
        logger.error("Picture %s has no renditions. %s", image.pk, error)
        drawn = {}
    if is_drawn_otherwise:
        _drop_renditions(image)
    if drawn:
        image.get_renditions(*drawn.values())
        renditions_made.send(sender=type(image), image=image)
    if known is None or known.drawn_as != DRAWN_AS:
        PictureFile.add(image.file.name, DRAWN_AS)


def _take_metadata_off(image: AbstractImage) -> None:
    """Of a picture that was stored before metadata was taken off when it was sent."""
    if isinstance(image, OurImage) and not image.is_svg():
        try:
            image.replace_stored_file()
        except pixels.UndrawableError as error:
            logger.error("Picture %s keeps what stands in its file. %s", image.pk, error)


def _drop_renditions(image: AbstractImage) -> None:
    """Of a model of a site's own only those that are ours."""
    renditions = image.renditions.all()
    if not isinstance(image, OurImage):
        renditions = renditions.filter(filter_spec__in=RENDITIONS.values())
    renditions.delete()


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
