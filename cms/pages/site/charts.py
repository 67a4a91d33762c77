"""Charts drawn on the server, as SVG without script or style. The table beside a chart has the same
figures for those who do not see it."""

from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 320
"""Units, as many as the pixels of a narrow telephone; a wide screen draws them larger."""
BAR_WIDTH = 250
ROW = 34
"""Height of a bar with its label above."""


@dataclass(frozen=True)
class Bar:
    label: str
    shown: str
    """The figure as it is written."""
    width: int
    label_y: int
    bar_y: int
    figure_y: int
    figure_x: int


@dataclass(frozen=True)
class Chart:
    name: str
    """Beginning of the ids in it."""
    title: str
    bars: list[Bar]
    width: int
    height: int


def bar_chart(name: str, title: str, rows: Iterable[tuple[str, float | None, str]]) -> Chart | None:
    """Of rows with a label, a figure and how it is written; None where no figure is above zero, as
    there is nothing to see."""
    rows = list(rows)
    most = max((value or 0 for _label, value, _shown in rows), default=0)
    if most <= 0:
        return None
    bars = []
    for number, (label, value, shown) in enumerate(rows):
        width, top = round(BAR_WIDTH * (value or 0) / most), number * ROW
        bars.append(Bar(label, shown, width, top + 13, top + 18, top + 28, width + 6))
    return Chart(name, title, bars, WIDTH, len(bars) * ROW)
