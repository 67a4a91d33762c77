"""The three engines: a module is run with each in a process of its own, with its own database."""

import os
import subprocess
import sys
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

ENGINES = ("sqlite", "postgresql", "elasticsearch")
_IN_POSTGRESQL = [
    *("pg_virtualenv", "-t", "-o", "fsync=off", "sh", "-c"),
    'DATABASE_URL="postgres://$PGUSER:$PGPASSWORD@$PGHOST:$PGPORT/postgres" exec "$@"',
    "sh",
]


def run(engine: str, module: str, *arguments: str) -> None:
    """Runs `python -m module`. PostgreSQL is the one of DATABASE_URL, else one that is made for it;
    Elasticsearch is the one of ELASTICSEARCH_URL. Raises CalledProcessError if it fails."""
    environment = {"DATABASE_URL": "", "LOG_LEVEL": "ERROR"} | os.environ
    elasticsearch = environment.pop("ELASTICSEARCH_URL", None)
    command = [sys.executable, "-m", module, *arguments]
    with TemporaryDirectory() as folder:
        if engine != "postgresql":
            environment["DATABASE_URL"] = f"sqlite:///{folder}/benchmark.sqlite3"
        elif not urlsplit(environment["DATABASE_URL"]).scheme.startswith("postgres"):
            command = [*_IN_POSTGRESQL, *command]
        if engine == "elasticsearch" and elasticsearch:
            environment["ELASTICSEARCH_URL"] = elasticsearch
        subprocess.run(command, env=environment, check=True)
