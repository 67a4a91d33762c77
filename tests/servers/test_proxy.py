"""The site behind the proxy that we ship, while others send slowly or ask too often."""

import json
import os
import shutil
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPResponse
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import HTTPErrorProcessor, HTTPSHandler, Request, build_opener

import pytest

from tests.benchmarks.serving import serving
from tests.servers.nginx import NGINX
from tests.servers.proxy import Proxy, proxied

# Only where a test names the database is there one to copy.
pytestmark = pytest.mark.django_db

HALF_SENT = 200


class AsItIs(HTTPErrorProcessor):
    """Redirects and errors are answers, too."""

    def http_response(self, request: Any, response: Any) -> Any:
        return response

    https_response = http_response


@pytest.fixture(scope="module")
def proxy(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    if not NGINX:
        pytest.skip("needs nginx: apt-get install nginx openssl")
    folder = tmp_path_factory.mktemp("site")
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.embedded",
        "DATABASE_URL": f"sqlite:///{shutil.copy(migrated_file, folder / 'site.sqlite3')}",
        "VAR_DIR": str(folder),
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "PUBLIC_URL": "https://localhost",
        "LOG_LEVEL": "ERROR",
    }
    with serving("cms.wsgi", "/health/", environment) as server, proxied(server.address) as proxy:
        _wait_for(proxy)
        yield proxy


def _wait_for(proxy: Proxy) -> None:
    until = time.monotonic() + 15
    while True:
        try:
            ask(proxy, "/health/")
            return
        except URLError:
            assert time.monotonic() < until


def ask(proxy: Proxy, path: str, data: bytes | None = None, **headers: str) -> HTTPResponse:
    opener = build_opener(AsItIs, HTTPSHandler(context=proxy.trust))
    headers.setdefault("Content-Type", "application/json")
    response: HTTPResponse = opener.open(Request(proxy.url + path, data, headers), timeout=20)
    return response


@contextmanager
def half_sent(proxy: Proxy) -> Iterator[None]:
    """Requests that stop in the middle, half of them in their headers and half in their bodies."""
    in_headers = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
    in_body = (
        b"POST /graphql/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b'Content-Length: 1000\r\n\r\n{"query"'
    )
    trust = ssl.create_default_context(cafile=str(proxy.ca))
    with ExitStack() as open_until_the_end:
        for number in range(HALF_SENT):
            raw = socket.create_connection(("127.0.0.1", proxy.port))
            sent = open_until_the_end.enter_context(
                trust.wrap_socket(raw, server_hostname="localhost")
            )
            sent.sendall(in_headers if number % 2 else in_body)
        yield


def test_health_is_told_at_once_while_requests_hang(proxy: Proxy) -> None:
    with half_sent(proxy):
        for path in ("/health/", "/health/", "/graphql/?query={regions{title}}"):
            begun = time.monotonic()
            response = ask(proxy, path)
            assert response.status == 200
            assert time.monotonic() - begun < 1


def test_who_asks_graphql_too_often_is_told_in_its_shape(proxy: Proxy) -> None:
    query = json.dumps({"query": "{ regions { title } }"}).encode()
    answers = [ask(proxy, "/graphql/", query) for _ in range(60)]
    refused = next(answer for answer in answers if answer.status != 200)
    assert refused.status == 429
    assert refused.headers["Retry-After"] == "5"
    assert json.load(refused) == {
        "errors": [
            {
                "message": "Too many requests from one address. Try again in 5 s.",
                "extensions": {"code": "TOO_MANY_REQUESTS"},
            }
        ]
    }
    assert ask(proxy, "/graphql/?query={regions{title}}").status == 200


def test_the_site_knows_that_it_was_asked_by_https(proxy: Proxy) -> None:
    told = ask(proxy, "/admin/login/", **{"X-Forwarded-Proto": "http"})
    assert (told.status, told.headers["Strict-Transport-Security"]) == (
        200,
        "max-age=31536000; includeSubDomains",
    )
    assert "Secure" in told.headers["Set-Cookie"]
    opener = build_opener(AsItIs)
    plain = opener.open(f"http://127.0.0.1:{proxy.plain_port}/haku/?q=puisto", timeout=20)
    assert plain.status == 301
    assert plain.headers["Location"] == "https://127.0.0.1/haku/?q=puisto"
