"""What is asked of a decoder: parts of a picture in other sizes, or the picture without metadata.

Whatever comes out is made of pixels and the colour profile alone, so that nothing goes with it that
a camera, a telephone or a program wrote beside them, however it is called.
"""

import io
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import IO, Any

from PIL import (
    ExifTags,
    Image,
    ImageCms,
    ImageOps,
    ImageSequence,
    IptcImagePlugin,
)
from PIL.JpegImagePlugin import JpegImageFile, get_sampling

from cms.media.pixels.reasons import UndrawableError, UndrawnReason

Size = tuple[int, int]
Box = tuple[int, int, int, int]

ALPHA = ("RGBA", "LA", "PA", "La", "RGBa")
SIXTEEN_BITS = ("I", "I;16", "I;16L", "I;16B", "I;16N", "F")
SIDEWAYS = (5, 6, 7, 8)
"""Orientations that change width and height."""
KEPT = {ExifTags.Base.Artist: (2, 80), ExifTags.Base.Copyright: (2, 116)}
"""What is kept of whom to thank: tags of EXIF, and where IPTC has the same."""
QUALITY = 90
"""Of originals in formats that do not tell the quality that they were made with."""

with suppress(ImportError):
    import_module("pillow_heif.HeifImagePlugin")  # as Willow, which takes pictures by what it knows


@dataclass(frozen=True)
class Cut:
    """A part of a picture, in pixels of the picture as it is seen, and the size to draw it in."""

    box: Box
    size: Size


@dataclass(frozen=True)
class Draw:
    """Draw the parts, each as a PNG."""

    cuts: tuple[Cut, ...]

    def run(self, source: bytes) -> list[bytes]:
        picture = _plain(_turned(Image.open(io.BytesIO(source))))
        return [_png(_part(picture, cut)) for cut in self.cuts]


@dataclass(frozen=True)
class Clean:
    """Draw the picture anew in its own format, turned as it is seen."""

    keeps_credit: bool = False

    def run(self, source: bytes) -> list[bytes]:
        image = Image.open(io.BytesIO(source))
        image.load()
        options = _as_it_was(image) | _kept(image)
        if self.keeps_credit and (credit := _credit(image)):
            options["exif"] = credit
        if _frames(image) == 1:
            ImageOps.exif_transpose(image, in_place=True)
            image.info = _kept(image, "transparency")
        else:
            options |= _moving(image)
        out = io.BytesIO()
        try:
            image.save(out, "JPEG" if image.format == "MPO" else image.format, **options)
        except (OSError, RuntimeError, ValueError) as error:
            # What was decoded can be encoded, but some encoders call a lack of memory otherwise.
            raise MemoryError from error
        return [out.getvalue()]


@dataclass(frozen=True)
class Header:
    """What a file tells of its picture without being decoded."""

    size: Size
    seen_size: Size
    """Of the picture turned as it is seen."""
    frames: int
    """How many pictures it shows one after the other."""


def header_of(file: IO[bytes]) -> Header:
    """Of a file that is open already, and left open where it was."""
    place = file.tell()
    file.seek(0)
    try:
        image = Image.open(file)
        width, height = image.size
        seen_size = (height, width) if _orientation(image) in SIDEWAYS else (width, height)
        return Header((width, height), seen_size, _frames(image))
    except Image.DecompressionBombError:
        raise UndrawableError(UndrawnReason.MEMORY) from None
    except Exception as error:
        raise UndrawableError(UndrawnReason.BROKEN) from error
    finally:
        file.seek(place)


def _frames(image: Image.Image) -> int:
    # Telephones append smaller ones of the same for other uses, which nobody is shown.
    return 1 if image.format == "MPO" else getattr(image, "n_frames", 1)


def _orientation(image: Image.Image) -> int:
    """As the header has it: some formats may tell it again after the pixels, which are then left as
    they are."""
    exif = Image.Exif()
    if data := image.info.get("exif"):
        exif.load(data)
    return int(exif.get(ExifTags.Base.Orientation, 1))


def _turned(image: Image.Image) -> Image.Image:
    way = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(_orientation(image))
    image.load()
    return image.transpose(way) if way is not None else image


def _plain(image: Image.Image) -> Image.Image:
    """In eight bits a channel, grey or red, green and blue; with transparency multiplied in, as it
    is when sizes are changed."""
    if image.mode in SIXTEEN_BITS:
        info = _kept(image)
        image = image.point(lambda value: value * (1 / 257)).convert("L")
        image.info = info
    if image.mode in ("CMYK", "LAB"):
        image = _in_srgb(image)
    if image.mode in ALPHA or "transparency" in image.info:
        info = _kept(image)
        image = image.convert("RGBA").convert("RGBa")
        image.info = info
    elif image.mode not in ("L", "RGB"):
        image = image.convert("L" if image.mode == "1" else "RGB")
    image.info = _kept(image)
    return image


def _in_srgb(image: Image.Image) -> Image.Image:
    if profile := image.info.get("icc_profile"):
        # One that cannot be read leaves the colours as good as without any.
        with suppress(ImageCms.PyCMSError, OSError):
            srgb = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
            if srgb:
                return srgb
    image = image.convert("RGB")
    image.info.pop("icc_profile", None)
    return image


def _part(picture: Image.Image, cut: Cut) -> Image.Image:
    left, top, right, bottom = cut.box
    width, height = picture.size
    box = (max(left, 0), max(top, 0), min(right, width), min(bottom, height))
    part = picture.resize(cut.size, Image.Resampling.LANCZOS, box=box)
    if part.mode == "RGBa":
        part = part.convert("RGBA")
    part.info = _kept(picture)
    return part


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _kept(image: Image.Image, name: str = "icc_profile") -> dict[Any, Any]:
    return {name: image.info[name]} if name in image.info else {}


def _as_it_was(image: Image.Image) -> dict[str, Any]:
    """What makes a file drawn anew as like the one that was sent as its format can."""
    if isinstance(image, JpegImageFile):
        return {
            "qtables": image.quantization,
            "subsampling": get_sampling(image),
            "progressive": bool(image.info.get("progressive")),
        }
    match image.format:
        case "WEBP":
            return {"quality": QUALITY, "method": 1}
        case "AVIF":
            return {"quality": QUALITY, "speed": 10}
        case "HEIF":
            return {"quality": QUALITY}
        case _:
            return {}


def _moving(image: Image.Image) -> dict[str, Any]:
    durations = []
    for frame in ImageSequence.Iterator(image):
        frame.load()
        durations.append(frame.info.get("duration", 100))
    image.seek(0)
    return {
        "save_all": True,
        "duration": durations,
        "loop": image.info.get("loop", 0),
        "comment": b"",
    }


def _credit(image: Any) -> Image.Exif:
    known, kept = image.getexif(), Image.Exif()
    iptc = IptcImagePlugin.getiptcinfo(image) or {}
    for tag, place in KEPT.items():
        value = known.get(tag) or iptc.get(place)
        if isinstance(value, bytes):
            value = value.decode(errors="replace")
        if value:
            kept[tag] = value
    return kept
