"""Wagtail's filters, fed with pixels: what they draw bears no metadata, and no more is decoded than
`cms.media.pixels` allows."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import willow
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, Filter
from willow.image import ImageFile
from willow.registry import registry

from cms.media import pixels

WHY_UNDRAWN = {
    pixels.UndrawnReason.BROKEN: _("The picture is broken: save it anew, or send another one."),
    pixels.UndrawnReason.TIMEOUT: _("Drawing the picture takes too long: make it smaller."),
    pixels.UndrawnReason.MEMORY: _("Drawing the picture takes too much memory: make it smaller."),
}
WHOLE = "original"
"""The filter of Wagtail that changes nothing; pages of the admin have it of each picture."""
HEADERS_OF = ("jpeg", "png", "gif", "webp", "avif", "heic")


class PixelFilter(Filter):
    """A filter whose cropping and sizing have been done: it draws the rest, such as the format,
    with what Wagtail has for it."""

    transform_operations: tuple[Any, ...] = ()

    def __init__(self, spec: str, kind: type[ImageFile], png: bytes) -> None:
        super().__init__(spec)
        self.kind, self.png = kind, png

    @contextmanager
    def get_willow_image(self, image: AbstractImage, source: Any = None) -> Iterator[ImageFile]:
        # Wagtail takes the format of what has been sent where the filter names none.
        yield self.kind(BytesIO(self.png))


class WholeFilter(Filter):
    """Draws the whole picture in its own size and format, within a child where it is large."""

    def __init__(self, kind: type[ImageFile], content: bytes) -> None:
        super().__init__(WHOLE)
        self.kind, self.content = kind, content

    def run(self, image: AbstractImage, output: Any, source: Any = None) -> ImageFile:
        output.write(self.content)
        return self.kind(output)


DrawnFilter = PixelFilter | WholeFilter


def drawn(
    image: AbstractImage, specs: Iterable[str], source: File | None = None
) -> Mapping[str, DrawnFilter]:
    """The filters by their specs, fed with the pixels of an image, which is decoded once."""
    content = content_of(image) if source is None else source.read()
    kind = type(willow.Image.open(BytesIO(content)))
    if set(specs) == {WHOLE}:
        return {WHOLE: WholeFilter(kind, *pixels.run(pixels.Clean(), content))}
    size = pixels.header_of(BytesIO(content)).seen_size
    cuts = {spec: _cut(Filter(spec), image, size) for spec in specs}
    different = tuple(dict.fromkeys(cuts.values()))
    pngs = dict(zip(different, pixels.run(pixels.Draw(different), content), strict=True))
    return {spec: PixelFilter(spec, kind, pngs[cut]) for spec, cut in cuts.items()}


def _cut(filter: Filter, image: AbstractImage, size: tuple[int, int]) -> pixels.Cut:
    transform = filter.get_transform(image, size)
    return pixels.Cut(tuple(transform.get_rect().round()), tuple(transform.size))


def content_of(image: AbstractImage) -> bytes:
    with image.open_file() as file:
        content: bytes = file.read()
        return content


def read_sizes_from_headers() -> None:
    """Willow decodes a picture to tell its size: Wagtail's form would do so to see whether it is
    too large to be decoded."""
    for kind in ImageFile.__subclasses__():
        if kind.__name__.removesuffix("ImageFile").lower() in HEADERS_OF:
            registry.register_operation(kind, "get_size", lambda one: _header(one).size)
            registry.register_operation(kind, "get_frame_count", lambda one: _header(one).frames)


def _header(image: ImageFile) -> pixels.Header:
    try:
        return pixels.header_of(image.f)
    except pixels.UndrawableError as error:
        # Wagtail's form asks where it catches nothing but this.
        raise ValidationError(WHY_UNDRAWN[error.reason], code="invalid_image") from error
