"""Text out of uploaded files: PDF, DOCX, ODT and TXT, page by page.

A file is somebody else's input, so it is read in a child process with limits on time and memory,
and whatever it does there ends as a result with a reason, never as an exception.
"""

import dataclasses
import json
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from cms.media.text.limits import Limits
from cms.media.text.reasons import UnreadReason
from cms.media.text.versions import VERSION, Format

__all__ = ["VERSION", "Format", "Limits", "ReadResult", "UnreadReason", "read_file"]

ROOT = Path(__file__).resolve().parents[__name__.count(".") + 1]
"""Where the child finds this package by its name."""


@dataclass(frozen=True)
class ReadResult:
    pages: list[str] = field(default_factory=list)
    """Text of each page; about 500 words a page where the format has no pages."""
    unread_reason: UnreadReason | None = None
    """None when the text was read."""
    format: Format | None = None
    """None when it was not."""


def read_file(path: Path, limits: Limits | None = None) -> ReadResult:
    """Read the file's text; never raises for what is in the file."""
    limits = limits or Limits()
    try:
        child = subprocess.run(  # noqa: S603
            [
                sys.executable,
                "-m",
                "cms.media.text.child",
                str(path.resolve()),
                json.dumps(dataclasses.asdict(limits)),
            ],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            check=False,
            # Ctrl-C stops the worker, which then waits for this file.
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        return ReadResult(unread_reason=UnreadReason.TIMEOUT)
    if child.returncode:
        return ReadResult(unread_reason=reason_of_death(child.returncode))
    answer = json.loads(child.stdout)
    if reason := answer.get("unread_reason"):
        return ReadResult(unread_reason=UnreadReason(reason))
    return ReadResult(pages=answer["pages"], format=Format(answer["format"]))


def reason_of_death(returncode: int) -> UnreadReason:
    """Why a child ended without an answer; SIGKILL is what a machine short of memory sends."""
    match -returncode:
        case signal.SIGXCPU:
            return UnreadReason.TIMEOUT
        case signal.SIGKILL:
            return UnreadReason.MEMORY
        case _:
            return UnreadReason.BROKEN
