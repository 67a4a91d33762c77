"""Images and documents, the abstract models that a site may derive its own from, and the text that
the worker reads from files."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument as WagtailAbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage as WagtailAbstractImage
from wagtail.images.models import AbstractRendition
from wagtail.images.models import Image as WagtailImage

from cms.identity import PermanentUUID
from cms.media.text.reasons import UnreadReason
from cms.privacy.texts import Text, identity_code_errors


class UploadedFile(PermanentUUID):
    """What images and documents share besides Wagtail's fields."""

    title: str
    file: Any

    # Without a reverse name, which would meet that of another model of the same name.
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by user"),
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        texts = [
            Text(getattr(self, name, ""), (str(label),), name)
            for name, label in (("title", _("Title")), ("description", _("Text alternative")))
        ]
        if self.file and not self.file._committed:  # the form that sends it has the field
            texts.append(Text(self.file.name, (str(_("File name")),), "file"))
        errors: dict[str, Any] = {}
        for error in identity_code_errors(texts):
            error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)


class AbstractImage(UploadedFile, WagtailAbstractImage):
    """A picture. Its description is its text alternative, needed unless the picture is decorative
    (WCAG 2.2, 1.1.1)."""

    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("Tick when the picture tells nothing that the text does not."),
    )

    admin_form_fields = (*WagtailImage.admin_form_fields, "is_decorative")

    class Meta(WagtailAbstractImage.Meta):
        abstract = True
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self) -> str:
        return "" if self.is_decorative else self.description

    def clean(self) -> None:
        super().clean()
        if not self.description and not self.is_decorative:
            raise ValidationError(
                {"description": _("Describe the picture, or mark it as decorative.")}
            )


class Image(AbstractImage):
    # As Wagtail has them, but for the reverse name: its own model is called Image too.
    tags = TaggableManager(verbose_name=_("tags"), blank=True, related_name="tagged_images")


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"),
                name="kumppanuus_unique_rendition",
            )
        ]


WHY_UNREAD = {
    UnreadReason.BROKEN: _("The file is broken."),
    UnreadReason.ENCRYPTED: _("The file is protected by a password."),
    UnreadReason.TOO_LARGE: _("The file is too large to be read."),
    UnreadReason.TIMEOUT: _("Reading the file took too long."),
    UnreadReason.MEMORY: _("Reading the file took too much memory."),
    UnreadReason.UNSUPPORTED: _("Text is not read from files of this type."),
    UnreadReason.EMPTY: _("The file has no text, as a scanned one has not."),
    UnreadReason.IDENTITY_CODE: _(
        "The file is held from the public: a personal identity code stands in its text. Replace it"
        " with one without it."
    ),
}


class FileText(models.Model):
    """The text of one file content, page by page, read once by the worker however many documents
    have that content."""

    file_hash = models.CharField(
        _("SHA-1 of the content"), max_length=40, unique=True, editable=False
    )
    pages = models.JSONField(_("text by page"), default=list)
    unread_reason = models.CharField(
        _("why it was not read"),
        max_length=20,
        choices=[(reason.value, words) for reason, words in WHY_UNREAD.items()],
        blank=True,
    )
    pages_with_codes = models.JSONField(
        _("pages with personal identity codes"), default=list, editable=False
    )
    read_at = models.DateTimeField(_("read at"), auto_now_add=True)

    class Meta:
        # Which files are held is asked wherever files are shown, and the texts are long.
        indexes = [
            models.Index(fields=["unread_reason", "file_hash"], name="kumppanuus_file_text_unread")
        ]
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")

    def __str__(self) -> str:
        return self.file_hash


class AbstractDocument(UploadedFile, WagtailAbstractDocument):
    """A file for readers; its text is found by search once the worker has read it."""

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(WagtailAbstractDocument.Meta):
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Wagtail fills the hash only in its own upload forms; search keys texts by it.
        if self.file and not self.file_hash:
            self._set_document_file_metadata()
        super().save(*args, **kwargs)

    @property
    def text(self) -> FileText | None:
        return FileText.objects.filter(file_hash=self.file_hash).first()


class Document(AbstractDocument):
    tags = TaggableManager(verbose_name=_("tags"), blank=True, related_name="tagged_documents")
