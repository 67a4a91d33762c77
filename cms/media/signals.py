"""Makes the named renditions of a saved image, so that no page and no query has to."""

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from cms.media.renditions import make_renditions


def connect() -> None:
    post_save.connect(make_renditions_later, sender=get_image_model())


def make_renditions_later(instance: AbstractImage, **kwargs: object) -> None:
    # After the commit: Wagtail's form first saves a replaced file and then drops the renditions of
    # the old one. Robust: an image that cannot be drawn is kept, and the failure is logged.
    transaction.on_commit(lambda: make_renditions(instance), robust=True)
