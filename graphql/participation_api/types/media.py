"""Images by their named renditions, documents by their served address."""

from collections.abc import Mapping, Sequence
from typing import Any

import graphene

from cms.media import models
from participation_api.batching import for_siblings
from participation_api.fields import KEY, padded, with_keys
from participation_api.public import absolute
from participation_api.selection import reads
from participation_api.statements import Statement
from participation_api.types.page import ModelType


class Rendition(graphene.ObjectType):
    """A picture in one size and format."""

    url = graphene.String(required=True, description="Absolute address of the file.")
    width = graphene.Int(required=True, description="Width in pixels.")
    height = graphene.Int(required=True, description="Height in pixels.")
    content_type = graphene.String(required=True, description="Media type, such as image/webp.")

    @staticmethod
    @reads("file")
    def resolve_url(root: Any, info: Any) -> str:
        return absolute(root.url)

    @staticmethod
    @reads("filter_spec")
    def resolve_content_type(root: Any, info: Any) -> str:
        return f"image/{root.filter_spec.rpartition('|format-')[2]}"


def _named_renditions(images: Sequence[Any]) -> Mapping[int, Any]:
    of: dict[int, list[Any]] = {image.pk: [] for image in images}
    for rendition in _RENDITIONS.rows(_IN_RENDITION, keys=padded(of)):
        of[rendition.image_id].append(rendition)
    for image in images:
        image._prefetched_objects_cache = {"renditions": of[image.pk]}
    return {image.pk: image.named_renditions() for image in images}


_RENDITIONS = Statement(
    lambda keys: with_keys(models.Rendition.objects, "image_id", keys), keys=KEY
)
_IN_RENDITION = ("image_id", "filter_spec", "focal_point_key", "file", "width", "height")
_FOCAL_POINT = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
_read_renditions = for_siblings(_named_renditions)


def _rendition(name: str, spec: str) -> graphene.Field:
    return graphene.Field(
        Rendition,
        description=f"{spec.partition('|')[0]}; null until it has been made.",
        resolver=reads(*_FOCAL_POINT)(lambda root, info: _read_renditions(root, info).get(name)),
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
    @reads("is_decorative", "description")
    def resolve_alt(root: Any, info: Any) -> str:
        alt: str = root.default_alt_text
        return alt


class Document(ModelType):
    """A file that a published page refers to."""

    title = graphene.String(required=True, description="Title of the file.")
    url = graphene.String(required=True, description="Absolute address of the file.")
    filename = graphene.String(
        required=True,
        description="Name of the file, with its extension.",
        resolver=reads("file")(lambda root, info: root.filename),
    )
    content_type = graphene.String(
        required=True,
        description="Media type, such as application/pdf.",
        resolver=reads("file")(lambda root, info: root.content_type),
    )
    size = graphene.Int(description="Size in bytes.")

    class Meta:
        model = models.Document

    @staticmethod
    @reads("file")
    def resolve_url(root: Any, info: Any) -> str:
        return absolute(root.url)

    @staticmethod
    @reads("file_size")
    def resolve_size(root: Any, info: Any) -> int | None:
        size: int | None = root.file_size
        return size
