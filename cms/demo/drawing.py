"""Simple pictures drawn at load in a region's colours."""

import io
import math
from collections.abc import Callable

from django.core.files.base import ContentFile
from PIL import Image, ImageColor, ImageDraw

from themes.models import Theme

SIZE = (1280, 800)
Colour = tuple[int, int, int]


def picture(motif: str, theme: Theme) -> ContentFile:
    """One of MOTIFS on a sky in the theme's colours, as a PNG file."""
    image = _sky(_rgb(theme.surface), _rgb(theme.accent))
    MOTIFS[motif](ImageDraw.Draw(image), _rgb(theme.primary), _rgb(theme.secondary))
    return _png(image, f"{theme.code}-{motif}.png")


def logo(theme: Theme) -> ContentFile:
    """A square of four leaves; the region's own in its primary colour."""
    image = Image.new("RGB", (400, 400), "white")
    draw = ImageDraw.Draw(image)
    own = {"pohjoinen": 0, "itainen": 1, "etelainen": 2}.get(theme.code)
    for number, (x, y) in enumerate([(200, 95), (305, 200), (200, 305), (95, 200)]):
        fill = theme.primary if own in (number, None) else _mixed(_rgb(theme.secondary), 0.6)
        draw.ellipse((x - 80, y - 80, x + 80, y + 80), fill=fill)
    draw.ellipse((150, 150, 250, 250), fill=theme.accent)
    return _png(image, f"{theme.code}-tunnus.png")


def _rgb(hex_colour: str) -> Colour:
    return ImageColor.getrgb(hex_colour)[:3]


def _mixed(colour: Colour, share: float, other: Colour = (255, 255, 255)) -> Colour:
    """The colour with a share (0–1) of another."""
    red, green, blue = (
        round(own + (their - own) * share) for own, their in zip(colour, other, strict=True)
    )
    return red, green, blue


def _png(image: Image.Image, name: str) -> ContentFile:
    out = io.BytesIO()
    image.save(out, "PNG")
    return ContentFile(out.getvalue(), name=name)


def _sky(top: Colour, bottom: Colour) -> Image.Image:
    height = SIZE[1]
    column = Image.new("RGB", (1, height))
    for y in range(height):
        column.putpixel((0, y), _mixed(top, y / height * 0.6, bottom))
    return column.resize(SIZE)


def _ridge(draw: ImageDraw.ImageDraw, base: int, swing: int, length: int, fill: Colour) -> None:
    width, height = SIZE
    line = [
        (x, base + swing * math.sin(x / length) + swing / 2 * math.sin(x / length * 2.3))
        for x in range(0, width + 20, 20)
    ]
    draw.polygon([(0, height), *line, (width, height)], fill=fill)


def _hills(draw: ImageDraw.ImageDraw, primary: Colour, secondary: Colour) -> None:
    draw.ellipse((930, 110, 1090, 270), fill=(255, 255, 255))
    _ridge(draw, 470, 60, 210, _mixed(secondary, 0.55))
    _ridge(draw, 560, 45, 150, _mixed(secondary, 0.2))
    _ridge(draw, 670, 30, 180, primary)


def _trees(draw: ImageDraw.ImageDraw, primary: Colour, secondary: Colour) -> None:
    _ridge(draw, 640, 14, 160, _mixed(secondary, 0.3))
    for number in range(9):
        x, top = 60 + number * 150, 210 + (number * 97) % 190
        fill = _mixed(primary, (number * 37 % 50) / 100)
        for layer in range(3):
            y = top + layer * 105
            spread = 55 + layer * 26
            draw.polygon([(x, y), (x - spread, y + 170), (x + spread, y + 170)], fill=fill)
        draw.rectangle((x - 11, top + 375, x + 11, top + 445), fill=secondary)


def _houses(draw: ImageDraw.ImageDraw, primary: Colour, secondary: Colour) -> None:
    _ridge(draw, 520, 40, 230, _mixed(secondary, 0.6))
    for number in range(7):
        x, top = 30 + number * 178, 300 + (number * 131) % 170
        fill = primary if number % 2 else secondary
        draw.rectangle((x, top, x + 150, 720), fill=fill)
        draw.polygon([(x - 14, top), (x + 75, top - 85), (x + 164, top)], fill=_mixed(fill, 0.25))
        for row in range(top + 40, 640, 90):
            for column in (x + 28, x + 88):
                draw.rectangle((column, row, column + 34, row + 48), fill=(255, 255, 255))
    draw.rectangle((0, 720, *SIZE), fill=_mixed(primary, 0.7))


def _lake(draw: ImageDraw.ImageDraw, primary: Colour, secondary: Colour) -> None:
    draw.ellipse((180, 130, 330, 280), fill=(255, 255, 255))
    _ridge(draw, 400, 35, 170, _mixed(primary, 0.3))
    draw.rectangle((0, 470, *SIZE), fill=_mixed(secondary, 0.45))
    for number in range(12):
        y, shift = 505 + number * 25, number * 173 % 400
        for x in range(-shift, SIZE[0], 400):
            draw.line((x, y, x + 190, y), fill=_mixed(secondary, 0.75), width=6)
    draw.polygon([(760, 560), (1010, 560), (960, 615), (800, 615)], fill=primary)
    draw.polygon([(880, 300), (880, 545), (1000, 545)], fill=(255, 255, 255))


def _playground(draw: ImageDraw.ImageDraw, primary: Colour, secondary: Colour) -> None:
    _ridge(draw, 610, 16, 190, _mixed(secondary, 0.45))
    for start in (220, 760):
        draw.line((start, 640, start + 90, 260), fill=primary, width=20)
        draw.line((start + 300, 640, start + 210, 260), fill=primary, width=20)
        draw.line((start + 80, 265, start + 220, 265), fill=primary, width=20)
        for x in (start + 115, start + 170):
            draw.line((x, 275, x + 20, 500), fill=secondary, width=6)
        draw.rectangle((start + 125, 495, start + 205, 515), fill=secondary)
    draw.ellipse((1040, 90, 1170, 220), fill=(255, 255, 255))


MOTIFS: dict[str, Callable[[ImageDraw.ImageDraw, Colour, Colour], None]] = {
    "hills": _hills,
    "trees": _trees,
    "houses": _houses,
    "lake": _lake,
    "playground": _playground,
}
