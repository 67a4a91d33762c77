"""Contrast: the arithmetic, the offers, and every pair that the four brands and the city use."""

import json
from dataclasses import astuple, replace
from pathlib import Path

import pytest

import themes
from themes.contrast import NON_TEXT, TEXT, contrast, lightness, nearest_passing
from themes.models import Theme
from themes.tokens import CHOSEN_PAIRS, DERIVED_PAIRS, Pair, Palette, derive, failures

BRANDS = json.loads((Path(themes.__file__).parent / "demo_brands.json").read_text())


@pytest.mark.parametrize(
    ("colour", "against", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        # Known neighbours of the limit: #767676 is the lightest grey that passes on white.
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
    ],
)
def test_contrast_is_that_of_wcag(colour: str, against: str, ratio: float) -> None:
    assert round(contrast(colour, against), 2) == ratio


def test_the_least_contrasts_are_those_of_wcag_aa() -> None:
    """1.4.3 for text, 1.4.11 for marks and controls."""
    assert (TEXT, NON_TEXT) == (4.5, 3)
    marks = {"secondary", "accent", "border", "focus"}
    for pair in CHOSEN_PAIRS + DERIVED_PAIRS:
        assert pair.ratio == (3 if pair.colour in marks else 4.5), pair


def test_a_palette_just_below_wcag_aa_fails() -> None:
    # On white #777777 has 4.48 and #959595 has 2.99.
    low = Palette("#777777", "#959595", "#000000", "#ffffff", "#ffffff")
    assert {failure.pair.colour for failure in failures(low)} >= {"primary", "secondary"}
    enough = replace(low, primary="#767676", secondary="#949494")
    assert {failure.pair.colour for failure in failures(enough)} <= {"accent"}


def test_passing_colour_is_its_own_nearest() -> None:
    assert nearest_passing("#16523a", ("#ffffff", "#f1f5ee"), TEXT) == "#16523a"


@pytest.mark.parametrize(
    ("colour", "against", "ratio"),
    [
        ("#ffcc00", ("#ffffff",), TEXT),
        ("#7fe0d2", ("#ffffff", "#ecf4f8"), NON_TEXT),
        ("#777777", ("#ffffff",), TEXT),
        ("#16523a", ("#000000",), TEXT),
    ],
)
def test_nearest_passing_is_only_just_enough(
    colour: str, against: tuple[str, ...], ratio: float
) -> None:
    nearest = nearest_passing(colour, against, ratio)
    assert nearest
    least = min(contrast(nearest, other) for other in against)
    assert ratio <= least < ratio + 0.2


def test_nearest_passing_goes_the_shorter_way() -> None:
    against = ("#808080",)
    assert lightness(nearest_passing("#8a8a8a", against, NON_TEXT) or "") > lightness("#8a8a8a")
    assert lightness(nearest_passing("#707070", against, NON_TEXT) or "") < lightness("#707070")


def test_nothing_is_offered_where_no_lightness_passes() -> None:
    assert nearest_passing("#ff0000", ("#000000", "#ffffff"), 5) is None


def test_there_are_four_brands_and_no_two_share_a_look() -> None:
    assert [brand["code"] for brand in BRANDS] == [
        "pohjoinen",
        "itainen",
        "etelainen",
        "keskusta",
    ]
    for field in ("name", "primary", "secondary", "accent", "typeface", "pattern"):
        assert len({brand[field] for brand in BRANDS}) == 4


@pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand["code"])
def test_brand_is_a_valid_theme(db: None, brand: dict[str, str]) -> None:
    Theme(**brand).full_clean()


@pytest.mark.parametrize("pair", CHOSEN_PAIRS + DERIVED_PAIRS, ids=lambda p: f"{p.colour}/{p.on}")
@pytest.mark.parametrize("brand", [*BRANDS, {"code": "lahti"}], ids=lambda brand: brand["code"])
def test_every_pair_of_the_brands_reaches_aa(brand: dict[str, str], pair: Pair) -> None:
    tokens = Theme(**brand).tokens
    assert contrast(getattr(tokens, pair.colour), getattr(tokens, pair.on)) >= pair.ratio


ODD = {
    "dark ground": Palette("#ffd84d", "#6fb3d9", "#3a2a00", "#101418", "#1c232a"),
    "middling ground": Palette("#000000", "#111111", "#ffffff", "#8a8a8a", "#909090"),
    "middling primary": Palette("#757575", "#8a8a8a", "#ffffff", "#ffffff", "#ffffff"),
    "near black": Palette("#020202", "#060606", "#ffffff", "#ffffff", "#fafafa"),
    "grounds far apart": Palette("#ed0000", "#8a8a8a", "#ffffff", "#000000", "#ffffff"),
    "glaring": Palette("#ff00ff", "#00ff00", "#ffff00", "#fffbe0", "#e0fff0"),
}


@pytest.mark.parametrize("name", ODD)
def test_any_palette_with_its_offers_taken_gives_tokens_that_reach_aa(name: str) -> None:
    palette = ODD[name]
    offers = {failure.pair.colour: failure.offered for failure in failures(palette)}
    palette = replace(palette, **offers)
    assert not list(failures(palette))
    tokens = derive(palette)
    assert astuple(palette) == astuple(tokens)[:5]
    low = [
        pair
        for pair in CHOSEN_PAIRS + DERIVED_PAIRS
        if contrast(getattr(tokens, pair.colour), getattr(tokens, pair.on)) < pair.ratio
    ]
    assert low == []


@pytest.mark.parametrize(("primary", "is_darker"), [("#fbfbfb", True), ("#050505", False)])
def test_a_shade_goes_where_there_is_room(primary: str, is_darker: bool) -> None:
    palette = Palette(primary, "#345678", "#876543", "#ffffff", "#f0f0f0")
    hover = lightness(derive(palette).primary_hover)
    assert (hover < lightness(primary) - 0.05, hover > lightness(primary) + 0.05) == (
        is_darker,
        not is_darker,
    )
