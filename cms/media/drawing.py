"""The worker's job of drawing pictures that were not drawn as they are now: those of an older
version, and those whose drawing was cut off."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from wagtail.images import get_image_model

from cms.media.models import AbstractImage, PictureFile
from cms.media.pending import try_each
from cms.media.renditions import DRAWN_AS, RENDITIONS, make_renditions

OLD_FILES_KEPT = timedelta(hours=1)
"""Longer than anybody has a row in hand before saving it."""


def draw_pending_pictures(limit: int) -> int:
    """Try at most `limit` pictures, as long as the worker may wait; how many were drawn."""
    return try_each(pending_pictures(), limit, _draw, "Picture %s was not drawn")


def _draw(image: Any) -> bool:
    make_renditions(image)
    return True


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
