from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicPersonalData(models.Model):
    """What of a published page looks like personal data, without the text itself: a report lists
    it. The worker writes one for each page, and anew when the page has changed."""

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="kumppanuus_personal_data"
    )
    version = models.PositiveBigIntegerField()
    """Of the page's `PageChange` when it was gone through."""
    has_codes = models.BooleanField(default=False)
    """Whether a personal identity code is public."""
    places = models.JSONField(default=list)
    """Where, and of which kind each is, as an editor reads it."""

    class Meta:
        verbose_name = _("page with public personal data")
        verbose_name_plural = _("pages with public personal data")

    def __str__(self) -> str:
        return "; ".join(self.places)
