"""A measured service: one worker process of gunicorn, with as many threads as `make run` has."""

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

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 60
"""Seconds."""
THREADS = 4
"""As the embedded installation has; each has a Voikko of its own."""


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
def serving(application: str, ready: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """Serves the module's WSGI application from when its path `ready` answers."""
    with create_server(("127.0.0.1", 0)) as probe:
        bind = f"127.0.0.1:{probe.getsockname()[1]}"
    options = [f"--bind={bind}", "--workers=1", f"--threads={THREADS}", "--no-control-socket"]
    options += ["--keep-alive=60", "--log-level=warning"]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *options, application], cwd=ROOT, env=environment
    )
    try:
        _wait_for(f"http://{bind}{ready}")
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
            raise
        except OSError:
            time.sleep(0.25)
    raise RuntimeError(f"{url} did not answer within {READY_WITHIN} s.")
