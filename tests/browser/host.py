"""Another site: the pages of docs/examples at an origin of their own, as a developer has them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from django.conf import settings

EXAMPLES = settings.BASE_DIR / "docs" / "examples"
SERVICE = "http://localhost:8000"
"""Where the example says that our service is."""
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css"}


@contextmanager
def host_of(site: str) -> Iterator[str]:
    """The address of a server of the examples, which embed from the site given. Its /empty.html is
    the host page with nothing embedded."""

    texts = {file.name: file.read_text().replace(SERVICE, site) for file in EXAMPLES.iterdir()}
    texts["empty.html"] = re.sub(r"<main.*</main>", "<main></main>", texts["host.html"], flags=re.S)

    class Examples(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.removeprefix("/")
            body = texts.get(name, "").encode()
            self.send_response(200)
            self.send_header("Content-Type", TYPES.get(Path(name).suffix, "image/png"))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Examples) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
