"""Memory of a process that serves the site, after it has answered many searches."""

import os
import random
import subprocess
import sys
import urllib.request
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from cms.demo.scale import vocabulary
from tests.benchmarks.report import Report
from tests.benchmarks.serving import ROOT, THREADS, serving

DOCUMENTS = 1_000
REQUESTS = 300
AT_MOST = {"libvoikko": 300, "pyvoikko": 600}
"""Megabytes by what analyses Finnish."""


def measure(report: Report) -> None:
    with TemporaryDirectory() as folder:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "cms.settings.embedded",
            "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
            "VAR_DIR": folder,
            "LOG_LEVEL": "ERROR",
        }
        environment.pop("ELASTICSEARCH_URL", None)
        for command in (["migrate", "-v0"], ["load_scale", f"--documents={DOCUMENTS}"]):
            _run_to_the_end(["manage.py", *command], environment)
        for backend, at_most in AT_MOST.items():
            only = environment | _only(backend, Path(folder))
            with serving("cms.wsgi", "/health/", only) as server:
                _search(server.address)
                megabytes = server.megabytes
            report.add("memory of the web process, MB", backend, megabytes, at_most=at_most)


def _only(backend: str, folder: Path) -> Mapping[str, str]:
    """Hides libvoikko by a module of its name that cannot be imported, to leave pyvoikko."""
    if backend == "libvoikko":
        return {}
    (folder / "libvoikko.py").write_text("raise ImportError")
    return {"PYTHONPATH": str(folder)}


def _run_to_the_end(command: list[str], environment: Mapping[str, str]) -> None:
    subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _search(address: str) -> None:
    """Asks for common and rare words by all threads at once."""
    chance = random.Random(1)
    texts = [
        " ".join(chance.choice(vocabulary.words()[:most]) for _ in range(chance.randint(1, 2)))
        for most in (300, 3_000, 30_000) * (REQUESTS // 3)
    ]

    def ask(text: str) -> None:
        query = urlencode({"q": text})
        with urllib.request.urlopen(f"{address}/haku/?{query}", timeout=60) as answer:
            answer.read()

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(ask, texts))
