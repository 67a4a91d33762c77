"""What comes with a region, and with its city, besides pages: tied by key, so that renaming
breaks nothing. Whatever an administrator deletes is left empty here, and made again by the next
`sync_regions`."""

from typing import Any

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Workflow


def _resource(model: type[models.Model], verbose_name: Any) -> "models.OneToOneField[Any, Any]":
    return models.OneToOneField(
        model, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=verbose_name
    )


class RegionResources(models.Model):
    """A region and its translations share one row: it is keyed by their translation key. It
    outlives the region, so that no picture is lost and nobody loses a group with it."""

    translation_key = models.UUIDField(_("translation key of the region"), unique=True)
    coordinators = _resource(Group, _("coordinators' group"))
    collection = _resource(Collection, _("collection"))
    workflow = _resource(Workflow, _("moderation workflow"))

    class Meta:
        verbose_name = _("resources of a region")
        verbose_name_plural = _("resources of regions")

    def __str__(self) -> str:
        return str(self.coordinators or self.translation_key)


class CityResources(models.Model):
    """The groups of the roles that reach over the regions of a city, and the collection that all
    of them may use. A front page and its translations share one row."""

    translation_key = models.UUIDField(_("translation key of the front page"), unique=True)
    lead_coordinators = _resource(Group, _("lead coordinators' group"))
    communications = _resource(Group, _("communications' group"))
    collection = _resource(Collection, _("shared collection"))

    class Meta:
        verbose_name = _("resources of a city")
        verbose_name_plural = _("resources of cities")

    def __str__(self) -> str:
        return str(self.communications or self.translation_key)
