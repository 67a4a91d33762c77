"""Files of pictures."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from cms.media.collections import in_public_collections


@require_safe
def rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """A rendition while its collection is public, and always to those who may choose the image.
    Originals have no public address."""
    images = get_image_model()
    renditions = images.get_rendition_model()._default_manager.select_related("image")
    found = get_object_or_404(renditions, file=path)
    public = in_public_collections(images._default_manager.all())
    if not public.filter(pk=found.image_id).exists():
        policy = policy_registry.get_by_type(images)
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
