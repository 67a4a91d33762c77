from django.db import models
from wagtail.documents import get_document_model_string


class DocumentReference(models.Model):
    """Says that a page, as it was last published, refers to a document. A document is served to
    the public only while a published page refers to it; drafts do not count."""

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="kumppanuus_document_references"
    )
    document = models.ForeignKey(
        get_document_model_string(),
        on_delete=models.CASCADE,
        related_name="kumppanuus_page_references",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("page", "document"), name="kumppanuus_one_reference")
        ]

    def __str__(self) -> str:
        return f"{self.page_id} → {self.document_id}"
