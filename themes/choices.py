"""The closed lists a theme chooses from. Typefaces are stacks of fonts that readers' own machines
have, so that no page asks another host for a font."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Typeface(models.TextChoices):
    SYSTEM = "system", _("The device's own")
    HUMANIST = "humanist", _("Humanist sans serif")
    GEOMETRIC = "geometric", _("Geometric sans serif")
    SLAB = "slab", _("Slab serif")
    OLD_STYLE = "old_style", _("Old-style serif")


class Pattern(models.TextChoices):
    NONE = "none", _("No pattern")
    WAVES = "waves", _("Waves")
    DOTS = "dots", _("Dots")
    STRIPES = "stripes", _("Stripes")
    GRID = "grid", _("Grid")


SYSTEM_FONTS = ("system-ui", "sans-serif")

HEADING_FONTS: dict[str, tuple[str, ...]] = {
    Typeface.SYSTEM: SYSTEM_FONTS,
    Typeface.HUMANIST: (
        "Seravek",
        "Gill Sans Nova",
        "Ubuntu",
        "Calibri",
        "DejaVu Sans",
        "sans-serif",
    ),
    Typeface.GEOMETRIC: (
        "Avenir",
        "Montserrat",
        "Corbel",
        "URW Gothic",
        "Liberation Sans",
        "sans-serif",
    ),
    Typeface.SLAB: ("Rockwell", "Rockwell Nova", "Roboto Slab", "DejaVu Serif", "serif"),
    Typeface.OLD_STYLE: (
        "Iowan Old Style",
        "Palatino Linotype",
        "URW Palladio L",
        "Liberation Serif",
        "serif",
    ),
}
"""Typeface → fonts of headings, best first."""

TEXT_FONTS = HEADING_FONTS | {Typeface.SLAB: SYSTEM_FONTS}
"""Typeface → fonts of running text: a slab serif is too heavy for it."""

_SHADE = "var(--kp-color-pattern)"

PATTERNS: dict[str, tuple[str, str]] = {
    Pattern.NONE: ("none", "auto"),
    Pattern.WAVES: (
        f"radial-gradient(circle at 50% 0, transparent 17px, {_SHADE} 18px 21px, transparent 22px)",
        "40px 24px",
    ),
    Pattern.DOTS: (f"radial-gradient(circle, {_SHADE} 30%, transparent 32%)", "22px 22px"),
    Pattern.STRIPES: (
        f"repeating-linear-gradient(115deg, {_SHADE} 0 10px, transparent 10px 30px)",
        "auto",
    ),
    Pattern.GRID: (
        f"linear-gradient({_SHADE} 3px, transparent 3px),"
        f" linear-gradient(90deg, {_SHADE} 3px, transparent 3px)",
        "28px 28px",
    ),
}
"""Pattern → CSS background image and background size."""
