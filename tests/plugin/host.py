"""A site of others, made by `wagtail start`, into which the wheel is put as docs/plugin.md says."""

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.plugin.wheel import ROOT

ACTS = Path(__file__).parent / "acts.py"
GUIDE = (ROOT / "docs" / "plugin.md").read_text(encoding="utf-8")


def lines_of_the_guide(language: str, containing: str) -> str:
    """The block of code that the guide has of something."""
    blocks = re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    (block,) = (block for block in blocks if containing in block)
    return str(block)


SETTINGS = lines_of_the_guide("python", "import kumppanuus")
FOR_OTHER_SITES = lines_of_the_guide("python", "corsheaders")
ADDRESSES = lines_of_the_guide("python", "kumppanuus.cms.doors")
COMMANDS = lines_of_the_guide("sh", "migrate\n")
REMOVAL = lines_of_the_guide("sh", "zero")


ENVIRONMENT = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "host.settings.base"}


@dataclass
class Host:
    python: Path
    folder: Path

    @classmethod
    def start(cls, python: Path, folder: Path, settings: str = "") -> "Host":
        """As Wagtail makes it, with what else its makers have in their settings."""
        command = [python, "-m", "django", "startproject", "--template", _template(python)]
        name = [*command, "host", "."]
        folder.mkdir()
        extensions = ["--extension", "py,html,rst", "--name", "Dockerfile"]
        subprocess.run([*name, *extensions], cwd=folder, check=True, capture_output=True)
        shutil.copy(ACTS, folder)
        shutil.copytree(ACTS.parent / "own", folder / "own")
        host = cls(python, folder)
        host.add_to(host.settings, f'ALLOWED_HOSTS = ["*"]\nSECRET_KEY = "a"\n{settings}')
        return host

    @property
    def settings(self) -> Path:
        return self.folder / "host" / "settings" / "base.py"

    @property
    def addresses(self) -> Path:
        return self.folder / "host" / "urls.py"

    def add_to(self, file: Path, lines: str) -> None:
        file.write_text(f"{file.read_text()}\n{lines}")

    def manage(self, *arguments: str, fails: bool = False) -> str:
        """What a command of the site tells."""
        done = subprocess.run(
            [self.python, "manage.py", *arguments],
            cwd=self.folder,
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
        )
        assert bool(done.returncode) == fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    def act(self, name: str, **given: Any) -> Any:
        """What an act in the site's own process comes to."""
        command = "import django; django.setup(); import acts; acts.do()"
        done = subprocess.run(
            [self.python, "-c", command, name, json.dumps(given)],
            cwd=self.folder,
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
        )
        assert not done.returncode, done.stderr
        return json.loads(done.stdout.splitlines()[-1])


def _template(python: Path) -> str:
    """Of the site that `wagtail start` makes."""
    command = "import wagtail; print(wagtail.__path__[0])"
    found = subprocess.run([python, "-c", command], check=True, capture_output=True, text=True)
    return f"{found.stdout.strip()}/project_template"
