"""Files of pictures. Originals have no public address."""

from django.contrib.contenttypes.models import ContentType
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from cms.conf import conf
from cms.pages.visibility.references import visible


@require_safe
def rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """A rendition while the public is shown the picture, and always to those who may choose it."""
    images = get_image_model()
    renditions = images.get_rendition_model()._default_manager.select_related("image")
    found = get_object_or_404(renditions, file=path)
    shown = is_shown(found.image)
    if not shown:
        policy = policy_registry.get_by_type(images)
        if not policy.user_has_any_permission_for_instance(
            request.user, ["choose", "change"], found.image
        ):
            raise Http404
    etag = quote_etag(f"{found.pk}/{path}")  # one that is made anew is another row
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = FileResponse(found.file.open())
        except FileNotFoundError:
            raise Http404 from None
    response["ETag"] = etag
    if shown:
        patch_cache_control(response, public=True, max_age=conf().SHARED_SECONDS)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


def is_shown(image: AbstractImage) -> bool:
    """Whether its collection is public, and a page that is published refers to it or something that
    is no page, such as a brand."""
    if not visible(type(image)).filter(pk=image.pk).exists():
        return False
    references = ReferenceIndex.get_references_to(image)
    of_pages = references.filter(base_content_type=ContentType.objects.get_for_model(Page))
    keys = {int(key) for key in of_pages.values_list("object_id", flat=True)}
    return (
        visible(Page).filter(pk__in=keys).exists()
        or references.exclude(pk__in=of_pages.values("pk")).exists()
    )
