"""What a server that is down or hangs costs those who publish and those who search."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from uuid import uuid4

import django
from django.test.utils import override_settings, setup_databases, teardown_databases

from tests.benchmarks.engines import run
from tests.benchmarks.report import Report
from tests.configured import configured

PUBLISHES = 60
"""With the server up, and as many with it down, in turns of TURN."""
TURN = 20


def measure(report: Report) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "figures.json"
        run("sqlite", "tests.benchmarks.faults", str(path))
        figures = json.loads(path.read_text())
    report.add(
        "publishing with the server down, times as with it up",
        "elasticsearch",
        figures["publishing"],
        at_most=1.3,
    )
    report.add(
        "query while the server hangs, s (slowest)", "elasticsearch", figures["hanging"], at_most=1
    )


def main(path: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    django.setup()
    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    try:
        path.write_text(json.dumps(_figures()))
    finally:
        teardown_databases(databases, verbosity=0)


def _figures() -> dict[str, float]:
    from search.engines.elasticsearch.connection import connection
    from search.indexing import send_changes
    from search.queries import Query, health, search
    from tests.factories import add_home, add_news
    from tests.servers.elasticsearch import start

    home = add_home()
    up: list[float] = []
    down: list[float] = []
    with start() as server:
        settings = {"urls": (server.url,), "index": f"faults-{uuid4()}"}
        with override_settings(KUMPPANUUS=configured(ELASTICSEARCH=settings | {"pause": 1e-9})):
            for turn in range(0, PUBLISHES, TURN):
                for times, is_up in ((up, True), (down, False)):
                    if not is_up:
                        server.kill()
                    for number in range(TURN):
                        title = f"Uutinen {turn} {number} {is_up}"
                        times.append(_time(lambda title=title: add_news(home, title)))
                        send_changes()
                server.start_again()
            send_changes()
        with override_settings(KUMPPANUUS=configured(ELASTICSEARCH=settings)):
            while health()["engine"] != "elasticsearch":  # it has only just been started again
                time.sleep(connection().pause)
            server.pause()
            try:
                # It finds nothing, and is asked again as it may have been meant.
                hanging = max(_time(lambda: search(Query("uutinne kateissa"))) for _ in range(5))
            finally:
                server.resume()
    return {"publishing": median(down) / median(up), "hanging": hanging}


def _time(call: Callable[[], object]) -> float:
    started = perf_counter()
    call()
    return perf_counter() - started


if __name__ == "__main__":
    main(Path(sys.argv[1]))
