"""The proxy of `deploy/nginx` before a server, with ports and a certificate of the test's own."""

import ssl
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from tests.servers.nginx import NGINX, WHILE_OWNED, sign
from tests.servers.ports import free_port

SHIPPED = settings.BASE_DIR / "deploy" / "nginx" / "kumppanuus.conf"
AROUND = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 768; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/kumppanuus.conf;
}}
"""


@dataclass(frozen=True)
class Proxy:
    port: int
    plain_port: int
    ca: Path

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}"

    @property
    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.ca))


@contextmanager
def proxied(upstream: str) -> Iterator[Proxy]:
    """The shipped configuration before the server at this address, until the block ends."""
    assert NGINX
    with tempfile.TemporaryDirectory(prefix="proxy-") as name:
        folder = Path(name)
        proxy = Proxy(free_port(), free_port(), folder / "ca.pem")
        sign(folder)
        shipped = SHIPPED.read_text()
        for ours, own in (
            ("127.0.0.1:8000", urlsplit(upstream).netloc),
            ("listen 80;", f"listen 127.0.0.1:{proxy.plain_port};"),
            ("listen 443 ", f"listen 127.0.0.1:{proxy.port} "),
            ("/etc/ssl/kumppanuus.pem", f"{folder}/server.pem"),
            ("/etc/ssl/kumppanuus.key", f"{folder}/server.key"),
            ("server_name kumppanuus.example;", "server_name localhost;"),
        ):
            assert ours in shipped
            shipped = shipped.replace(ours, own)
        (folder / "kumppanuus.conf").write_text(shipped)
        main = folder / "nginx.conf"
        main.write_text(AROUND.format(folder=folder))
        command = ["sh", "-c", WHILE_OWNED, NGINX, "-p", name, "-e", "stderr", "-c", str(main)]
        with subprocess.Popen(command, stdin=subprocess.PIPE):
            yield proxy
