"""The services that are compared, each with settings, database and files of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from tests.benchmarks.serving import ROOT, Server, serving

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


def served(of: Mapping[str, str]) -> AbstractContextManager[Server]:
    return serving("tests.benchmarks.graphql_speed.wsgi", "/graphql/?query=%7B__typename%7D", of)
