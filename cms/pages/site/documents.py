"""Which documents the public does not get. docs/decisions/0021-files-of-a-host.md says why."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.documents.models import AbstractDocument as WagtailDocument
from wagtail.models import Page, ReferenceIndex

from cms.media.holding import hold_on
from cms.media.models import AbstractDocument
from cms.pages.models.ours import page_content_types
from cms.pages.visibility.references import visible


def is_withheld(document: WagtailDocument) -> bool:
    """Whether no published page of ours refers to a document that is one of ours, nor anything else
    that is published; or whether it is held for what is in it. Those of a model that knows our
    rules all are ours; of another model those to which pages of ours refer, drafts among them."""
    if any(hold_on([document])):
        return True
    shown = visible(type(document)).filter(
        pk=document.pk, kumppanuus_page_references__page__in=visible(Page)
    )
    if shown.exists():
        return False
    references = ReferenceIndex.get_references_to(document)
    of_our_pages = Q(content_type__in=page_content_types())
    is_ours = isinstance(document, AbstractDocument) or references.filter(of_our_pages).exists()
    return is_ours and not _is_any_live(references.exclude(of_our_pages))


def _is_any_live(references: QuerySet[ReferenceIndex]) -> bool:
    """Whether something that refers is in use: a live page, or whatever is no page."""
    from_pages = Q(base_content_type=ContentType.objects.get_for_model(Page))
    keys = references.filter(from_pages).values_list("object_id", flat=True)
    return (
        references.exclude(from_pages).exists()
        or Page.objects.live().filter(pk__in=[int(key) for key in keys]).exists()
    )
