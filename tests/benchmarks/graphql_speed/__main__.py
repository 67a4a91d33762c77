"""The benchmark of GraphQL: figures are printed and written; one not reached is a failure."""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import graphql_limits
from tests.benchmarks.graphql_speed import caching, measuring
from tests.benchmarks.graphql_speed.servers import OURS, STOCK, environment, run, served
from tests.benchmarks.report import Report

MUCH = 40
"""Times as much content."""


def main() -> int:
    if shutil.which("wrk") is None:
        print("wrk is needed: apt-get install wrk", file=sys.stderr)
        return 1
    report = Report("graphql")
    with TemporaryDirectory() as name:
        folder = Path(name)
        ours, stock, more = (
            environment(settings, folder, name)
            for settings, name in ((OURS, "ours"), (STOCK, "stock"), (OURS, "more"))
        )
        rows = str(folder / "rows.json")
        run("content", "1", rows, of=ours)
        run("stock.filling", rows, of=stock)
        run("content", str(MUCH), rows, of=more)
        measuring.counts(report, ours, stock)
        with served(ours) as one, served(stock) as other, served(more) as full:
            measuring.loads(report, one, other, full)
            caching.loads(report, one)
            report.add("memory of the worker process, MB", "ours", one.megabytes)
            report.add("memory of the worker process, MB", "stock", other.megabytes)
        measuring.publishing(report, ours)
        graphql_limits.measure(report)
        report.write()
    print(report.table())
    return 0 if report.is_reached else 1


if __name__ == "__main__":
    sys.exit(main())
