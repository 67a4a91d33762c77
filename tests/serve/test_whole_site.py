"""The whole site in production, set up and run by the lines of docs/whole-site.md."""

import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_urlsafe

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from tests.serve import serving
from tests.servers.ports import free_port

GUIDE = (settings.BASE_DIR / "docs" / "whole-site.md").read_text(encoding="utf-8")
SECRET = token_urlsafe(50)
BLOCKS = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)


def lines(containing: str) -> list[str]:
    """Of the block that has this, by the Python of the tests and not that of `make production`."""
    (block,) = (block for block in BLOCKS if containing in block)
    return str(block).replace(".venv/bin", str(Path(sys.executable).parent)).splitlines()


def environment(folder: Path) -> dict[str, str]:
    """What the guide exports, with all content in the folder."""
    exported = dict(line.removeprefix("export ").split("=", 1) for line in lines("export "))
    here = serving.environment(folder, port=0)
    own = {"SECRET_KEY": SECRET, "DATABASE_URL": here["DATABASE_URL"]}
    return here | exported | own


def run(command: str, folder: Path) -> None:
    subprocess.run(
        shlex.split(command),
        cwd=settings.BASE_DIR,
        env=environment(folder),
        check=True,
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def running(command: str, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(shlex.split(command), cwd=settings.BASE_DIR, env=environment(folder))
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


class ProxiedSession(requests.Session):
    """Asks as the proxy does that stands in front of the site and speaks TLS."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.site = f"http://127.0.0.1:{port}"
        self.headers.update({"Host": "tables.city.example", "X-Forwarded-Proto": "https"})
        until_it_listens = Retry(connect=60, backoff_factor=0.1, backoff_max=1)
        self.mount(self.site, HTTPAdapter(max_retries=until_it_listens))

    def ask(self, path: str) -> requests.Response:
        return self.get(self.site + path, timeout=60, allow_redirects=False)


def test_the_guides_lines_make_a_site_that_answers(
    copy_demo: Callable[[Path], Path], tmp_path: Path
) -> None:
    copy_demo(tmp_path)
    for command in lines("migrate"):
        run(command, tmp_path)
    site, worker = lines("gunicorn")
    port = free_port()
    with running(f"{site} --bind 127.0.0.1:{port}", tmp_path), running(worker, tmp_path):
        asked = ProxiedSession(port)
        front = asked.ask("/")
        assert front.status_code == 200
        (style,) = re.findall(r'href="(/static/[^"]+\.css)"', front.text)[:1]
        assert "max-age=31" in asked.ask(style).headers["Cache-Control"]
        assert asked.ask("/haku/").status_code == 200
        answer = asked.ask("/graphql/?query={regions{url}}")
        regions = [region["url"] for region in answer.json()["data"]["regions"]]
        assert "https://tables.city.example/pohjoinen/" in regions
        assert asked.ask("/admin/").headers["Location"] == "/admin/login/?next=/admin/"
        assert asked.ask("/health/").json()["search"]["engine"] == "sqlite"
