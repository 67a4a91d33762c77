"""Images and documents, the abstract models that a site may derive its own from, and the text that
the worker reads from files."""

import secrets
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument as WagtailAbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage as WagtailAbstractImage
from wagtail.images.models import AbstractRendition, Filter, SourceImageIOError
from wagtail.images.models import Image as WagtailImage

from cms.identity import PermanentUUID
from cms.media import filters, pixels
from cms.media.text.reasons import UnreadReason
from cms.media.text.versions import SAFE_SINCE, VERSION
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
    vars(uploaded_by_user)["wagtail_reference_index_ignore"] = True

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


class CleanFile(ContentFile):
    """The picture that was sent, drawn anew without metadata."""


class PictureFile(models.Model):
    """What has been done with the file of a picture, whatever model a site has for it. Of a model
    of ours, a file that stands here bears no metadata."""

    name = models.CharField(_("name in the storage"), max_length=255, unique=True)
    drawn_as = models.PositiveSmallIntegerField(_("version of the renditions"), default=0)
    replaced_at = models.DateTimeField(_("replaced at"), null=True)

    class Meta:
        verbose_name = _("file of a picture")
        verbose_name_plural = _("files of pictures")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def add(cls, name: str, drawn_as: int = 0) -> None:
        state = {"drawn_as": drawn_as, "replaced_at": None}
        cls.objects.update_or_create(name=name, defaults=state)

    @classmethod
    def replace(cls, name: str) -> None:
        """Another one stands for it; the worker deletes it once nobody can have the old name in
        hand any more, to save it again."""
        state = {"drawn_as": 0, "replaced_at": timezone.now()}
        cls.objects.update_or_create(name=name, defaults=state)


class AbstractImage(UploadedFile, WagtailAbstractImage):
    """A picture. Its description is its text alternative, needed unless the picture is decorative
    (WCAG 2.2, 1.1.1)."""

    file: Any  # Wagtail's field, whose files stubs do not tell
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("Tick when the picture tells nothing that the text does not."),
    )
    keeps_credit = models.BooleanField(
        _("keep the photographer's name"),
        default=False,
        help_text=_(
            "The place, the camera and all else that is written in the file is taken off when it"
            " is sent. Tick to keep the photographer and the copyright in the stored file; what"
            " readers get has neither."
        ),
    )

    admin_form_fields = (*WagtailImage.admin_form_fields, "is_decorative", "keeps_credit")

    class Meta(WagtailAbstractImage.Meta):
        abstract = True
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self) -> str:
        return "" if self.is_decorative else self.description

    def clean(self) -> None:
        super().clean()
        errors = {}
        if not self.description and not self.is_decorative:
            errors["description"] = _("Describe the picture, or mark it as decorative.")
        try:
            if self.file and not self.file._committed:
                self._clean_file()
        except pixels.UndrawableError as error:
            errors["file"] = filters.WHY_UNDRAWN[error.reason]
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> None:
        is_new = bool(self.file) and (self._state.adding or not self.file._committed)
        sent = self.file.name if is_new and self.file._committed else None
        if is_new:
            self._clean_file()
        super().save(*args, **kwargs)
        if is_new:
            PictureFile.add(self.file.name)
        if sent:
            PictureFile.replace(sent)

    def _clean_file(self) -> None:
        """Before it is stored for good: what a camera wrote beside a picture is not kept."""
        if self.is_svg() or isinstance(self.file.file, CleanFile):
            return
        (content,) = pixels.run(pixels.Clean(self.keeps_credit), filters.content_of(self))
        self.file = CleanFile(content, name=self.filename)
        self._set_image_file_metadata()

    def replace_stored_file(self) -> None:
        """Store it anew without metadata, under another name: whoever has read the row before may
        still save the old one."""
        rows, old = type(self)._base_manager.filter(pk=self.pk), self.file.name
        self._clean_file()
        self.file.save(self.filename, self.file.file, save=False)
        kept = ("file", "width", "height", "file_size", "file_hash")
        with transaction.atomic():
            if rows.filter(file=old).update(**{name: getattr(self, name) for name in kept}):
                PictureFile.add(self.file.name)
                PictureFile.replace(old)
                return
        self.file.storage.delete(self.file.name)
        self.refresh_from_db()

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:
        if not (isinstance(filter, filters.DrawnFilter) or self.is_svg()):
            try:
                filter = filters.drawn(self, [filter.spec], source)[filter.spec]
            except pixels.UndrawableError as error:
                # Templates of Wagtail show a picture that is missing.
                raise SourceImageIOError(str(error)) from error
        return super().generate_rendition_file(filter, source=source)


class Image(AbstractImage):
    # As Wagtail has them, but for the reverse name: its own model is called Image too.
    tags = TaggableManager(verbose_name=_("tags"), blank=True, related_name="tagged_images")


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, related_name="renditions", on_delete=models.CASCADE)

    def get_upload_to(self, filename: str) -> str:
        """By a name that nobody guesses of the picture's, and that no rendition had before."""
        path: str = super().get_upload_to(f"{secrets.token_urlsafe(12)}.{filename}")
        return path

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


class FileTexts(models.QuerySet["FileText"]):
    def current(self) -> Self:
        """Those of the reader in use, or of a later one that another worker has already."""
        return self.filter(reader_version__gte=VERSION)

    def private(self) -> Self:
        """Those in which an earlier reader may have left what nobody was to read."""
        may_be_private = Q()
        for format_, version in SAFE_SINCE.items():
            may_be_private |= Q(format=format_, reader_version__lt=version)
        return self.filter(may_be_private, unread_reason="")


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
    format = models.CharField(_("format"), max_length=8, blank=True)
    """Of what was read; a file that gave no text may have any."""
    reader_version = models.PositiveSmallIntegerField(_("version of the reader"), db_index=True)
    read_at = models.DateTimeField(_("read at"), auto_now=True)

    objects = FileTexts.as_manager()

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
