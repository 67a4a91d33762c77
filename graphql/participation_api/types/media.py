"""Images by their named renditions, documents by their served address."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import graphene
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition

from cms.identity import PermanentUUID, identifier
from cms.media import renditions
from cms.media.models import AbstractImage as OurImage
from participation_api.fields.enums import ImageFormat, ImageSize
from participation_api.reading.context import Info
from participation_api.reading.loaders import batch_resolver, batched
from participation_api.reading.prepared import PreparedStatement
from participation_api.reading.projection import reads
from participation_api.reading.public import absolute, public
from participation_api.reading.relations import KEY, padded, with_keys
from participation_api.types.page import ID, ModelType


class Rendition(graphene.ObjectType):
    """A picture in one size and format."""

    url = graphene.String(required=True, description="Absolute address of the file.")
    width = graphene.Int(required=True, description="Width in pixels.")
    height = graphene.Int(required=True, description="Height in pixels.")
    content_type = graphene.String(required=True, description="Media type, such as image/webp.")

    @staticmethod
    @reads("file")
    def resolve_url(root: Any, info: Info) -> str:
        return absolute(root.url)

    @staticmethod
    @reads("filter_spec")
    def resolve_content_type(root: AbstractRendition, info: Info) -> str:
        return f"image/{root.filter_spec.rpartition('|format-')[2]}"


_IMAGE, _DOCUMENT = get_image_model(), get_document_model()
_ALT = (
    ("is_decorative", "description")
    if issubclass(_IMAGE, OurImage)
    # Another model makes its text alternative of whatever it likes.
    else tuple(field.attname for field in _IMAGE._meta.concrete_fields)
)
_FOCAL_POINT = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
_OF_RENDITION = ("filter_spec", "focal_point_key", "file", "width", "height")
_IMAGES = PreparedStatement(lambda keys: with_keys(public(_IMAGE), "pk", keys), keys=KEY)
_RENDITIONS = PreparedStatement(
    lambda keys: with_keys(_IMAGE.get_rendition_model()._default_manager, "image_id", keys),
    keys=KEY,
)


def image(name: str, description: str) -> graphene.Field:
    """The image that a foreign key points to; null when it is hidden. Those of all lists that have
    been read are read at once, with their renditions."""

    @reads(f"{name}_id")
    def resolve(root: Any, info: Info) -> Any:
        key = getattr(root, f"{name}_id")
        if key is None:
            return None
        found = info.context.images
        if key not in found:
            batch = root.__dict__.get("_batch")
            rows = batch.objects if batch else [root]
            wanted = {getattr(row, f"{name}_id") for row in rows} | info.context.expected_images
            wanted -= {None, *found}
            found |= dict.fromkeys(wanted) | _images(wanted)
        return found[key]

    return graphene.Field(
        "participation_api.types.media.Image", description=description, resolver=resolve
    )


def _images(keys: Iterable[int]) -> dict[int, Any]:
    """The public ones by their keys, with their renditions."""
    columns = ["pk", *_OF_RENDITION]
    images: dict[int, Any] = {}
    for row in _IMAGES.rows(
        [
            *_identity(_IMAGE),
            *_ALT,
            *_FOCAL_POINT,
            *(f"renditions__{column}" for column in columns),
        ],
        keys=padded(keys),
    ):
        image = images.setdefault(row.pk, row)
        read = image.__dict__.setdefault("_prefetched_objects_cache", {"renditions": []})
        if rendition := row._state.fields_cache["renditions"]:
            read["renditions"].append(rendition)
    batched(images.values())
    return images


def _named_renditions(images: Sequence[Any]) -> Mapping[int, Any]:
    unread = [image for image in images if "_prefetched_objects_cache" not in image.__dict__]
    of: dict[int, list[Any]] = {image.pk: [] for image in unread}
    if unread:
        for rendition in _RENDITIONS.rows({"image_id", *_OF_RENDITION}, keys=padded(of)):
            of[rendition.image_id].append(rendition)
    for image in unread:
        image._prefetched_objects_cache = {"renditions": of[image.pk]}
    return {image.pk: renditions.named_renditions(image) for image in images}


_read_renditions = batch_resolver(_named_renditions)


def _rendition(name: str) -> graphene.Field:
    size, _, format = renditions.RENDITIONS[name].partition("|format-")
    return graphene.Field(
        Rendition,
        description=f"{size} in {format}; null until it has been made.",
        resolver=reads(*_FOCAL_POINT)(lambda root, info: _read_renditions(root, info).get(name)),
    )


def _identity(model: type[Model]) -> tuple[str, ...]:
    """The column that tells a file for ever, if its model has one besides the key."""
    return ("uuid",) if issubclass(model, PermanentUUID) else ()


def _id_of(model: type[Model]) -> graphene.ID:
    resolver = reads(*_identity(model))(lambda root, info: str(identifier(root)))
    return graphene.ID(required=True, description=ID, resolver=resolver)


class Image(ModelType):
    """A picture. There is no address of the original, only renditions with names."""

    id = _id_of(_IMAGE)
    alt = graphene.String(
        required=True, description="Text alternative; empty for a decorative picture."
    )
    is_decorative = graphene.Boolean(
        required=True,
        description="Whether the picture tells nothing that the text does not.",
        resolver=reads(*_ALT)(lambda root, info: renditions.is_decorative(root)),
    )
    thumbnail = _rendition("thumbnail")
    card = _rendition("card")
    medium = _rendition("medium")
    wide = _rendition("wide")
    thumbnail_avif = _rendition("thumbnail_avif")
    card_avif = _rendition("card_avif")
    medium_avif = _rendition("medium_avif")
    wide_avif = _rendition("wide_avif")
    card_jpeg = _rendition("card_jpeg")
    wide_jpeg = _rendition("wide_jpeg")
    srcset = graphene.String(
        description="Addresses and widths that a browser chooses among, as HTML's `srcset` has"
        " them, all of the same part of the picture; null until they have been made.",
        size=graphene.Argument(
            ImageSize,
            required=True,
            default_value=ImageSize.WIDE,
            description="The size of the largest.",
        ),
        format=graphene.Argument(
            ImageFormat,
            required=True,
            default_value=ImageFormat.WEBP,
            description="The format of all.",
        ),
    )

    class Meta:
        model = _IMAGE

    @staticmethod
    @reads(*_ALT)
    def resolve_alt(root: AbstractImage, info: Info) -> str:
        alt: str = root.default_alt_text
        return alt

    @staticmethod
    @reads(*_FOCAL_POINT)
    def resolve_srcset(
        root: AbstractImage, info: Info, size: ImageSize, format: ImageFormat
    ) -> str | None:
        some = renditions.sources(_read_renditions(root, info), size.value, format.value)
        return ", ".join(f"{absolute(one.url)} {one.width}w" for one in some) or None


class Document(ModelType):
    """A file that a published page refers to."""

    id = _id_of(_DOCUMENT)
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
        model = _DOCUMENT

    @staticmethod
    @reads("file")
    def resolve_url(root: AbstractDocument, info: Info) -> str:
        return absolute(root.url)

    @staticmethod
    @reads("file_size")
    def resolve_size(root: AbstractDocument, info: Info) -> int | None:
        size: int | None = root.file_size
        return size
