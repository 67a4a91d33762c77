"""The demo content as its TOML files under data/ hold it."""

import tomllib
from pathlib import Path
from typing import Any

DATA_DIR = Path(__file__).parent / "data"

REGIONS = ("pohjoinen", "itainen", "etelainen", "keskusta")
"""Slugs in the order in which the tables stand on the front page."""

Row = dict[str, Any]


def read(name: str) -> Row:
    """One file by its path under data/ without the ending; empty when there is none."""
    path = DATA_DIR / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def rows(place: str, kind: str) -> list[Row]:
    """The rows of one kind of a region, or of `city`: data/<place>/<kind>.toml."""
    found: list[Row] = read(f"{place}/{kind}").get(kind, [])
    return found
