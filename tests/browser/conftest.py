"""The site as a server that browsers reach, and people at their browsers."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, connections
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.visitor import Visitor
from tests.configured import configured


@pytest.fixture
def own_database(migrated_file: Path, db: None, tmp_path: Path) -> Iterator[None]:
    """A database in a file that is thrown away. The site's threads write it side by side, as those
    of `make run` do; one in memory has a single connection for all of them."""
    original = connections["default"]
    name = original.settings_dict["NAME"]
    original.settings_dict["NAME"] = shutil.copy(migrated_file, tmp_path / "site.sqlite3")
    connections["default"] = connections.create_connection("default")
    cache.clear()
    yield
    cache.clear()
    connections["default"].close()
    connections["default"] = original
    original.settings_dict["NAME"] = name


@pytest.fixture
def site(own_database: None, settings: Any) -> Iterator[str]:
    """Address of the running site."""
    server = LiveServer("localhost")
    settings.WAGTAILADMIN_BASE_URL = server.url
    settings.KUMPPANUUS = configured(PUBLIC_URL=server.url)
    yield server.url
    server.stop()


@pytest.fixture
def visit(site: str, chromium: Browser) -> Iterator[Callable[..., Visitor]]:
    """Opens a browser for a person. In the end nobody may have met an error, nor have asked another
    host for anything, besides those it was opened for."""
    visitors = []

    def open_browser(*hosts: str) -> Visitor:
        # A read that was left open while content was made would go on seeing the content as it was.
        connection.close()
        visitors.append(Visitor(chromium, site, *hosts))
        return visitors[-1]

    yield open_browser
    for visitor in visitors:
        visitor.leave()
        assert visitor.troubles == []
