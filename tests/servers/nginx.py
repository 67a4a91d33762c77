"""nginx before a server: TLS by an authority of the test's own, and a password."""

import shutil
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.servers.ports import free_port

# Debian keeps it where only root looks for commands.
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
START_SECONDS = 15
# The input ends with the process that started this one, however it ends.
WHILE_OWNED = '"$0" "$@" & cat; kill $!; wait'
CONFIGURATION = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
  access_log off;
  client_max_body_size 100m;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {folder}/server.pem;
    ssl_certificate_key {folder}/server.key;
    auth_basic "Elasticsearch";
    auth_basic_user_file {folder}/people;
    location / {{
      proxy_pass {upstream};
    }}
  }}
}}
"""


@dataclass(frozen=True)
class Door:
    """Where nginx lets people in. `ca` is the file of the authority that signed its certificate."""

    url: str
    ca: Path
    user: str = "kumppanuus"
    password: str = "kahvia-ja-pullaa"


@contextmanager
def guarding(upstream: str) -> Iterator[Door]:
    """nginx before the server at this address, until the block ends."""
    assert NGINX
    with tempfile.TemporaryDirectory(prefix="nginx-") as name:
        folder, port = Path(name), free_port()
        door = Door(f"https://127.0.0.1:{port}", folder / "ca.pem")
        sign(folder)
        (folder / "people").write_text(f"{door.user}:{{PLAIN}}{door.password}\n")
        settings = folder / "nginx.conf"
        settings.write_text(CONFIGURATION.format(folder=folder, port=port, upstream=upstream))
        command = ["sh", "-c", WHILE_OWNED, NGINX, "-p", name, "-e", "stderr", "-c", str(settings)]
        with subprocess.Popen(command, stdin=subprocess.PIPE):
            _wait_for(door)
            yield door


def sign(folder: Path) -> None:
    """An authority, and a certificate of its for this machine; both for one day."""
    new = ["openssl", "req", "-x509", "-nodes", "-days", "1", "-newkey", "ec"]
    curve = ["-pkeyopt", "ec_paramgen_curve:P-256"]
    authority = ["-subj", "/CN=Authority for tests", "-keyout", "ca.key", "-out", "ca.pem"]
    signed = ["-CA", "ca.pem", "-CAkey", "ca.key"]
    machine = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    files = ["-keyout", "server.key", "-out", "server.pem"]
    for command in (authority, [*signed, *machine, *files]):
        subprocess.run([*new, *curve, *command], cwd=folder, check=True, capture_output=True)


def _wait_for(door: Door) -> None:
    trust = ssl.create_default_context(cafile=str(door.ca))
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            urlopen(door.url, timeout=5, context=trust)
        except HTTPError as refusal:
            assert refusal.code == 401
            return
        except (URLError, ConnectionError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
