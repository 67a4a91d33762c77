"""Speed of corrections and completions with very many different words."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.engines import run
from tests.benchmarks.report import Report

MOST_MILLISECONDS = 5


def measure(report: Report) -> None:
    """The vocabulary is in the database, whatever engine answers."""
    for database in ("sqlite", "postgresql"):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "figures.json"
            run(database, "tests.benchmarks.vocabulary_engine", str(path))
            figures: dict[str, float] = json.loads(path.read_text())
        for what, milliseconds in figures.items():
            report.add(
                f"lookup of a {what} at 200,000 forms, ms (median)",
                database,
                milliseconds,
                at_most=MOST_MILLISECONDS,
            )
