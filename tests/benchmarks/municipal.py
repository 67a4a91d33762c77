"""Words of a city's administration, each in several forms that a search for it is to find."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class MunicipalWord:
    base: str
    forms: tuple[str, ...]


def municipal_words() -> list[MunicipalWord]:
    lines = Path(__file__).with_name("municipal_words.txt").read_text().splitlines()
    entries = (line.split(": ") for line in lines)
    return [MunicipalWord(base, tuple(forms.split(", "))) for base, forms in entries]
