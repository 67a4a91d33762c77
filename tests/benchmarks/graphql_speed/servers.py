"""The measured services, each by one process of gunicorn as `make run` has it."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import create_server

ROOT = Path(__file__).resolve().parents[3]
READY_WITHIN = 60
"""Seconds."""
THREADS = 4
STOCK = "tests.benchmarks.graphql_speed.stock.settings"
OURS = "tests.benchmarks.graphql_speed.ours"


def environment(settings: str, folder: Path, name: str) -> Mapping[str, str]:
    """With a database and files of this name in the folder."""
    own = folder / name
    own.mkdir(exist_ok=True)
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": f"sqlite:///{own}/site.sqlite3",
        "VAR_DIR": str(own),
        "LOG_LEVEL": "ERROR",
        "ELASTICSEARCH_URL": "",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "graphql")]),
    }


def run(module: str, *arguments: str, of: Mapping[str, str]) -> str:
    command = [sys.executable, "-m", f"tests.benchmarks.graphql_speed.{module}", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=of, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


@dataclass
class Server:
    address: str
    process: "subprocess.Popen[bytes]"

    @property
    def megabytes(self) -> float:
        """The most that the worker process has had."""
        [worker] = self._children()
        status = Path(f"/proc/{worker}/status").read_text()
        [kilobytes] = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
        return int(kilobytes) / 1024

    def _children(self) -> list[str]:
        pid = self.process.pid
        return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


@contextmanager
def serving(of: Mapping[str, str]) -> Iterator[Server]:
    with create_server(("127.0.0.1", 0)) as probe:
        bind = f"127.0.0.1:{probe.getsockname()[1]}"
    options = [f"--bind={bind}", "--workers=1", f"--threads={THREADS}", "--no-control-socket"]
    options += ["--keep-alive=60", "--log-level=warning"]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *options, "tests.benchmarks.graphql_speed.wsgi"],
        cwd=ROOT,
        env=of,
    )
    try:
        _wait_for(f"http://{bind}/graphql/?query=%7B__typename%7D")
        yield Server(f"http://{bind}", process)
    finally:
        process.terminate()
        process.wait()


def _wait_for(url: str) -> None:
    for _ in range(READY_WITHIN * 4):
        try:
            urllib.request.urlopen(url, timeout=READY_WITHIN).close()
            return
        except urllib.error.HTTPError:
            return  # it answers
        except OSError:
            time.sleep(0.25)
    raise RuntimeError(f"{url} did not answer within {READY_WITHIN} s.")
