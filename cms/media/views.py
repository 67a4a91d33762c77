"""Files of pictures and documents."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve as serve_by_wagtail
from wagtail.permissions import policy_registry

from cms.media.models import Image, Rendition


@require_safe
def rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """A rendition while its collection is public, and always to those who may choose the image.
    Originals have no public address."""
    found = get_object_or_404(Rendition.objects.select_related("image"), file=path)
    if not Image.objects.in_public_collections().filter(pk=found.image_id).exists():
        policy = policy_registry.get_by_type(Image)
        if not policy.user_has_any_permission_for_instance(
            request.user, ["choose", "change"], found.image
        ):
            raise Http404
    etag = quote_etag(path)  # a rendition that is made anew has another name
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = FileResponse(found.file.open())
        except FileNotFoundError:
            raise Http404 from None
    response["ETag"] = etag
    return response


def document(request: HttpRequest, document_id: str, document_filename: str) -> HttpResponseBase:
    """A document as Wagtail serves it, after our hook has asked who may see it."""
    response: HttpResponseBase = serve_by_wagtail(request, document_id, document_filename)
    # Wagtail names the encoding also where there is none, and strict clients refuse it.
    if response.get("Content-Encoding") == "None":
        del response["Content-Encoding"]
    return response
