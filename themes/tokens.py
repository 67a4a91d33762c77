"""The design tokens of a theme: its five colours, and all that is derived from them.

Names follow one scheme: the token `on_primary` is the custom property `--kp-color-on-primary` in
CSS and `color.on-primary` in the Design Tokens file. `on_x` is text on a surface of colour `x`.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import lru_cache

from themes.contrast import (
    NON_TEXT,
    TEXT,
    contrast,
    lightness,
    mix,
    nearest_passing,
    passes,
    with_lightness,
)

INK = "#14181f"
BLACK = "#000000"
WHITE = "#ffffff"
_SHADE = 0.07
"""How far in OKLCH lightness a hover or a pattern is from its colour."""


@dataclass(frozen=True)
class Palette:
    """The colours that a theme's editor chooses."""

    primary: str
    secondary: str
    accent: str
    background: str
    surface: str


@dataclass(frozen=True)
class Tokens(Palette):
    """Every colour that a stylesheet uses."""

    on_primary: str
    primary_hover: str
    pattern: str
    on_secondary: str
    on_accent: str
    text: str
    text_muted: str
    link: str
    link_hover: str
    border: str
    divider: str
    tint: str
    focus: str
    danger: str = "#a4161a"
    danger_surface: str = "#fdecec"
    warning: str = "#704000"
    warning_surface: str = "#fff1cf"
    success: str = "#1b5e20"
    success_surface: str = "#e5f4e6"
    info: str = "#0b4a80"
    info_surface: str = "#e5f0fa"


@dataclass(frozen=True)
class Pair:
    """A colour that is used on another, and the contrast it needs there."""

    colour: str
    on: str
    ratio: float


CHOSEN_PAIRS = (
    Pair("surface", "text", TEXT),
    Pair("primary", "background", TEXT),
    Pair("primary", "surface", TEXT),
    Pair("secondary", "background", NON_TEXT),
    Pair("secondary", "surface", NON_TEXT),
    Pair("accent", "primary", NON_TEXT),
)
"""Pairs that the editor's choice decides: text is the one that reads on the background, primary is
links and headings, secondary bars and marks, accent the mark in the masthead."""

DERIVED_PAIRS = (
    Pair("on_primary", "primary", TEXT),
    Pair("on_primary", "primary_hover", TEXT),
    Pair("on_primary", "pattern", TEXT),
    Pair("on_secondary", "secondary", TEXT),
    Pair("on_accent", "accent", TEXT),
    *(
        Pair(colour, on, TEXT)
        for colour in ("text", "text_muted", "link", "link_hover")
        for on in ("background", "surface")
    ),
    Pair("text", "tint", TEXT),
    Pair("link", "tint", TEXT),
    *(
        Pair(colour, on, NON_TEXT)
        for colour in ("border", "focus")
        for on in ("background", "surface")
    ),
    Pair("danger", "danger_surface", TEXT),
    Pair("warning", "warning_surface", TEXT),
    Pair("success", "success_surface", TEXT),
    Pair("info", "info_surface", TEXT),
)
"""The other pairs that stylesheets may use; derivation makes them pass for any valid palette."""


@dataclass(frozen=True)
class Failure:
    """A chosen pair with too little contrast, and the nearest shade that would do instead."""

    pair: Pair
    colour: str
    on: str
    contrast: float
    offered: str


def failures(palette: Palette) -> Iterator[Failure]:
    """Chosen pairs that miss AA, each colour at most once. Every offer takes the earlier ones into
    account, so a palette with all offers taken passes."""
    for name in ("surface", "primary", "secondary", "accent"):
        failure = _failure(name, palette)
        if failure:
            yield failure
            palette = replace(palette, **{name: failure.offered})


def _failure(name: str, palette: Palette) -> Failure | None:
    # Text is the same on both grounds, so a surface must carry the background's. Then black or
    # white reads on both, and a shade of any other colour near enough to it.
    colours = asdict(palette) | {"text": _text_on(palette.background, palette.surface)}
    pairs = [pair for pair in CHOSEN_PAIRS if pair.colour == name]
    others = tuple(colours[pair.on] for pair in pairs)
    ratio = pairs[0].ratio
    if passes(colours[name], others, ratio):
        return None
    worst = min(pairs, key=lambda pair: contrast(colours[name], colours[pair.on]))
    on = colours[worst.on]
    return Failure(
        pair=worst,
        colour=colours[name],
        on=on,
        contrast=contrast(colours[name], on),
        offered=_passing(colours[name], others, ratio),
    )


@lru_cache(maxsize=256)
def derive(palette: Palette) -> Tokens:
    """The tokens of a palette without failures."""
    grounds = (palette.background, palette.surface)
    on_primary = _text_on(palette.primary)
    text = _text_on(*grounds)
    return Tokens(
        **asdict(palette),
        on_primary=on_primary,
        primary_hover=_shade_for(palette.primary, on_primary),
        pattern=_shade_for(palette.primary, on_primary),
        on_secondary=_text_on(palette.secondary),
        on_accent=_text_on(palette.accent),
        text=text,
        text_muted=_passing(mix(text, palette.background, 0.35), grounds, TEXT),
        link=palette.primary,
        link_hover=_passing(_shade_for(palette.primary, palette.background), grounds, TEXT),
        border=_passing(mix(text, palette.background, 0.5), grounds, NON_TEXT),
        divider=mix(palette.background, text, 0.14),
        tint=_passing(
            mix(palette.background, palette.primary, 0.09), (text, palette.primary), TEXT
        ),
        focus=_passing(palette.accent, grounds, NON_TEXT),
    )


def _text_on(*grounds: str) -> str:
    """Ink or white, or black where ink is not dark enough: the first that reads on all the grounds,
    or else on the first ground."""
    for some in (grounds, grounds[:1]):
        for colour in (INK, WHITE, BLACK):
            if passes(colour, some, TEXT):
                return colour
    raise AssertionError("Black or white has 4.5 on every colour.")


def _shade_for(colour: str, other: str) -> str:
    """A shade of a colour on which the other reads: a step away from it, or a step towards it where
    there is no room left."""
    step = _SHADE if contrast(other, BLACK) < contrast(other, WHITE) else -_SHADE
    away = lightness(colour) + step
    shade = with_lightness(colour, away if 0.15 < away < 1 else lightness(colour) - step)
    return _passing(shade, (other,), TEXT)


def _passing(colour: str, against: tuple[str, ...], ratio: float) -> str:
    return nearest_passing(colour, against, ratio) or colour
