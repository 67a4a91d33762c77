"""The public side of a page: search rows, document references, its last change and the content
version, written in the transaction that publishes, hides, moves or deletes it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from cms.media.renditions import images_without_renditions, make_renditions_later
from cms.pages.models import ContentVersion, DocumentReference, PageChange
from cms.pages.models.base import ContentPage
from cms.pages.models.records.public_state import PublicState
from cms.pages.publishing.shapes import search_shape
from cms.pages.visibility.references import keys_referred_to
from cms.pages.visibility.sites import everywhere
from search import indexing


def record_saved_page(instance: ContentPage, before: PublicState | None, **kwargs: object) -> None:
    """Write what changed for the public when a page was saved whole; `before` is its earlier
    state. Descendants follow only when the page's own visibility or address changed."""
    after = PublicState(instance.live, instance.url_path, instance.expire_at)
    if not after.live and not (before and before.live):
        return
    if instance.numchild and before != after:
        record_branch(instance)
    else:
        record_pages([instance])


def record_branch(page: Page) -> None:
    """Write the public side of a page and of all under it."""
    record_pages(Page.objects.filter(path__startswith=page.path).specific())


@everywhere()
@transaction.atomic
def record_pages(pages: Iterable[Any]) -> None:
    ContentVersion.wait_for_others()
    pages = [page for page in pages if hasattr(page, "search_kind")]
    for page in pages:
        _record_document_references(page)
    listed = _listed(pages)
    hidden = {page.uuid for page in pages} - {page.uuid for page in listed}
    indexing.put([search_shape(page) for page in listed if page.search_kind])
    indexing.remove(hidden)
    PageChange.record(listed, hidden, ContentVersion.rise())
    _make_missing_renditions(pages)


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


def _record_document_references(page: Page) -> None:
    ReferenceIndex.create_or_update_for_object(page)
    # A link may lead to a document that is deleted, or never was.
    model = get_document_model()
    documents = model._default_manager.filter(pk__in=keys_referred_to(page, model))
    document_ids = set(documents.values_list("pk", flat=True))
    known = DocumentReference.objects.filter(page=page)
    known.exclude(document__in=document_ids).delete()
    DocumentReference.objects.bulk_create(
        (DocumentReference(page_id=page.pk, document_id=pk) for pk in document_ids),
        ignore_conflicts=True,
    )


def _make_missing_renditions(pages: Iterable[Page]) -> None:
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(page.pk) for page in pages],
        to_content_type=ContentType.objects.get_for_model(get_image_model()),
    )
    keys = set(references.values_list("to_object_id", flat=True))
    for image in images_without_renditions(keys) if keys else ():
        make_renditions_later(image)
