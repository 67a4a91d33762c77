"""The rows of the report."""

import json
from collections.abc import Mapping

from tests.benchmarks.graphql_speed.queries import EMBED, LIST, STOCK_EMBED, STOCK_LIST
from tests.benchmarks.graphql_speed.servers import run
from tests.benchmarks.graphql_speed.wrk import Load, Request, in_turns
from tests.benchmarks.report import Report
from tests.benchmarks.serving import THREADS, Server

CONNECTIONS = (1, 8)
LEAST_OVER_STOCK = 3
MOST_GROWTH = 1.2
MOST_OF_PUBLISHING = 1.1
SERVER = f"gunicorn, one process, {THREADS} threads, SQLite"


def counts(report: Report, ours: Mapping[str, str], stock: Mapping[str, str]) -> None:
    """SQL statements and bytes."""
    for name, of in {
        "EMBED": ours,
        "LIST": ours,
        "STOCK_EMBED": stock,
        "STOCK_LIST": stock,
    }.items():
        figures = json.loads(run("counting", name, of=of))
        what = name.lower().replace("_", " ")
        most = {"embed": 7, "list": 4}.get(what)
        report.add(f"SQL statements, {what}", SERVER, figures["statements"], at_most=most)
        report.add(f"bytes, {what}", SERVER, figures["bytes"])


def publishing(report: Report, ours: Mapping[str, str]) -> None:
    """Publishing with what answers are kept by, and without."""
    times = json.loads(run("publishing", of=ours))
    report.add(
        "publishing a page, times as with nothing kept",
        SERVER,
        times["on"] / times["off"],
        at_most=MOST_OF_PUBLISHING,
    )
    report.add("publishing a page, ms", SERVER, times["on"])


def loads(report: Report, ours: Server, stock: Server, more: Server) -> None:
    for connections in CONNECTIONS:
        engine = f"{connections} connection{'s' if connections > 1 else ''}"
        _embed(report, engine, connections, ours, stock)
        _list(report, engine, connections, ours, stock)
        _growth(report, engine, connections, ours, more)


def _embed(report: Report, engine: str, connections: int, ours: Server, stock: Server) -> None:
    loads = in_turns(
        {
            "embed": Request(f"{ours.address}/graphql/", EMBED),
            "stock embed": Request(f"{stock.address}/graphql/", STOCK_EMBED),
            "embed by .values()": Request(f"{ours.address}/floor/embed/"),
        },
        connections,
    )
    _tell(report, engine, loads)
    over = loads["embed"].per_second / loads["stock embed"].per_second
    report.add("embed, times stock's", engine, over, at_least=LEAST_OVER_STOCK)


def _list(report: Report, engine: str, connections: int, ours: Server, stock: Server) -> None:
    loads = in_turns(
        {
            "list": Request(f"{ours.address}/graphql/", LIST),
            "stock list": Request(f"{stock.address}/graphql/", STOCK_LIST),
            "list by .values()": Request(f"{ours.address}/floor/list/"),
        },
        connections,
    )
    _tell(report, engine, loads)
    list_ = loads["list"].per_second
    over = list_ / loads["stock list"].per_second
    report.add("list, times stock's", engine, over, at_least=LEAST_OVER_STOCK)
    report.add("list, to .values()", engine, list_ / loads["list by .values()"].per_second)


def _growth(report: Report, engine: str, connections: int, ours: Server, more: Server) -> None:
    loads = in_turns(
        {
            "embed": Request(f"{ours.address}/graphql/", EMBED),
            "embed, 40 times the content": Request(f"{more.address}/graphql/", EMBED),
        },
        connections,
    )
    few, many = loads.values()
    _tell(report, engine, {"embed, 40 times the content": many})
    report.add(
        "embed, median time with 40 times the content to that without",
        engine,
        many.p50 / few.p50,
        at_most=MOST_GROWTH,
    )


def _tell(report: Report, engine: str, loads: Mapping[str, Load]) -> None:
    for name, load in loads.items():
        report.add(f"{name}, requests/s", engine, load.per_second)
        report.add(f"{name}, p50, ms", engine, load.p50)
        report.add(f"{name}, p99, ms", engine, load.p99)
