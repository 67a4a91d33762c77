"""Starting, ending, stalling and restarting one server."""

import json
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from urllib.error import URLError
from urllib.request import urlopen

from tests.servers.elasticsearch.assembly import Assembly, assemble
from tests.servers.ports import free_port

VERSIONS = ("8.19.0", "9.2.0")
START_SECONDS = 90


def start(
    version: str = VERSIONS[0],
    port: int = 0,
    data_dir: Path | None = None,
    heap: str = "400m",
    is_short_lived: bool = False,
) -> "Server":
    """A server that answers at its `url`. `data_dir` is kept; without one the data goes with the
    server. A short-lived one starts in half the time and never gets as fast as it could.
    Raises AssemblyError where Java or Maven is missing, RuntimeError when it does not start."""
    server = Server(assemble(version), port or free_port(), heap, is_short_lived, data_dir)
    server.start_again()
    return server


@dataclass
class Server:
    """A process of Elasticsearch, which ends with this one however this one ends."""

    assembly: Assembly
    port: int
    heap: str
    is_short_lived: bool
    data_dir: Path | None = None
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self._own_dir = tempfile.TemporaryDirectory(prefix="elasticsearch-")
        self.home = (self.data_dir or Path(self._own_dir.name)).resolve()
        (self.home / "config").mkdir(parents=True, exist_ok=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def version(self) -> str:
        return self._node()["version"]

    def start_again(self) -> None:
        """Start on the same port and data; return when it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self._java(), "org.elasticsearch.node.ServerForTests", *self._settings()],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )
        self._wait_until_ready()

    def pause(self) -> None:
        """Leave it with its port open and silent, as a server that hangs."""
        self.process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it at once, with nothing saved that was not yet."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        self.resume()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._own_dir.cleanup()

    def _java(self) -> list[str]:
        return [
            str(self.assembly.java),
            f"-Xms{self.heap}",
            f"-Xmx{self.heap}",
            *(["-XX:TieredStopAtLevel=1"] if self.is_short_lived else []),
            *("-cp", self.assembly.class_path),
        ]

    def _settings(self) -> list[str]:
        settings = {
            "path.home": self.home,
            "discovery.type": "single-node",
            "http.type": "netty4",
            "transport.type": "netty4",
            "network.host": "127.0.0.1",
            "http.port": self.port,
            "transport.port": 0,
            # A developer's disk is often fuller than a server's may be.
            "cluster.routing.allocation.disk.threshold_enabled": "false",
        }
        return [f"{name}={value}" for name, value in settings.items()]

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"Elasticsearch did not start:\n{self._complaints()}")
            time.sleep(0.1)

    def _complaints(self) -> str:
        """The end of the log, without the lines that say where in its code."""
        lines = self.log.read_text().splitlines()
        return "\n".join([line for line in lines if not line.startswith("\tat ")][-20:])

    def _is_ready(self) -> bool:
        try:
            health = self._get("/_cluster/health")
            answering = self._node()["process"]["id"]
        except (URLError, ConnectionError, TimeoutError):
            return False
        # Another process may hold the port; and while an index is being opened, health is red.
        return answering == self.pid and health["status"] != "red"

    def _node(self) -> dict[str, Any]:
        (node,) = self._get("/_nodes/_local/process")["nodes"].values()
        return node

    def _get(self, path: str) -> dict[str, Any]:
        with urlopen(f"{self.url}{path}", timeout=5) as answer:
            return json.load(answer)
