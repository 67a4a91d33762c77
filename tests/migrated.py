"""The migrated database of the tests, which is made once and kept in a file between runs.

Only copies of the file are ever tested on, so that a run that is killed leaves nothing behind.
What is not SQLite in memory is left to pytest-django (`--reuse-db`).
"""

import fcntl
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

FOLDER = Path(settings.VAR_DIR) / "tests"


def is_in_memory() -> bool:
    return connection.vendor == "sqlite" and "mode=memory" in memory_name()


def memory_name() -> str:
    return str(connection.creation._get_test_db_name())


def kept_file() -> Path:
    """Has its name by all that made it: an edited migration or another Wagtail is another file."""
    sources = sorted((Path(settings.BASE_DIR) / "cms/settings").glob("*.py"))
    for app in apps.get_app_configs():
        sources += sorted(Path(app.path).glob("migrations/*.py"))
    digest = hashlib.sha256()
    for source in sources:
        digest.update(f"{source.parent.parent.name}/{source.name}\n".encode())
        digest.update(source.read_bytes())
    return FOLDER / f"migrated-{digest.hexdigest()[:16]}.sqlite3"


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Of the processes of a run the first one migrates, and the others wait for its file."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def filled_from(file: Path) -> Iterator[None]:
    """Django's database in memory has what the file has, before Django first asks for it."""
    with closing(sqlite3.connect(memory_name(), uri=True)) as memory:
        with closing(sqlite3.connect(file)) as kept:
            kept.backup(memory)
        yield


def keep(file: Path) -> None:
    """Keep the database as it is now, and none that was kept before."""
    new = file.with_suffix(".new")
    new.unlink(missing_ok=True)
    write_to(new)
    for old in FOLDER.glob("migrated-*.sqlite3"):
        old.unlink()
    new.rename(file)


def write_to(file: Path) -> None:
    with closing(sqlite3.connect(file)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)


def restore(file: Path) -> None:
    """Django's database (of SQLite) has what the file has, and nothing else."""
    with closing(sqlite3.connect(file)) as kept:
        connection.ensure_connection()
        kept.backup(connection.connection)
