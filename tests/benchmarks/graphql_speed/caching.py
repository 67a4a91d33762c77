"""The rows of answers that are kept."""

import urllib.request

from tests.benchmarks.graphql_speed.queries import PERSISTED
from tests.benchmarks.graphql_speed.wrk import Load, Request, in_turns
from tests.benchmarks.report import Report
from tests.benchmarks.serving import Server

LEAST_OF_MEMORY = 0.7
LEAST_OF_MEMORY_UNCHANGED = 0.8


def loads(report: Report, ours: Server) -> None:
    url = f"{ours.address}{PERSISTED}"
    with urllib.request.urlopen(url) as answer:
        etag = answer.headers["ETag"]
    memory = Request(f"{ours.address}/floor/memory/")
    for connections in (1, 8):
        engine = f"{connections} connection{'s' if connections > 1 else ''}"
        warm = in_turns({"warm": Request(url), "memory": memory}, connections)
        _tell(report, engine, "persisted embed by GET, to memory", warm, LEAST_OF_MEMORY)
        unchanged = Request(url, headers=(("If-None-Match", etag),))
        loads = in_turns({"304": unchanged, "memory": memory}, connections)
        _tell(report, engine, "304 on its ETag, to memory", loads, LEAST_OF_MEMORY_UNCHANGED)


def _tell(report: Report, engine: str, figure: str, loads: dict[str, Load], least: float) -> None:
    ours, memory = loads.values()
    report.add(f"{figure}, requests/s", engine, ours.per_second, stock=memory.per_second)
    report.add(f"{figure}, p99, ms", engine, ours.p99, stock=memory.p99)
    report.add(figure, engine, ours.per_second / memory.per_second, at_least=least)
