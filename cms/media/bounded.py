"""A child process with limits on time and memory, in which somebody else's file is worked on.

Imports nothing of Django: a process that may be killed has no database open.
"""

import contextlib
import json
import resource
import signal
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[__name__.count(".")]
"""Where the child finds our packages by their names."""


class Death(StrEnum):
    """Why a child ended without an answer."""

    BROKEN = "broken"
    TIMEOUT = "timeout"
    MEMORY = "memory"


class ChildError(Exception):
    def __init__(self, death: Death) -> None:
        super().__init__(f"The child has no answer: {death}.")
        self.death = death


def ask_child(module: str, *arguments: str, seconds: int) -> dict[str, Any]:
    """What the module, run in a process of its own, prints as JSON. Raises ChildError."""
    try:
        child = subprocess.run(  # noqa: S603
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            # Ctrl-C stops the worker, which then waits for this file.
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        raise ChildError(Death.TIMEOUT) from None
    if child.returncode:
        raise ChildError(_death_by(child.returncode))
    answer: dict[str, Any] = json.loads(child.stdout)
    return answer


def _death_by(returncode: int) -> Death:
    """SIGKILL is what a machine short of memory sends."""
    match -returncode:
        case signal.SIGXCPU:
            return Death.TIMEOUT
        case signal.SIGKILL:
            return Death.MEMORY
        case _:
            return Death.BROKEN


def restrain_this_process(seconds: int, memory_bytes: int, file_bytes: int = 0) -> None:
    """Of processor time, of address space, and of each file that is written."""
    for kind, soft, hard in (
        (resource.RLIMIT_AS, memory_bytes, memory_bytes),
        (resource.RLIMIT_CPU, seconds, seconds + 1),
        (resource.RLIMIT_FSIZE, file_bytes, file_bytes),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        # macOS refuses some limits; the time that the parent waits still holds there.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (soft, hard))
