"""How far the numbering of a list has come, and how its numbers are written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LEVELS = 10
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass
class Count:
    """The numbers reached on each level, None before the first."""

    reached: list[int | None] = field(default_factory=lambda: [None] * LEVELS)

    def advance(self, level: int, starts: Mapping[int, int]) -> None:
        for above in range(level):
            if self.reached[above] is None:
                self.reached[above] = starts.get(above, 1)
        before = self.reached[level]
        self.reached[level] = starts.get(level, 1) if before is None else before + 1
        self.reached[level + 1 :] = [None] * (LEVELS - level - 1)


def whole(value: str | None, otherwise: int = 0) -> int:
    """A number as a file may have it: nobody vouches that it is one."""
    return int(value) if value and value.isdecimal() else otherwise


def in_letters(number: int) -> str:
    """After z come aa, bb and so on; long ones, which nobody writes, stay figures."""
    if not 0 < number < 1000:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def in_roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in ROMAN:
        text += letters * (number // value)
        number %= value
    return text
