"""What the pages change in Wagtail: links, files."""

from typing import Any

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.media.models import Document
from cms.pages.links import PublicDocumentLinkHandler, PublicPageLinkHandler
from cms.pages.references import visible


@hooks.register("register_rich_text_features", order=1)
def drop_hidden_link_targets(features: Any) -> None:
    # After Wagtail's own handlers of the same link types, which these replace.
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)


@hooks.register("before_serve_document", order=-1)
def serve_only_what_published_pages_refer_to(document: Document, request: HttpRequest) -> None:
    """Others than its editors get a document only while a published page refers to it and its
    collection is public."""
    if visible(Document).filter(pk=document.pk, page_references__page__in=visible(Page)).exists():
        return
    policy = policy_registry.get_by_type(Document)
    if not policy.user_has_permission_for_instance(request.user, "change", document):
        raise Http404
