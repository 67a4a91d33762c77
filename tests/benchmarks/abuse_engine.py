"""Processor time of costly requests on the engine that the environment sets up:
`python -m tests.benchmarks.abuse_engine FILE PAGES`, where FILE gets the seconds by request.

A database that has so many pages already is asked as it is.
"""

import json
import os
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any
from urllib.parse import urlencode

import django

TURNS = 2
"""Of each request, of which the quickest counts: what only the first has to load is no abuse."""
MIXES = 60
"""Queries of mixed pieces: half of them by chance, half of the worst one with a piece changed."""
SEARCH = "kumppanuus:search"


def main(path: Path, pages: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.embedded"
    os.environ.setdefault("VAR_DIR", str(path.parent))
    django.setup()
    _fill(pages)
    path.write_text(json.dumps(_measured()))


def _fill(pages: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    from search.engines.elasticsearch.connection import is_set
    from search.indexing import optimise
    from search.models import SearchDocument

    call_command("migrate", verbosity=0)
    if (there := SearchDocument.objects.filter(file_page=0).count()) < pages:
        call_command("load_scale", documents=pages - there)
    if is_set():
        from search.engines.elasticsearch.feeding import feed_all

        feed_all()
    optimise()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _measured() -> dict[str, float]:
    from tests.benchmarks import abuse_requests

    seconds: dict[str, float] = {}

    def measure(name: str, method: str, url: str, body: Any = None) -> float:
        seconds[name] = min(_seconds(method, url, body) for _turn in range(TURNS))
        print(f"{seconds[name]:6.3f} {name}", file=sys.stderr, flush=True)
        return seconds[name]

    pieces = abuse_requests.Pieces()
    texts = pieces.texts()
    search = {
        name: measure(f"search page: {name}", "GET", _address(q=text))
        for name, text in texts.items()
    }
    worst = texts[max(search, key=lambda name: search[name])]
    texts["worst mix"] = _sought(worst, pieces.chance_pieces, measure)
    for name, choices in abuse_requests.CHOICES.items():
        measure(f"search page: {name}", "GET", _address(q=texts["worst mix"], **choices))
    for name, url in abuse_requests.addresses(pieces):
        measure(name, "GET", url)
    for name, query, variables in abuse_requests.documents(texts):
        body = {"query": query, "variables": variables}
        measure(f"GraphQL: {name}", "POST", "/graphql/", body)
    return seconds


def _address(**asked: Any) -> str:
    from django.urls import reverse

    return f"{reverse(SEARCH)}?{urlencode(asked, doseq=True)}"


def _sought(
    text: str, by_chance: Callable[[random.Random], Iterator[str]], measure: Callable[..., float]
) -> str:
    """The worst query that mixing pieces gives, begun from one."""
    chance = random.Random(1)
    worst, seconds = text, 0.0
    for number in range(MIXES):
        pieces = worst.split(" ") if number >= MIXES // 2 else []
        if pieces:
            del pieces[chance.randrange(len(pieces))]
        mix = " ".join([*by_chance(chance), *pieces])
        took = measure(f"search page: mix {number}", "GET", _address(q=mix))
        if took > seconds:
            worst, seconds = mix, took
    return worst


def _seconds(method: str, url: str, body: Any) -> float:
    """Of this process, and of the server of the engine."""
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    before = process_time() + _seconds_of_server()
    answer = client.generic(method, url, json.dumps(body) if body else "", "application/json")
    after = process_time() + _seconds_of_server()
    if answer.status_code != 200:
        raise RuntimeError(f"{url} {body}: {answer.content.decode()[:1_000]}")
    return after - before


def _seconds_of_server() -> float:
    from django.db import connection

    from search.engines.elasticsearch.connection import is_set

    seconds = 0.0
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            [pid] = cursor.fetchone()
        own, parent = _times(pid)
        # Those of other processes that helped are counted there when they have ended.
        seconds += sum(own[:2]) + sum(_times(parent)[0][2:])
    if is_set():
        from search.engines.elasticsearch.client import client

        nodes = client().nodes.stats(metric="process")["nodes"].values()
        seconds += sum(node["process"]["cpu"]["total_in_millis"] for node in nodes) / 1000
    return seconds


def _times(pid: int) -> tuple[list[float], int]:
    """Seconds of a process and of its ended children, each of the user and of the system; and its
    parent."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    ticks = os.sysconf("SC_CLK_TCK")
    return [int(value) / ticks for value in fields[11:15]], int(fields[1])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
