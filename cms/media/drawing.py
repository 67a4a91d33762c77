"""The worker's job of drawing pictures that were not drawn as they are now: those of an older
version, and those whose drawing was cut off."""

import logging
import time
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from wagtail.images import get_image_model

from cms.media.models import AbstractImage, PictureFile
from cms.media.renditions import DRAWN_AS, RENDITIONS, make_renditions

logger = logging.getLogger(__name__)

PATIENCE = 5
"""Seconds after which a call begins no further picture."""
OLD_FILES_KEPT = timedelta(hours=1)
"""Longer than anybody has a row in hand before saving it."""


def draw_pending_pictures(limit: int) -> int:
    """Try at most `limit` pictures, and none once PATIENCE is over; how many were drawn. A failure
    of ours (storage, database) is logged and tried again on a later call."""
    drawn = 0
    started = time.monotonic()
    # In no set order, so that pictures that keep failing never hold up the others.
    for image in pending_pictures().order_by("?")[:limit]:
        if time.monotonic() - started > PATIENCE:
            break
        try:
            make_renditions(image)
            drawn += 1
        except Exception:
            logger.exception("Picture %s was not drawn; it is tried again", image.pk)
    return drawn


def pending_pictures() -> QuerySet[Any]:
    """Of a model that knows our rules all; of another model, of which a site may have many that are
    none of ours, those that have got renditions of ours."""
    model = get_image_model()
    images: QuerySet[Any] = model._default_manager.all()
    if not issubclass(model, AbstractImage):
        ours = model.get_rendition_model()._default_manager.filter(
            image=OuterRef("pk"), filter_spec__in=RENDITIONS.values()
        )
        images = images.filter(Exists(ours))
    drawn = PictureFile.objects.filter(
        name=OuterRef("file"), drawn_as=DRAWN_AS, replaced_at__isnull=True
    )
    return images.filter(~Exists(drawn))


def delete_replaced_files() -> None:
    """Delete what was replaced a while ago. What was saved again meanwhile is pending again."""
    model = get_image_model()
    storage = model._meta.get_field("file").storage
    for old in PictureFile.objects.filter(replaced_at__lt=timezone.now() - OLD_FILES_KEPT):
        if not model._default_manager.filter(file=old.name).exists():
            storage.delete(old.name)
        old.delete()
