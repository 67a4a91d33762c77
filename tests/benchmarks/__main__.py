"""The benchmarks of the search: figures are printed and written; one not reached is a failure.

Elasticsearch is that of ELASTICSEARCH_URL, else one is started; PostgreSQL is that of DATABASE_URL,
else a throw-away one.
"""

import os
import sys
from contextlib import ExitStack

from tests.benchmarks import faults, lookups, quality, scale
from tests.benchmarks.report import Report
from tests.servers import elasticsearch


def main() -> int:
    report = Report("search")
    with ExitStack() as stack:
        if "ELASTICSEARCH_URL" not in os.environ:
            server = stack.enter_context(elasticsearch.start(heap="1g"))
            os.environ["ELASTICSEARCH_URL"] = server.url
        for measure in (quality.measure, lookups.measure, scale.measure, faults.measure):
            measure(report)
            report.write()
    print(report.table())
    return 0 if report.is_reached else 1


if __name__ == "__main__":
    sys.exit(main())
