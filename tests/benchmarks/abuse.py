"""The benchmark of abuse: seeks the anonymous request within the limits that takes the processor
longest, on each engine that is here. Figures are printed and written; one not reached is a failure.

ABUSE_PAGES says how many pages there are. PostgreSQL is that of DATABASE_URL, else a throw-away
one, and is left out where there is none, as Elasticsearch is without ELASTICSEARCH_URL.
"""

import json
import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.engines import run
from tests.benchmarks.report import Report

PAGES = int(os.environ.get("ABUSE_PAGES", "10000"))
MOST_SECONDS = 0.5 if PAGES <= 10_000 else 1.5
SHOWN = 10
"""Requests of each engine that are told, the worst first."""


def main() -> int:
    report = Report("abuse")
    for engine in _engines():
        with TemporaryDirectory() as folder:
            path = Path(folder) / "figures.json"
            run(engine, "tests.benchmarks.abuse_engine", str(path), str(PAGES))
            seconds: dict[str, float] = json.loads(path.read_text())
        worst = sorted(seconds, key=lambda name: -seconds[name])
        for name in worst[:SHOWN]:
            report.add(
                f"{name}, s of CPU at {PAGES} pages", engine, seconds[name], at_most=MOST_SECONDS
            )
        report.add("requests tried", engine, len(seconds))
        report.write()
    print(report.table())
    return 0 if report.is_reached else 1


def _engines() -> list[str]:
    has_postgresql = shutil.which("pg_virtualenv") or "postgres" in os.environ.get(
        "DATABASE_URL", ""
    )
    found = {
        "sqlite": True,
        "postgresql": has_postgresql,
        "elasticsearch": "ELASTICSEARCH_URL" in os.environ,
    }
    for engine, is_here in found.items():
        if not is_here:
            print(f"{engine} is left out: there is no server.", file=sys.stderr)
    return [engine for engine, is_here in found.items() if is_here]


if __name__ == "__main__":
    sys.exit(main())
