"""What the site has of its own that refers to documents."""

from django.db import models
from wagtail.documents import get_document_model_string
from wagtail.models import Page
from wagtail.snippets.models import register_snippet


class HostPage(Page):
    paper = models.ForeignKey(
        get_document_model_string(), null=True, on_delete=models.SET_NULL, related_name="+"
    )


@register_snippet
class Notice(models.Model):
    paper = models.ForeignKey(
        get_document_model_string(), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.pk)
