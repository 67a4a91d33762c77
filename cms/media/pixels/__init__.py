"""Pixels out of the files of pictures, and nothing else of what is in these.

A file is somebody else's input, and a small one may be a large picture: one that is, or that has
several frames, is decoded in a child process with limits on time and memory, one at a time.
"""

import dataclasses
import io
import json
import math
import tempfile
import threading
from pathlib import Path

from cms.media.bounded import ChildError, ask_child
from cms.media.pixels.child import SOURCE
from cms.media.pixels.limits import Limits
from cms.media.pixels.reasons import UndrawableError, UndrawnReason
from cms.media.pixels.tasks import Clean, Cut, Draw, Header, header_of

__all__ = [
    "Clean", "Cut", "Draw", "Header", "Limits", "UndrawableError", "UndrawnReason", "header_of",
    "run",
]  # fmt: skip

QUICK_PIXELS = 4_000_000
"""Decoded where they are asked for: 50 MB at most, sooner than a child begins."""

_turn = threading.Lock()
"""Of one large picture at a time, whatever the number of editors that send some."""


def run(task: Draw | Clean, source: bytes, limits: Limits | None = None) -> list[bytes]:
    """What the task makes of the picture; UndrawableError for whatever is amiss in it."""
    header = header_of(io.BytesIO(source))
    if math.prod(header.size) > QUICK_PIXELS or header.frames > 1:
        with _turn:
            return _run_in_child(task, source, limits or Limits())
    try:
        return task.run(source)
    except MemoryError:
        raise UndrawableError(UndrawnReason.MEMORY) from None
    except Exception as error:
        raise UndrawableError(UndrawnReason.BROKEN) from error


def _run_in_child(task: Draw | Clean, source: bytes, limits: Limits) -> list[bytes]:
    asked = dataclasses.asdict(task) | {"limits": dataclasses.asdict(limits)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / SOURCE).write_bytes(source)
        try:
            answer = ask_child(
                "cms.media.pixels.child", name, json.dumps(asked), seconds=limits.seconds
            )
        except ChildError as error:
            raise UndrawableError(UndrawnReason(error.death)) from None
        if reason := answer.get("reason"):
            raise UndrawableError(UndrawnReason(reason))
        return [(folder / str(number)).read_bytes() for number in range(answer["count"])]
