"""Images by their named renditions, documents by their served address."""

from collections.abc import Mapping, Sequence
from typing import Any

import graphene
from django.db.models import prefetch_related_objects

from cms.media import models
from participation_api.batching import for_siblings
from participation_api.public import absolute
from participation_api.types.page import ModelType


class Rendition(graphene.ObjectType):
    """A picture in one size and format."""

    url = graphene.String(required=True, description="Absolute address of the file.")
    width = graphene.Int(required=True, description="Width in pixels.")
    height = graphene.Int(required=True, description="Height in pixels.")
    content_type = graphene.String(required=True, description="Media type, such as image/webp.")

    @staticmethod
    def resolve_url(root: Any, info: Any) -> str:
        return absolute(root.url)

    @staticmethod
    def resolve_content_type(root: Any, info: Any) -> str:
        return f"image/{root.filter_spec.rpartition('|format-')[2]}"


def _named_renditions(images: Sequence[Any]) -> Mapping[int, Any]:
    prefetch_related_objects(images, "renditions")
    return {image.pk: image.named_renditions() for image in images}


_read_renditions = for_siblings(_named_renditions)


def _rendition(name: str, spec: str) -> graphene.Field:
    return graphene.Field(
        Rendition,
        description=f"{spec.partition('|')[0]}; null until it has been made.",
        resolver=lambda root, info: _read_renditions(root, info).get(name),
    )


class Image(ModelType):
    """A picture. There is no address of the original, only renditions with names."""

    alt = graphene.String(
        required=True, description="Text alternative; empty for a decorative picture."
    )
    is_decorative = graphene.Boolean(
        required=True, description="Whether the picture tells nothing that the text does not."
    )
    thumbnail = _rendition("thumbnail", models.RENDITIONS["thumbnail"])
    card = _rendition("card", models.RENDITIONS["card"])
    wide = _rendition("wide", models.RENDITIONS["wide"])
    card_jpeg = _rendition("card_jpeg", models.RENDITIONS["card_jpeg"])
    wide_jpeg = _rendition("wide_jpeg", models.RENDITIONS["wide_jpeg"])

    class Meta:
        model = models.Image

    @staticmethod
    def resolve_alt(root: Any, info: Any) -> str:
        alt: str = root.default_alt_text
        return alt


class Document(ModelType):
    """A file that a published page refers to."""

    title = graphene.String(required=True, description="Title of the file.")
    url = graphene.String(required=True, description="Absolute address of the file.")
    filename = graphene.String(required=True, description="Name of the file, with its extension.")
    content_type = graphene.String(
        required=True, description="Media type, such as application/pdf."
    )
    size = graphene.Int(description="Size in bytes.")

    class Meta:
        model = models.Document

    @staticmethod
    def resolve_url(root: Any, info: Any) -> str:
        return absolute(root.url)

    @staticmethod
    def resolve_size(root: Any, info: Any) -> int | None:
        size: int | None = root.file_size
        return size
