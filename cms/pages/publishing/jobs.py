"""What the worker does for the pages: their schedule, their files' text, their search rows."""

from cms.media.models import Document
from cms.media.reading import file_read, read_pending_files
from cms.pages.publishing.recording import record_pages_referring_to
from cms.pages.publishing.scheduling import carry_out_schedule
from cms.worker import register_job
from search import indexing, query_counts


def register_jobs() -> None:
    register_job("schedule", every=5)(carry_out_schedule)
    register_job("files", every=5)(lambda: read_pending_files(limit=10))
    register_job("search analysis", every=60)(lambda: indexing.reanalyse_stale(limit=100))
    register_job("search feed", every=1)(indexing.send_changes)
    register_job("search upkeep", every=24 * 3600)(indexing.optimise)
    register_job("search counts", every=3600)(query_counts.forget_old)
    file_read.connect(record_pages_with_file)


def record_pages_with_file(file_hash: str, **kwargs: object) -> None:
    """A file was read: the pages that refer to it are found by its text from now on."""
    documents = Document.objects.filter(file_hash=file_hash).values_list("pk", flat=True)
    record_pages_referring_to(Document, documents)
