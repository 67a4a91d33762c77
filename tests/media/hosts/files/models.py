"""A site's own models: some derived from ours, some not."""

from django.db import models
from wagtail.documents.models import AbstractDocument as WagtailDocument
from wagtail.images.models import AbstractImage as WagtailImage
from wagtail.images.models import AbstractRendition

from cms.media.models import AbstractDocument, AbstractImage


class Picture(AbstractImage):
    pass


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class Paper(AbstractDocument):
    pass


class Photo(WagtailImage):
    """Has a text alternative of its own."""

    alt = models.CharField(max_length=100, blank=True)
    admin_form_fields = ("title", "file", "collection", "alt")

    @property
    def default_alt_text(self) -> str:
        return self.alt


class PhotoRendition(AbstractRendition):
    image = models.ForeignKey(Photo, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class Sheet(WagtailDocument):
    admin_form_fields = ("title", "file", "collection")
