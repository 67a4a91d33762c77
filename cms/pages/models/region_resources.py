from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Workflow


class RegionResources(models.Model):
    """What comes with a region besides its pages, tied to it by key so that renaming breaks
    nothing. A region and its translations share one row: it is keyed by their translation key."""

    translation_key = models.UUIDField(_("translation key of the region"), unique=True)
    coordinators = models.OneToOneField(
        Group, on_delete=models.PROTECT, related_name="+", verbose_name=_("coordinators' group")
    )
    collection = models.OneToOneField(
        Collection, on_delete=models.PROTECT, related_name="+", verbose_name=_("collection")
    )
    workflow = models.OneToOneField(
        Workflow, on_delete=models.PROTECT, related_name="+", verbose_name=_("moderation workflow")
    )

    class Meta:
        verbose_name = _("resources of a region")
        verbose_name_plural = _("resources of regions")

    def __str__(self) -> str:
        return self.coordinators.name
