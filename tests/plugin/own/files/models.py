from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


class Picture(AbstractImage):
    photographer = models.CharField(max_length=100, blank=True)
    admin_form_fields = (*WagtailImage.admin_form_fields, "photographer")


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class Paper(AbstractDocument):
    author = models.CharField(max_length=100, blank=True)
    admin_form_fields = (*WagtailDocument.admin_form_fields, "author")
