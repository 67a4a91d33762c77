"""Makes the named renditions of a saved image, so that no page and no query has to."""

from django.db import transaction
from django.db.models.signals import post_save

from cms.media.models import Image


def connect() -> None:
    post_save.connect(make_renditions_later, sender=Image)


def make_renditions_later(instance: Image, **kwargs: object) -> None:
    # After the commit: Wagtail's form first saves a replaced file and then drops the renditions of
    # the old one. Robust: an image that cannot be drawn is kept, and the failure is logged.
    transaction.on_commit(instance.make_renditions, robust=True)
