"""What the worker does for the pages: their schedule, their pictures, their files' text, their
search rows."""

from typing import Any

from django.db.models import QuerySet
from wagtail.documents import get_document_model

from cms.media.drawing import delete_replaced_files, draw_pending_pictures
from cms.media.models import AbstractDocument
from cms.media.reading import read_pending_files, take_out_private_texts, text_changed
from cms.pages.models import DocumentReference
from cms.pages.publishing.going_through import go_through_public_pages
from cms.pages.publishing.recording import record_pages_referring_to
from cms.pages.publishing.scheduling import carry_out_schedule
from cms.worker import register_job
from search import indexing, query_counts


def register_jobs() -> None:
    register_job("schedule", every=5)(carry_out_schedule)
    register_job("files", every=5)(read_files)
    register_job("pictures", every=5)(lambda: draw_pending_pictures(10))
    register_job("replaced pictures", every=600)(delete_replaced_files)
    register_job("personal data", every=60)(lambda: go_through_public_pages(limit=100))
    register_job("search analysis", every=60)(lambda: indexing.reanalyse_stale(limit=100))
    register_job("search feed", every=1)(indexing.send_changes)
    register_job("search upkeep", every=24 * 3600)(indexing.optimise)
    register_job("search counts", every=3600)(query_counts.forget_old)
    text_changed.connect(record_pages_with_file)


def read_files() -> None:
    # First, as another worker may still have an earlier reader, or nobody have run `migrate`.
    take_out_private_texts()
    read_pending_files(10, documents_to_read())


def documents_to_read() -> QuerySet[Any]:
    """Those of a model that knows our rules; of another model, of which a site may have many that
    are none of ours, those to which published pages of ours refer."""
    model = get_document_model()
    documents: QuerySet[Any] = model._default_manager.all()
    if issubclass(model, AbstractDocument):
        return documents
    return documents.filter(pk__in=DocumentReference.objects.values("document"))


def record_pages_with_file(file_hash: str, **kwargs: object) -> None:
    """The pages that refer to a file are found by its text from now on, or no longer."""
    model = get_document_model()
    documents = model._default_manager.filter(file_hash=file_hash).values_list("pk", flat=True)
    record_pages_referring_to(model, documents)
