"""The worker as a process of its own, killed by the mail server at the worst moments."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from tests.alerts.mailing import KEY, SENDER, Sink, Smtp
from tests.alerts.prepare import address_of

COUNT = 6
PREPARE = f"""
from tests.alerts.prepare import add_small_world
add_small_world({COUNT})
"""


class Installation:
    """A database file with followers to be told, and workers started on it one after another."""

    def __init__(self, database: Path, smtp: Smtp) -> None:
        self.database = database
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "cms.settings.embedded",
            "DATABASE_URL": f"sqlite:///{database}",
            "EMAIL_URL": f"smtp://127.0.0.1:{smtp.port}",
            "ALERT_SENDER": SENDER,
            "ALERT_KEYS": KEY,
        }
        self.kill: Callable[[], None] = lambda: None

    def manage(self, *arguments: str) -> int:
        """How a command ended, if nobody killed it before."""
        process = subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.kill = lambda: os.kill(process.pid, signal.SIGKILL)
        return process.wait(timeout=120)

    def sql(self, statement: str) -> list[tuple[str, int]]:
        with sqlite3.connect(self.database) as database:
            return list(database.execute(statement))


@pytest.fixture
def installation(db: None, migrated_file: Path, smtp_server: Smtp, tmp_path: Path) -> Installation:
    installation = Installation(tmp_path / "worker.sqlite3", smtp_server)
    if migrated_file.exists():
        shutil.copy(migrated_file, installation.database)
    else:
        assert installation.manage("migrate", "-v0") == 0
    assert installation.manage("shell", "-v0", "-c", PREPARE) == 0
    return installation


def nth(number: int, act: Callable[[], None]) -> Callable[[], None]:
    """Acts the nth time that it is called."""
    calls = iter(range(1, 100))
    return lambda: act() if next(calls) == number else None


def test_killed_at_the_worst_moments_it_sends_each_mail_once(installation, sink: Sink) -> None:
    # It has given the whole mail and waits for the answer.
    at_the_end = nth(2, lambda: installation.kill())
    sink.answer = lambda recipient: at_the_end() or "250 OK"
    assert installation.manage("worker", "--once") == -signal.SIGKILL
    assert len(sink.got) == 2
    # It has begun a mail.
    at_the_beginning = nth(2, lambda: installation.kill())
    sink.meet = lambda recipient: at_the_beginning()
    assert installation.manage("worker", "--once") == -signal.SIGKILL
    assert len(sink.got) == 3
    # What it had taken is free for others after a while.
    installation.sql("UPDATE kumppanuus_alerts_message SET due_at = created_at")
    assert installation.manage("worker", "--once") == 0
    assert sink.recipients() == sorted(map(address_of, range(COUNT)))
    states = "SELECT state, COUNT(*) FROM kumppanuus_alerts_message GROUP BY 1 ORDER BY 1"
    assert installation.sql(states) == [("handed_over", 1), ("sent", COUNT - 1)]
