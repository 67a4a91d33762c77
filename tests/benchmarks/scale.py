"""Speed and memory of the search with very many documents."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import memory
from tests.benchmarks.engines import run
from tests.benchmarks.report import Report
from tests.benchmarks.scale_engine import Figures

MOST_OVER_BARE = {"sqlite": 1.5, "postgresql": 1.5, "elasticsearch": 1.3}
MOST_GROWTH = 4
LEAST_FED = 5_000


def measure(report: Report) -> None:
    for environment in ("elasticsearch", "postgresql"):  # the first has SQLite in it
        for engine, figures in _figures(environment).items():
            _add(report, engine, figures)
    memory.measure(report)


def _figures(engine: str) -> Figures:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "figures.json"
        run(engine, "tests.benchmarks.scale_engine", str(path))
        figures: Figures = json.loads(path.read_text())
    return figures


def _add(report: Report, engine: str, figures: dict[str, float]) -> None:
    report.add(
        "time of a query to that of its bare statements, median",
        engine,
        figures["over bare"],
        at_most=MOST_OVER_BARE[engine],
    )
    report.add(
        "time with 100 times as many documents, rare words, median",
        engine,
        figures["growth"],
        at_most=MOST_GROWTH,
    )
    report.add("documents fed a minute", engine, figures["fed"], at_least=LEAST_FED)
    report.add("exact totals, and last pages open", engine, figures["exact"], at_least=1)
    report.add("documents", engine, figures["documents"])
    report.add("rare words asked", engine, figures["rare words"])
    report.add("time of a query, ms, median", engine, figures["median, ms"])
