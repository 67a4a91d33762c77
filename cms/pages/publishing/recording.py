"""The public side of a page: search rows, document references, its last change and the content
version, written in the transaction that publishes, hides, moves or deletes it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex

from cms.media.models import Document, FileText
from cms.pages.models import ContentVersion, DocumentReference, PageChange
from cms.pages.visibility.references import visible
from cms.snippets.models import Organisation
from search import indexing
from search.declarations import AttachedFile, SearchShape


@dataclass(frozen=True)
class PublicState:
    """What of a page decides whether and where its branch is seen."""

    live: bool
    url_path: str
    expire_at: datetime | None

    @classmethod
    def of(cls, pk: int | None) -> Self | None:
        """The state that stands in the database; None for a page not saved yet."""
        row = Page.objects.filter(pk=pk).values_list("live", "url_path", "expire_at").first()
        return cls(*row) if row else None


def record(page: Any, before: PublicState | None) -> None:
    """Write what changed for the public when a page was saved whole; `before` is its earlier
    state. Descendants follow only when the page's own visibility or address changed."""
    after = PublicState(page.live, page.url_path, page.expire_at)
    if not after.live and not (before and before.live):
        return
    if page.numchild and before != after:
        record_branch(page)
    else:
        record_pages([page])


def record_branch(page: Page) -> None:
    """Write the public side of a page and of all under it."""
    record_pages(Page.objects.filter(path__startswith=page.path).specific())


@transaction.atomic
def record_pages(pages: Iterable[Any]) -> None:
    ContentVersion.wait_for_others()
    pages = [page for page in pages if hasattr(page, "search_kind")]
    for page in pages:
        _record_document_references(page)
    listed = _listed(pages)
    hidden = {page.uuid for page in pages} - {page.uuid for page in listed}
    indexing.put([page.search_shape() for page in listed if page.search_kind])
    indexing.remove(hidden)
    PageChange.record(listed, hidden, ContentVersion.rise())


def record_pages_referring_to(model: type[Model], keys: Iterable[int]) -> None:
    """Write the public side of the pages that show these register entries or documents, whose
    names, visibility or text have changed."""
    record_pages(Page.objects.filter(pk__in=pages_referring_to(model, keys)).specific())


def pages_referring_to(model: type[Model], keys: Iterable[int]) -> set[int]:
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id__in=[str(key) for key in keys],
    )
    return {int(pk) for pk in references.values_list("object_id", flat=True)}


@transaction.atomic
def forget(uuids: Iterable[UUID]) -> None:
    """Take deleted pages out of the public side."""
    ContentVersion.wait_for_others()
    uuids = list(uuids)
    indexing.remove(uuids)
    PageChange.record((), uuids, ContentVersion.rise())


def all_shapes(only: Collection[UUID] | None = None) -> Iterator[SearchShape]:
    """The shape of every page that the search should know, or of these alone; what a rebuild starts
    from. Each page is read when it is asked for: it may have been hidden since the first was."""
    for model in _searched_models():
        pages = model.objects.listed()
        some = pages if only is None else pages.filter(uuid__in=only)
        for pk in list(some.values_list("pk", flat=True)):
            yield from (page.search_shape() for page in pages.filter(pk=pk))


def attached_files(page: Page) -> Sequence[AttachedFile]:
    """The page's documents in public collections, with their text as far as it has been read."""
    documents = list(
        Document.objects.in_public_collections().filter(page_references__page=page).order_by("pk")
    )
    texts = dict(
        FileText.objects.filter(
            file_hash__in=[document.file_hash for document in documents]
        ).values_list("file_hash", "pages")
    )
    return [
        AttachedFile(
            key=document.file_hash,
            title=document.title,
            path=document.url,
            pages=texts.get(document.file_hash, ()),
        )
        for document in documents
    ]


def visible_until(page: Page) -> datetime | None:
    """When the page, the first of its ancestors or an organisation that its text names expires:
    until the worker has come by, it is rather not found than found by a name that is hidden."""
    ancestors = Page.objects.filter(
        path__in=[page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    )
    organisations = visible(Organisation).filter(pk__in=_keys_referred_to(page, Organisation))
    times = [
        *ancestors.filter(expire_at__isnull=False).values_list("expire_at", flat=True),
        *organisations.filter(expire_at__isnull=False).values_list("expire_at", flat=True),
    ]
    return min(times, default=None)


def _searched_models() -> list[Any]:
    return [model for model in apps.get_models() if getattr(model, "search_kind", None)]


def _listed(pages: Iterable[Any]) -> list[Any]:
    """Those that are listed; pages of one type stand together."""
    by_model: dict[Any, list[Any]] = {}
    for page in pages:
        by_model.setdefault(type(page), []).append(page)
    found: list[Any] = []
    for model, candidates in by_model.items():
        listed = set(
            model.objects.listed()
            .filter(pk__in=[page.pk for page in candidates])
            .values_list("pk", flat=True)
        )
        found += [page for page in candidates if page.pk in listed]
    return found


def _record_document_references(page: Any) -> None:
    ReferenceIndex.create_or_update_for_object(page)
    # A link may lead to a document that is deleted, or never was.
    documents = Document.objects.filter(pk__in=_keys_referred_to(page, Document))
    document_ids = set(documents.values_list("pk", flat=True))
    known = DocumentReference.objects.filter(page=page)
    known.exclude(document__in=document_ids).delete()
    DocumentReference.objects.bulk_create(
        (DocumentReference(page_id=page.pk, document_id=pk) for pk in document_ids),
        ignore_conflicts=True,
    )


def _keys_referred_to(page: Page, model: type[Model]) -> set[int]:
    """Of the model's rows that a page refers to, as the reference index has them."""
    references = ReferenceIndex.get_references_for_object(page).filter(
        to_content_type=ContentType.objects.get_for_model(model)
    )
    return {int(pk) for pk in references.values_list("to_object_id", flat=True)}
