"""Makes the named renditions of a saved image, so that no page and no query has to."""

from django.db.models.signals import post_save
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from cms.media.renditions import make_renditions_later


def connect() -> None:
    post_save.connect(make_renditions_of_saved, sender=get_image_model())


def make_renditions_of_saved(instance: AbstractImage, **kwargs: object) -> None:
    make_renditions_later(instance)
