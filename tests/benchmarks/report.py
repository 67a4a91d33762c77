"""Figures of a benchmark: gathered, printed as a table, written for machines."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

VAR_DIR = Path(__file__).resolve().parents[2] / "var" / "benchmarks"
_HEAD = ("figure", "engine", "stock", "value", "to reach", "")


@dataclass(frozen=True)
class Figure:
    figure: str
    """What was measured, with its unit where it has one."""
    engine: str
    stock: float | None
    """What a full-text engine gives out of the box, where that was measured too."""
    value: float
    to_reach: str | None
    """The bound with its sign, such as ≥ 0.95."""
    reached: bool
    """Also true where there is no bound."""


class Report:
    def __init__(self, name: str) -> None:
        self.path = VAR_DIR / f"{name}.json"
        self.figures: list[Figure] = []

    def add(
        self,
        figure: str,
        engine: str,
        value: float,
        *,
        stock: float | None = None,
        at_least: float | None = None,
        at_most: float | None = None,
        below: float | None = None,
    ) -> None:
        """One figure of one engine, with at most one bound, or none where it is only told."""
        if at_least is not None:
            to_reach, reached = f"≥ {at_least}", value >= at_least
        elif at_most is not None:
            to_reach, reached = f"≤ {at_most}", value <= at_most
        elif below is not None:
            to_reach, reached = f"< {below}", value < below
        else:
            to_reach, reached = None, True
        self.figures.append(Figure(figure, engine, stock, value, to_reach, reached))

    @property
    def is_reached(self) -> bool:
        return all(figure.reached for figure in self.figures)

    def table(self) -> str:
        """In Markdown, one row a figure and engine."""
        rows = [_HEAD, *map(_cells, self.figures)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = [
            _line(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            for row in rows
        ]
        return "\n".join([lines[0], _line("-" * width for width in widths), *lines[1:]])

    def write(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        figures = [asdict(figure) for figure in self.figures]
        self.path.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n")


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(figure: Figure) -> tuple[str, ...]:
    return (
        figure.figure,
        figure.engine,
        "–" if figure.stock is None else _number(figure.stock),
        _number(figure.value),
        figure.to_reach or "–",
        "" if figure.reached else "NOT REACHED",
    )


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ") if abs(value) >= 1000 else f"{value:.4g}"
