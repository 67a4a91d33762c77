"""Fixtures of all rooms, and the rules by which a test may be skipped."""

import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import Browser, sync_playwright

from tests import migrated
from tests.factories import add_home, add_region

pytest_plugins = ["tests.servers.fixtures"]

SHARED_DIR = Path(os.environ.get("SHARED_DIR", settings.BASE_DIR.parent / "shared"))
CHROMIUM = shutil.which("chromium")
CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _asks_elasticsearch(item):
            item.add_marker("elasticsearch")
    if not CHROMIUM:
        _skip(items, "browser", "needs Chromium: apt-get install chromium")
    if not SHARED_DIR.is_dir():
        _skip(items, "shared", "needs the project's shared folder: set SHARED_DIR")


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not go through it with each test's garbage,
    which took an eighth of their time."""
    gc.collect()
    gc.freeze()


def _asks_elasticsearch(item: pytest.Item) -> bool:
    is_its_turn = "callspec" in vars(item) and item.callspec.params.get("engine") == "elasticsearch"
    return is_its_turn or any(
        name.startswith("elasticsearch") for name in getattr(item, "fixturenames", ())
    )


def _skip(items: list[pytest.Item], marker: str, reason: str) -> None:
    for item in items:
        if item.get_closest_marker(marker):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Wagtail keeps renditions in the cache, by keys of rows that other tests have used."""
    cache.clear()


@pytest.fixture
def shared_dir() -> Path:
    return SHARED_DIR


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The database, and at once a copy of it in a file, as some tests empty it."""
    file = tmp_path_factory.mktemp("database") / "migrated.sqlite3"
    with ExitStack() as until_set_up:
        kept = migrated.kept_file() if migrated.is_in_memory() else None
        if kept:
            until_set_up.enter_context(migrated.one_at_a_time())
            if kept.exists() and not request.config.getoption("create_db"):
                until_set_up.enter_context(migrated.filled_from(kept))
        request.getfixturevalue("django_db_setup")  # pytest-django's, which migrates what is left
        if connection.vendor == "sqlite":
            with django_db_blocker.unblock():
                migrated.write_to(file)
                if kept and not kept.exists():
                    migrated.keep(kept)
    return file


@pytest.fixture(scope="session")
def migrated_file(django_db_setup: Path) -> Path:
    """The test database (of SQLite), as it is before any test, in a file."""
    return django_db_setup


@pytest.fixture
def chromium(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, beside which Django refuses the database.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def home(db):
    return add_home()


@pytest.fixture
def pohjoinen(home):
    return add_region(home, "pohjoinen")


@pytest.fixture
def itainen(home):
    return add_region(home, "itainen")
