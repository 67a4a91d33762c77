"""Which documents the public does not get, and how long caches may show the others.
docs/decisions/0021-files-of-a-host.md says why."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument as WagtailDocument
from wagtail.documents.views.serve import serve as serve_by_wagtail
from wagtail.models import Page, ReferenceIndex

from cms.media.holding import hold_on
from cms.media.models import AbstractDocument
from cms.pages.models import DocumentReference
from cms.pages.models.ours import page_content_types
from cms.pages.publishing.freshness import cache_control, next_change
from cms.pages.visibility.references import points_to_visible, visible

FOR_NOBODY_ELSE = "private, no-store"


def document(request: HttpRequest, document_id: str, document_filename: str) -> HttpResponseBase:
    """A document as Wagtail serves it, after our hook has asked who may see it. No cache keeps what
    is for some alone; whatever is for all may be kept as long as other public things."""
    now = timezone.now()
    is_for_all = is_public(request, document_id)
    response: HttpResponseBase = serve_by_wagtail(request, document_id, document_filename)
    # Wagtail names the encoding also where there is none, and strict clients refuse it.
    if response.get("Content-Encoding") == "None":
        del response["Content-Encoding"]
    response["Cache-Control"] = (
        cache_control(now, next_change(now)) if is_for_all else FOR_NOBODY_ELSE
    )
    return response


def is_public(request: HttpRequest, document_id: str) -> bool:
    document = visible(get_document_model()).filter(pk=document_id).first()
    return document is not None and not is_withheld_from(request, document)


def is_withheld_from(request: HttpRequest, document: WagtailDocument) -> bool:
    """Whether it `is_withheld`, asked once for the request: the view and the hook both ask."""
    kept = vars(request)
    if "is_document_withheld" not in kept:
        kept["is_document_withheld"] = is_withheld(document)
    return bool(kept["is_document_withheld"])


def kept_by_nobody(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer, which no cache keeps where it gives a withheld document to one of its editors: a
    site may serve documents by Wagtail's own view, which says nothing of caches."""
    if vars(request).get("is_document_withheld"):
        response["Cache-Control"] = FOR_NOBODY_ELSE
    return response


def is_withheld(document: WagtailDocument) -> bool:
    """Whether no published page of ours refers to a document that is one of ours, nor anything else
    that is published; or whether it is held for what is in it. Those of a model that knows our
    rules all are ours; of another model those to which pages of ours refer, drafts among them."""
    if any(hold_on([document])):
        return True
    referring = DocumentReference.objects.filter(points_to_visible("page"), document=document.pk)
    if visible(type(document)).filter(pk=document.pk).exists() and referring.exists():
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
