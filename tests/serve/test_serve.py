"""`make run` behind its make target: the four addresses, what is kept, and a clean end."""

import signal
import socket
import sqlite3
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.serve.serving import lines_until_ready, start_site, stop


@pytest.fixture(scope="module")
def var_dir(copy_demo, tmp_path_factory) -> Path:
    return copy_demo(tmp_path_factory.mktemp("var with a space"))


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def start(var_dir, port) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """Starts the site; one that a failing test leaves running is ended."""
    servers: list[subprocess.Popen[str]] = []

    def start_one(**besides: str) -> "subprocess.Popen[str]":
        servers.append(start_site(var_dir, port, **besides))
        return servers[-1]

    yield start_one
    for server in servers:
        if server.poll() is None:
            stop(server)


def fetch(address: str) -> tuple[int, str]:
    request = urllib.request.Request(address, headers={"Accept": "text/html"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.status, answer.read().decode()


@contextmanager
def half_sent(port: int, count: int) -> Iterator[None]:
    """Requests that stop in the middle, half of them in their headers and half in their bodies."""
    headers = f"POST /graphql/ HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: 99\r\n"
    with ExitStack() as connections:
        for number in range(count):
            sent = connections.enter_context(socket.create_connection(("127.0.0.1", port)))
            sent.sendall((headers if number % 2 else headers + '\r\n{"query"').encode())
        yield
        sent.settimeout(60)
        assert sent.recv(1) == b""  # dropped, by the server


def test_it_serves_what_it_prints_keeps_what_was_edited_and_stops_cleanly(
    first_said, start, var_dir, port
):
    server = start()
    said = list(lines_until_ready(server))
    addresses = dict(
        line.split(maxsplit=1)
        for line in said
        if line.startswith(("Site ", "Admin ", "GraphiQL ", "Search "))
    )
    site = f"http://localhost:{port}"
    assert addresses == {
        "Site": f"{site}/",
        "Admin": f"{site}/admin/",
        "GraphiQL": f"{site}/graphql/",
        "Search": f"{site}/haku/",
    }
    with half_sent(port, 200):
        pages = {name: fetch(address) for name, address in addresses.items()}
    assert {status for status, _ in pages.values()} == {200}
    assert "Pohjoinen kumppanuuspöytä" in pages["Site"][1]
    assert 'name="password"' in pages["Admin"][1]
    assert "graphiql" in pages["GraphiQL"][1].lower()
    assert 'name="q"' in pages["Search"][1]
    assert "leikkipuistojen" in fetch(f"{site}/haku/?q=leikkipuistot")[1]
    assert f"<loc>{site}/pohjoinen/</loc>" in fetch(f"{site}/sitemap.xml")[1]
    accounts = [line for line in first_said if "koordinaattori" in line]
    assert len(accounts) == 5
    assert [line for line in said if "koordinaattori" in line] == accounts

    assert_stops_cleanly(server, port, signal.SIGINT)

    with sqlite3.connect(var_dir / "kumppanuus.sqlite3") as database:
        searched = database.execute(
            "SELECT text, searches FROM kumppanuus_search_querycount"
        ).fetchall()
        assert searched == [("leikkipuistot", 1)]
        database.execute("UPDATE wagtailcore_page SET title = 'Muutettu' WHERE slug = 'pohjoinen'")
    again = start()
    said_again = list(lines_until_ready(again))
    assert [line for line in said_again if "koordinaattori" in line] == accounts
    assert "<h1>Muutettu</h1>" in fetch(f"{site}/pohjoinen/")[1]
    assert_stops_cleanly(again, port, signal.SIGHUP)  # as a closed terminal tells it


def assert_stops_cleanly(server, port: int, number: int) -> None:
    code, rest = stop(server, number)
    assert (code, "Site and worker have stopped." in rest) == (0, True)
    assert "Worker stopped" in rest
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_a_site_that_ends_at_once_is_told_at_once(start, tmp_path):
    (tmp_path / "waitress.py").write_text("raise SystemExit('This server is broken.')")
    server = start(PYTHONPATH=str(tmp_path))
    output, _ = server.communicate(timeout=120)
    assert server.returncode == 1
    assert "This server is broken." in output
    assert "The site ended by itself: see its output above." in output


def test_a_taken_port_is_named_with_a_way_out(start, port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        server = start()
        output, _ = server.communicate(timeout=60)
    assert server.returncode == 1
    assert f"Port {port} is taken" in output
    assert f"PORT={port + 1} make run" in output


def test_a_database_of_an_earlier_version_stays_as_it_is(tmp_path, port):
    with sqlite3.connect(tmp_path / "kumppanuus.sqlite3") as database:
        database.execute(
            "CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app TEXT, name TEXT, applied)"
        )
        database.execute("INSERT INTO django_migrations VALUES (1, 'pages', '0001_initial', NULL)")
        database.execute("CREATE TABLE pages_homepage (introduction TEXT)")
    server = start_site(tmp_path, port)
    output, _ = server.communicate(timeout=60)
    assert server.returncode == 1
    assert f"mv {tmp_path} {tmp_path}-before" in output
    assert "manage.py dumpdata -o content.json" in output
    with sqlite3.connect(tmp_path / "kumppanuus.sqlite3") as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    assert tables == {"django_migrations", "pages_homepage"}
