"""The connection to Elasticsearch as the settings give it. The client is an extra: what asks for it
is imported where a connection is set, and not before."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings


@dataclass(frozen=True)
class Connection:
    """The values of the ELASTICSEARCH setting; times are in seconds."""

    urls: tuple[str, ...] = ()
    """Of several nodes: the next one is asked when one does not answer."""
    user: str = ""
    password: str = ""
    api_key: str = ""
    ca: str = ""
    """Path of the certificates that the servers' are signed with; the system's without it."""
    index: str = "kumppanuus"
    """Name of the alias; indexes are named after it."""
    timeout: float = 0.8
    """Of a query, so that the database has answered within a second of it."""
    feed_timeout: float = 10
    most_failures: int = 1
    """Of calls one after another, after which none is made for a while: with more, a query that is
    put right after it found nothing could wait more than once."""
    pause: float = 15
    """How long none is made."""
    most_lag: float = 60
    """Age of a change that the server does not have yet, beyond which it is not asked."""

    @property
    def next_index(self) -> str:
        """Name of the alias of an index that is being built."""
        return f"{self.index}-next"


def given() -> dict[str, Any]:
    """What the site says of it."""
    return dict(getattr(settings, "KUMPPANUUS", {}).get("ELASTICSEARCH", {}))


def connection() -> Connection:
    return Connection(**given())


def is_set() -> bool:
    return bool(connection().urls)
