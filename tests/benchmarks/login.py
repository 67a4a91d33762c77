"""The benchmark of log-in: what a reader of the front page notices while others try passwords.

Eight clients, each at an address of its own, send wrong passwords as fast as they are answered.
LOGIN_SECONDS says how long. To be run on a machine that is idle otherwise.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event

import requests

from tests.benchmarks.report import Report
from tests.benchmarks.serving import ROOT, serving

SECONDS = int(os.environ.get("LOGIN_SECONDS", "60"))
IDLE_SECONDS = 10
CLIENTS = 8
BETWEEN = 0.05
"""Seconds between two looks at the front page."""


def main() -> int:
    report = Report("login")
    with TemporaryDirectory() as folder:
        environment = _installation(Path(folder))
        with serving("cms.wsgi", "/health/", environment) as server:
            _front_page_seconds(server.address, 2)
            idle = median(_front_page_seconds(server.address, IDLE_SECONDS))
            with _trying_passwords(server.address) as answered:
                busy = median(_front_page_seconds(server.address, SECONDS))
    report.add("front page, ms (median)", "idle", idle * 1000)
    report.add("front page, ms (median)", "passwords", busy * 1000)
    report.add("front page, times as long", "passwords", busy / idle, at_most=2)
    report.add("wrong passwords answered", "passwords", len(answered))
    report.add("of them by an error", "passwords", sum(s >= 500 for s in answered), at_most=0)
    report.write()
    print(report.table())
    return 0 if report.is_reached else 1


def _installation(folder: Path) -> dict[str, str]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.embedded",
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "VAR_DIR": str(folder),
        "TRUSTED_PROXIES": "1",
        "LOG_LEVEL": "CRITICAL",
    }
    for command in ("migrate", "load_demo"):
        arguments = [sys.executable, "manage.py", command, "--verbosity=0"]
        subprocess.run(arguments, cwd=ROOT, env=environment, check=True)
    return environment


def _front_page_seconds(address: str, seconds: float) -> list[float]:
    taken = []
    until = time.monotonic() + seconds
    with requests.Session() as reader:
        while time.monotonic() < until:
            response = reader.get(address, timeout=60)
            response.raise_for_status()
            taken.append(response.elapsed.total_seconds())
            time.sleep(BETWEEN)
    return taken


@contextmanager
def _trying_passwords(address: str) -> Iterator[list[int]]:
    """The status of each answer."""
    statuses: list[int] = []
    is_over = Event()

    def one_client(number: int) -> None:
        with requests.Session() as stranger:
            stranger.headers["X-Forwarded-For"] = f"192.0.2.{number}"
            form = stranger.get(f"{address}/admin/login/", timeout=60).text
            [token] = re.findall('name="csrfmiddlewaretoken" value="([^"]+)"', form)
            tried = {"username": f"nimi{number}", "password": "x", "csrfmiddlewaretoken": token}
            while not is_over.is_set():
                response = stranger.post(f"{address}/admin/login/", tried, timeout=60)
                statuses.append(response.status_code)

    with ThreadPoolExecutor(CLIENTS) as clients:
        running = [clients.submit(one_client, number) for number in range(CLIENTS)]
        try:
            yield statuses
        finally:
            is_over.set()
    for client in running:
        client.result()


if __name__ == "__main__":
    sys.exit(main())
