"""A theme's tokens as others read them: CSS custom properties and W3C Design Tokens."""

from dataclasses import asdict
from functools import lru_cache
from hashlib import sha256
from typing import Any

from themes.choices import HEADING_FONTS, PATTERNS, TEXT_FONTS
from themes.contrast import components
from themes.tokens import Tokens


@lru_cache(maxsize=256)
def css(code: str, tokens: Tokens, typeface: str, pattern: str) -> str:
    """Custom properties for a whole page, and for the element with `data-kp-theme`: a page that
    shows several themes loads them all, its own last."""
    image, size = PATTERNS[pattern]
    properties = {f"--kp-color-{_dashed(name)}": value for name, value in asdict(tokens).items()}
    properties |= {
        "--kp-font-heading": _font_family(HEADING_FONTS[typeface]),
        "--kp-font-text": _font_family(TEXT_FONTS[typeface]),
        "--kp-pattern-image": image,
        "--kp-pattern-size": size,
    }
    lines = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    return f':root, [data-kp-theme="{code}"] {{\n{lines}}}\n'


def design_tokens(name: str, tokens: Tokens, typeface: str) -> dict[str, Any]:
    """Design Tokens Format Module 2025.10 of the W3C Design Tokens Community Group."""
    return {
        "$description": name,
        "color": {
            _dashed(token): {
                "$type": "color",
                "$value": {
                    "colorSpace": "srgb",
                    "components": components(value),
                    "alpha": 1,
                    "hex": value,
                },
            }
            for token, value in asdict(tokens).items()
        },
        "font": {
            "heading": {"$type": "fontFamily", "$value": list(HEADING_FONTS[typeface])},
            "text": {"$type": "fontFamily", "$value": list(TEXT_FONTS[typeface])},
        },
    }


def content_hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def _font_family(fonts: tuple[str, ...]) -> str:
    return ", ".join(f'"{font}"' if " " in font else font for font in fonts)
