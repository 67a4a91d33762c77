"""The server of `make run`. A request comes to one of its threads once it is whole: who sends half
of one keeps no thread, and is dropped when nothing has come for a while."""

import logging
import os
import signal
import sys

HALF_SENT_SECONDS = 5
THREADS = 4
"""In one process, as local memory is the cache; readers of SQLite never wait. With more of them
each waits longer for its turn in Python: 4 answer a fifth more requests than 8."""
MAX_CONNECTIONS = 1000
MAX_BODY_BYTES = 50 * 2**20
"""As in deploy/nginx."""


def main(port: int) -> None:
    """Answers at this port until told to end; what has been asked by then is answered first."""
    from waitress import serve

    from cms.wsgi import application

    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    logging.getLogger("waitress").setLevel(logging.ERROR)  # else it tells of each who waits
    serve(
        application,
        host="127.0.0.1",
        port=port,
        threads=THREADS,
        channel_timeout=HALF_SENT_SECONDS,
        cleanup_interval=1,
        connection_limit=MAX_CONNECTIONS,
        asyncore_use_poll=True,  # select knows 1024 files and no more
        max_request_body_size=MAX_BODY_BYTES,
        clear_untrusted_proxy_headers=False,  # TRUSTED_PROXIES says whom the site believes
        ident=None,
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.embedded")
    main(int(sys.argv[1]))
