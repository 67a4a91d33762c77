"""The site as `make run` starts it, in a folder of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from django.conf import settings

from tests.servers.ports import free_port


def environment(var_dir: Path, port: int) -> dict[str, str]:
    """That of `make run`, with all that it keeps in a folder."""
    own = {
        name: value
        for name, value in os.environ.items()
        if name not in {"SECRET_KEY", "PUBLIC_URL", "ALLOWED_HOSTS", "MEDIA_ROOT", "STATIC_ROOT"}
    }
    return own | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.embedded",
        "DATABASE_URL": f"sqlite:///{var_dir / 'kumppanuus.sqlite3'}",
        "VAR_DIR": str(var_dir),
        "PORT": str(port),
    }


def start_site(var_dir: Path, port: int, **besides: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=settings.BASE_DIR,
        env=environment(var_dir, port) | besides,
        preexec_fn=hear_the_terminal_close,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        bufsize=1,
    )


def hear_the_terminal_close() -> None:
    """In a process to be started: nohup around the tests would have it ignore that."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def lines_until_ready(server: "subprocess.Popen[str]") -> Iterator[str]:
    assert server.stdout
    for line in server.stdout:
        yield line.strip()
        if "Ctrl-C stops" in line:
            return


@contextmanager
def running_site(var_dir: Path) -> Iterator[int]:
    """The port on which the site answers as long as the context lasts."""
    port = free_port()
    server = start_site(var_dir, port)
    list(lines_until_ready(server))
    reader = Thread(target=list, args=(server.stdout,))  # what is not read stops it in the end
    reader.start()
    try:
        yield port
    finally:
        server.send_signal(signal.SIGINT)
        reader.join()
    assert server.wait() == 0


def first_started(var_dir: Path) -> list[str]:
    """Starts the site and stops it once it is ready; what it said until then."""
    server = start_site(var_dir, free_port())
    said = list(lines_until_ready(server))
    code, rest = stop(server)
    assert code == 0, "\n".join([*said, rest])
    return said


def stop(server: "subprocess.Popen[str]", number: int = signal.SIGINT) -> tuple[int, str]:
    server.send_signal(number)
    output, _ = server.communicate(timeout=60)
    return server.returncode, output
