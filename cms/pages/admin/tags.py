"""Keeps from editors the words by which others tag files of which they may not know: those are as
telling as titles."""

from typing import Any

from django.db.models import Count, Model, Q
from django.http import HttpRequest, JsonResponse
from taggit.models import Tag
from wagtail.admin import filters
from wagtail.admin.models import popular_tags_for_model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.pages.admin.hiding import known_files
from cms.pages.models.ours import is_our_model
from cms.pages.visibility.editors import Editor, reader

OFFERED = 10


def known_tags(user: Editor, *models: type[Model]) -> Any:
    """Of the files of these models with which somebody may do something, the commonest first."""
    is_known = Q()
    for model in models:
        files = known_files(user, model._default_manager.all())
        is_known |= Q(
            taggit_taggeditem_items__content_type__app_label=model._meta.app_label,
            taggit_taggeditem_items__content_type__model=model._meta.model_name,
            taggit_taggeditem_items__object_id__in=files.values("pk"),
        )
    uses = Count("taggit_taggeditem_items")
    return Tag.objects.filter(is_known).annotate(item_count=uses).order_by("-item_count", "name")


def autocomplete(request: HttpRequest) -> JsonResponse:
    """In place of Wagtail's, which offers the words of all."""
    term = request.GET.get("term")
    if not term:
        return JsonResponse([], safe=False)
    tags = known_tags(request.user, get_image_model(), get_document_model())
    names = tags.filter(name__istartswith=term).order_by("name").values_list("name", flat=True)
    return JsonResponse(list(names[:OFFERED]), safe=False)


def hide_in_filters() -> None:
    """Lists of files offer the commonest words to narrow them by."""

    def known_popular_tags(model: type[Model], count: int = OFFERED) -> Any:
        user = reader()
        if user is None or not is_our_model(model):
            return popular_tags_for_model(model, count)
        return known_tags(user, model)[:count]

    filters.popular_tags_for_model = known_popular_tags
