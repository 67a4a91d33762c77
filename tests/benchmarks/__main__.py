"""The benchmarks of the search: figures are printed and written; one not reached is a failure."""

import sys

from tests.benchmarks import quality
from tests.benchmarks.report import Report


def main() -> int:
    report = Report("search")
    for measure in (quality.measure,):
        measure(report)
    report.write()
    print(report.table())
    return 0 if report.is_reached else 1


if __name__ == "__main__":
    sys.exit(main())
