"""Contrast as WCAG 2.2 counts it (success criteria 1.4.3 and 1.4.11), and the nearest colour that
has enough of it. Colours are `#rrggbb`."""

from collections.abc import Iterable
from functools import lru_cache

from coloraide import Color

TEXT = 4.5
"""Least contrast of text on its background, level AA."""
NON_TEXT = 3.0
"""Least contrast of marks and controls that carry meaning, level AA."""

_STEP = 1 / 256


def contrast(colour: str, against: str) -> float:
    """Contrast ratio of two colours, from 1 (none) to 21 (black on white)."""
    return Color(colour).contrast(against, method="wcag21")


def passes(colour: str, against: Iterable[str], ratio: float) -> bool:
    """Whether a colour has at least `ratio` against each of the others."""
    return all(contrast(colour, other) >= ratio for other in against)


@lru_cache(maxsize=4096)
def nearest_passing(colour: str, against: tuple[str, ...], ratio: float) -> str | None:
    """The colour of the same hue, nearest in OKLCH lightness, that has `ratio` against each of
    `against`: the colour itself when it passes, None when no lightness does."""
    if passes(colour, against, ratio):
        return colour
    lightness = Color(colour).convert("oklch")["lightness"]
    for steps in range(1, round(1 / _STEP) + 1):
        for candidate in (lightness - steps * _STEP, lightness + steps * _STEP):
            shade = with_lightness(colour, candidate)
            if passes(shade, against, ratio):
                return shade
    return None


def with_lightness(colour: str, lightness: float) -> str:
    """The colour at another OKLCH lightness (0 black, 1 white; beyond them, the nearer end)."""
    shade = Color(colour).convert("oklch").set("lightness", min(max(lightness, 0.0), 1.0))
    return _hex(shade)


def lightness(colour: str) -> float:
    """OKLCH lightness, from 0 (black) to 1 (white)."""
    return Color(colour).convert("oklch")["lightness"]


def mix(colour: str, other: str, share: float) -> str:
    """The colour with `share` (0 to 1) of the other in it."""
    return _hex(Color(colour).mix(other, share, space="oklab"))


def components(colour: str) -> list[float]:
    """Red, green and blue, each from 0 to 1."""
    return [round(value, 4) for value in Color(colour).coords()]


def _hex(colour: Color) -> str:
    fitted = colour.convert("srgb").fit("srgb", method="oklch-chroma")
    return fitted.to_string(hex=True, fit=False)
