"""The worker as a process of its own, on a database of its own: stopped, killed, doubled."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.serve.serving import hear_the_terminal_close

POSTS = 12

PREPARE = f"""
from datetime import timedelta
from django.utils import timezone
from tests.factories import add_home, add_news
from tests.factories.schedule import make_due
home = add_home()
for number in range({POSTS}):
    news = add_news(home, f"Uutinen {{number}}", live=False)
    news.go_live_at = timezone.now() + timedelta(days=1)
    news.save_revision().publish()
    make_due(news)
"""


class Installation:
    """A database file with due posts, and workers started on it."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.embedded",
            "DATABASE_URL": f"sqlite:///{self.database}",
        }

    def manage(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment,
            check=True,
            capture_output=True,
            timeout=300,
        )

    def prepare(self) -> None:
        self.manage("migrate", "-v0")
        self.manage("shell", "-v0", "-c", PREPARE)

    def start_worker(self, *options: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "manage.py", "worker", *options],
            cwd=settings.BASE_DIR,
            env=self.environment,
            preexec_fn=hear_the_terminal_close,
            stderr=subprocess.PIPE,
            text=True,
        )

    def numbers(self, sql: str) -> list[int]:
        with sqlite3.connect(self.database) as connection:
            return [row[0] for row in connection.execute(sql)]

    def live_posts(self) -> int:
        (count,) = self.numbers(
            "SELECT COUNT(*) FROM wagtailcore_page p"
            " JOIN kumppanuus_pages_newspage n ON n.page_ptr_id = p.id WHERE p.live"
        )
        return count

    def times_published(self) -> list[int]:
        return self.numbers(
            "SELECT COUNT(*) FROM wagtailcore_pagelogentry"
            " WHERE action = 'wagtail.publish.scheduled' GROUP BY page_id"
        )

    def found_posts(self) -> int:
        (count,) = self.numbers(
            "SELECT COUNT(*) FROM kumppanuus_search_searchdocument"
            " WHERE kind = 'news' AND file_page = 0"
        )
        return count


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    database = tmp_path_factory.mktemp("worker") / "prepared.sqlite3"
    Installation(database).prepare()
    return database


@pytest.fixture
def installation(prepared, tmp_path) -> Installation:
    return Installation(Path(shutil.copy(prepared, tmp_path / "worker.sqlite3")))


def read_until(worker: "subprocess.Popen[str]", words: str, times: int = 1) -> None:
    """Read what the worker tells until it has said the words so many times, or has ended."""
    assert worker.stderr
    for line in worker.stderr:
        times -= words in line
        if not times:
            return


def end(worker: "subprocess.Popen[str]", number: int) -> int:
    worker.send_signal(number)
    return finish(worker)


def finish(worker: "subprocess.Popen[str]") -> int:
    worker.communicate(timeout=60)
    return worker.returncode


def assert_all_published_once(installation: Installation) -> None:
    assert installation.live_posts() == POSTS
    assert installation.times_published() == [1] * POSTS
    assert installation.found_posts() == POSTS


def test_killed_again_and_again_it_loses_nothing_and_repeats_nothing(installation):
    for _ in range(3):
        if installation.live_posts() == POSTS:
            break
        worker = installation.start_worker("--once")
        read_until(worker, 'Published: "Uutinen', times=2)
        assert end(worker, signal.SIGKILL) in (-signal.SIGKILL, 0)
        # A killed worker leaves each post published whole, in every place, or not at all.
        assert installation.found_posts() == installation.live_posts() >= 1
        assert installation.times_published() == [1] * installation.live_posts()
    assert finish(installation.start_worker("--once")) == 0
    assert_all_published_once(installation)


def test_two_at_once_publish_each_post_once(installation):
    workers = [installation.start_worker("--once") for _ in range(2)]
    assert [finish(worker) for worker in workers] == [0, 0]
    assert_all_published_once(installation)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_stops_cleanly_when_told(installation, number):
    worker = installation.start_worker()
    read_until(worker, "Worker started")
    assert end(worker, number) == 0
    # Whatever was under way was finished.
    assert installation.found_posts() == installation.live_posts()
