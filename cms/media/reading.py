"""The worker's job of reading the text of uploaded files, once for each content and version of the
reader."""

import logging
import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.db import connections, router, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.dispatch import Signal
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

from cms.media.holding import pages_with_codes
from cms.media.models import FileText
from cms.media.pending import try_each
from cms.media.text import VERSION, ReadResult, UnreadReason, read_file

logger = logging.getLogger(__name__)

text_changed = Signal()
"""Sent with `file_hash` in the transaction that stores a text or takes it out: an error in a
receiver undoes both, and it is done again later."""


def read_pending_files(limit: int, among: QuerySet[Any] | None = None) -> int:
    """Try at most `limit` documents, of all or among these, whose content nobody has read with this
    reader, as long as the worker may wait; how many contents were stored.

    A text that could not be read is stored too, with its reason, so it is not tried again. Safe to
    run twice at once: the second reader of a content finds it stored.
    """
    documents = get_document_model()._default_manager.all() if among is None else among
    read = FileText.objects.current().filter(file_hash=OuterRef("file_hash"))
    pending = documents.filter(~Exists(read))
    return try_each(pending, limit, read_document, "Text of document %s was not read")


def read_document(document: AbstractDocument) -> bool:
    """Read the document's content and store its text; whether it was this call that stored it."""
    # Wagtail fills the hash only in its own upload forms, and otherwise when it is asked.
    file_hash = document.get_file_hash()
    if FileText.objects.current().filter(file_hash=file_hash).exists():
        return False
    result = read_stored_file(document)
    codes = pages_with_codes(result.pages)
    if codes:
        result = ReadResult(unread_reason=UnreadReason.IDENTITY_CODE)
    values = {
        "pages": result.pages,
        "unread_reason": result.unread_reason or "",
        "format": result.format or "",
        "pages_with_codes": codes,
        "reader_version": VERSION,
    }
    with transaction.atomic():
        text, is_new = FileText.objects.get_or_create(file_hash=file_hash, defaults=values)
        if not is_new:
            if text.reader_version >= VERSION:
                return False
            FileText.objects.filter(pk=text.pk).update(**values, read_at=timezone.now())
        if is_new or (text.pages, text.pages_with_codes) != (result.pages, codes):
            text_changed.send(sender=FileText, file_hash=file_hash)
    return True


def take_out_private_texts() -> None:
    """Take out what earlier readers may have read of comments, deletions and hidden text, each on
    its own; their files wait to be read, and are found by their titles."""
    for text in list(FileText.objects.private().only("file_hash")):
        try:
            with transaction.atomic():
                text.delete()
                text_changed.send(sender=FileText, file_hash=text.file_hash)
        except Exception:
            logger.exception("Text of file %s was not taken out; it is tried again", text.file_hash)


def take_out_private_texts_on_upgrade(using: str, **kwargs: object) -> None:
    """Before the new version answers anybody, and whether or not the worker comes by."""
    if using != router.db_for_write(FileText):
        return
    if FileText._meta.db_table in connections[using].introspection.table_names():
        take_out_private_texts()


def read_stored_file(document: AbstractDocument) -> ReadResult:
    """Read the file through its storage, which may be far away, by way of a local copy."""
    suffix = Path(document.filename).suffix
    with (
        document.open_file() as source,
        tempfile.NamedTemporaryFile(suffix=suffix) as copy,
    ):
        shutil.copyfileobj(source, copy)
        copy.flush()
        return read_file(Path(copy.name))
