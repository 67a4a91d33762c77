"""Memory of a process that serves the site, after it has answered many searches."""

import os
import random
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from socket import create_server
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from cms.demo.scale import vocabulary
from tests.benchmarks.report import Report

DOCUMENTS = 1_000
REQUESTS = 300
THREADS = 4
"""As the embedded installation has; each has a Voikko of its own."""
READY_WITHIN = 60
"""Seconds."""
AT_MOST = {"libvoikko": 300, "pyvoikko": 600}
"""Megabytes by what analyses Finnish."""
_ROOT = Path(__file__).resolve().parents[2]


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
            with _site(environment | _only(backend, Path(folder))) as (address, process):
                _search(address)
                megabytes = _peak(_worker(process)) / 1024
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
        cwd=_ROOT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def _site(environment: Mapping[str, str]) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """The site by a server of its own: its address, and the server's first process."""
    with create_server(("127.0.0.1", 0)) as probe:
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    options = [f"--bind={address}", "--workers=1", f"--threads={THREADS}", "--no-control-socket"]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *options, "--log-level=warning", "cms.wsgi"],
        cwd=_ROOT,
        env=environment,
    )
    try:
        _wait_for(address)
        yield address, process
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str) -> None:
    for _ in range(READY_WITHIN * 4):
        try:
            urllib.request.urlopen(f"http://{address}/health/", timeout=READY_WITHIN).close()
            return
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.25)
    raise RuntimeError(f"The site did not answer within {READY_WITHIN} s.")


def _search(address: str) -> None:
    """Asks for common and rare words by all threads at once."""
    chance = random.Random(1)  # noqa: S311 - no secret
    texts = [
        " ".join(chance.choice(vocabulary.words()[:most]) for _ in range(chance.randint(1, 2)))
        for most in (300, 3_000, 30_000) * (REQUESTS // 3)
    ]

    def ask(text: str) -> None:
        query = urlencode({"q": text})
        with urllib.request.urlopen(f"http://{address}/haku/?{query}", timeout=60) as answer:
            answer.read()

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(ask, texts))


def _worker(process: "subprocess.Popen[bytes]") -> int:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    [worker] = children
    return int(worker)


def _peak(pid: int) -> int:
    """Kilobytes of memory that the process had at most."""
    status = dict(
        line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines()
    )
    return int(status["VmHWM"].split()[0])
