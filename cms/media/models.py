"""Images and documents, and the text that the worker reads from files."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.images.models import Image as WagtailImage

from cms.identity import PermanentUUID
from cms.media.querysets import DocumentQuerySet, ImageQuerySet
from cms.media.text.reasons import UnreadReason

RENDITIONS = {
    "thumbnail": "fill-320x200|format-webp",
    "card": "fill-640x400|format-webp",
    "medium": "width-640|format-webp",
    "wide": "width-1280|format-webp",
    "thumbnail_avif": "fill-320x200|format-avif",
    "card_avif": "fill-640x400|format-avif",
    "medium_avif": "width-640|format-avif",
    "wide_avif": "width-1280|format-avif",
    "card_jpeg": "fill-640x400|format-jpeg",
    "wide_jpeg": "width-1280|format-jpeg",
}
"""Named renditions, all made when an image is saved: code → Wagtail filter."""
_FILTERS = {name: Filter(spec) for name, spec in RENDITIONS.items()}
SOURCES = {
    "card": {"avif": ("thumbnail_avif", "card_avif"), "webp": ("thumbnail", "card")},
    "wide": {"avif": ("medium_avif", "wide_avif"), "webp": ("medium", "wide")},
}
"""Renditions of the same part of a picture in the same format, by the name of the largest and by
the format: what a browser chooses among."""


class UploadedFile(PermanentUUID):
    """What images and documents share besides Wagtail's fields."""

    # Wagtail's own models of the same names have this, and the tags, with the same reverse names.
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


class Image(UploadedFile, AbstractImage):
    """A picture. Its description is its text alternative, needed unless the picture is decorative
    (WCAG 2.2, 1.1.1)."""

    tags = TaggableManager(verbose_name=_("tags"), blank=True, related_name="tagged_images")
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("Tick when the picture tells nothing that the text does not."),
    )

    objects = ImageQuerySet.as_manager()
    admin_form_fields = (*WagtailImage.admin_form_fields, "is_decorative")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self) -> str:
        return "" if self.is_decorative else self.description

    def clean(self) -> None:
        super().clean()
        if not self.description and not self.is_decorative:
            raise ValidationError(
                {"description": _("Describe the picture, or mark it as decorative.")}
            )

    def make_renditions(self) -> None:
        """Make every named rendition that is missing."""
        self.get_renditions(*RENDITIONS.values())

    def named_renditions(self) -> "dict[str, Rendition]":
        """Renditions that exist for the focal point as it is now, by name; makes none."""
        names = {(each.spec, each.get_cache_key(self)): name for name, each in _FILTERS.items()}
        return {
            names[key]: rendition
            for rendition in self.renditions.all()
            if (key := (rendition.filter_spec, rendition.focal_point_key)) in names
        }


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"),
                name="kumppanuus_unique_rendition",
            )
        ]


def sources(renditions: Mapping[str, Rendition], size: str, format: str) -> list[Rendition]:
    """Those of the named renditions that `SOURCES` has of a size and format, the smallest first."""
    return [renditions[name] for name in SOURCES[size][format] if name in renditions]


WHY_UNREAD = {
    UnreadReason.BROKEN: _("The file is broken."),
    UnreadReason.ENCRYPTED: _("The file is protected by a password."),
    UnreadReason.TOO_LARGE: _("The file is too large to be read."),
    UnreadReason.TIMEOUT: _("Reading the file took too long."),
    UnreadReason.MEMORY: _("Reading the file took too much memory."),
    UnreadReason.UNSUPPORTED: _("Text is not read from files of this type."),
    UnreadReason.EMPTY: _("The file has no text, as a scanned one has not."),
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
    read_at = models.DateTimeField(_("read at"), auto_now_add=True)

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")

    def __str__(self) -> str:
        return self.file_hash


class Document(UploadedFile, AbstractDocument):
    """A file for readers; its text is found by search once the worker has read it."""

    tags = TaggableManager(verbose_name=_("tags"), blank=True, related_name="tagged_documents")

    objects = DocumentQuerySet.as_manager()
    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        permissions = [("choose_document", "Can choose document")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Wagtail fills the hash only in its own upload forms; search keys texts by it.
        if self.file and not self.file_hash:
            self._set_document_file_metadata()
        super().save(*args, **kwargs)

    @property
    def text(self) -> FileText | None:
        return FileText.objects.filter(file_hash=self.file_hash).first()
