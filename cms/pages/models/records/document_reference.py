from django.conf import settings
from django.db import models


class DocumentReference(models.Model):
    """Says that a page, as it was last published, refers to a document. A document is served to
    the public only while a published page refers to it; drafts do not count."""

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="document_references"
    )
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        on_delete=models.CASCADE,
        related_name="page_references",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("page", "document"), name="one_reference_a_document")
        ]

    def __str__(self) -> str:
        return f"{self.page_id} → {self.document_id}"
