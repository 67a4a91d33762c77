"""Load by wrk over kept-alive connections."""

import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

SECONDS = 2
"""Of one turn: short, so that turns which are compared meet the same machine."""
ROUNDS = 9
_UNITS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}


@dataclass(frozen=True)
class Request:
    url: str
    query: str | None = None
    """Sent by POST; without one the address is got."""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Load:
    per_second: float
    p50: float
    """Milliseconds, as is p99."""
    p99: float


def in_turns(requests: dict[str, Request], connections: int) -> dict[str, Load]:
    """Each by its name, in turns, so that what else the machine does meets all; the medians."""
    for request in requests.values():
        _run(request, connections, seconds=2)
    rounds = [
        {name: _run(request, connections) for name, request in requests.items()}
        for _ in range(ROUNDS)
    ]
    return {
        name: Load(
            *(
                median(getattr(one[name], figure) for one in rounds)
                for figure in ("per_second", "p50", "p99")
            )
        )
        for name in requests
    }


def _run(request: Request, connections: int, seconds: int = SECONDS) -> Load:
    with TemporaryDirectory() as folder:
        script = Path(folder) / "request.lua"
        script.write_text(_script(request))
        options = [
            "-t1",
            f"-c{connections}",
            f"-d{seconds}s",
            "--latency",
            "--timeout=30s",
            f"-s{script}",
        ]
        told = subprocess.run(
            ["wrk", *options, request.url], check=True, capture_output=True, text=True
        ).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise RuntimeError(f"{request.url} was not answered well:\n{told}")
    return Load(
        float(re.search(r"Requests/sec:\s*([\d.]+)", told)[1]),
        _milliseconds("50%", told),
        _milliseconds("99%", told),
    )


def _milliseconds(share: str, told: str) -> float:
    number, unit = re.search(rf"{share}\s+([\d.]+)(us|ms|s|m)\b", told).groups()
    return float(number) * _UNITS[unit]


def _script(request: Request) -> str:
    lines = [
        f"wrk.headers[{json.dumps(name)}] = {json.dumps(value)}" for name, value in request.headers
    ]
    if request.query is not None:
        body = json.dumps({"query": request.query})
        lines += [
            'wrk.method = "POST"',
            'wrk.headers["Content-Type"] = "application/json"',
            f"wrk.body = [==[{body}]==]",
        ]
    return "\n".join(lines)
