"""Asks the engine that the environment sets up: `python -m tests.benchmarks.one_engine FILE`.

A process an engine, as Django keeps to one database; FILE gets the answers.
"""

import os
import sys
from pathlib import Path

import django
from django.test.utils import setup_databases, teardown_databases


def main(path: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    django.setup()
    from tests.benchmarks.asking import ask

    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    try:
        ask().save(path)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
