"""The site as `make run` starts it, in a folder of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings


def start_site(var_dir: Path, port: int) -> "subprocess.Popen[str]":
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"SECRET_KEY", "PUBLIC_URL", "ALLOWED_HOSTS", "MEDIA_ROOT", "STATIC_ROOT"}
    }
    environment |= {
        "DJANGO_SETTINGS_MODULE": "cms.settings.embedded",
        "DATABASE_URL": f"sqlite:///{var_dir / 'kumppanuus.sqlite3'}",
        "VAR_DIR": str(var_dir),
        "PORT": str(port),
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        bufsize=1,
    )


def lines_until_ready(server: "subprocess.Popen[str]") -> Iterator[str]:
    assert server.stdout
    for line in server.stdout:
        yield line.strip()
        if "Ctrl-C stops" in line:
            return


def stop(server: "subprocess.Popen[str]") -> tuple[int, str]:
    server.send_signal(signal.SIGINT)
    output, _ = server.communicate(timeout=60)
    return server.returncode, output
