"""Does one task within limits; started by `cms.media.pixels`.

Imports nothing of Django: a process that may be killed has no database open.
"""

import contextlib
import json
import sys
from pathlib import Path
from typing import Any

from PIL import AvifImagePlugin

from cms.media.bounded import restrain_this_process
from cms.media.pixels.limits import Limits
from cms.media.pixels.reasons import UndrawnReason
from cms.media.pixels.tasks import Clean, Cut, Draw

SOURCE = "source"
"""Name of the picture in the folder in which the child works; what it draws is numbered there."""


def main() -> None:
    folder, asked = Path(sys.argv[1]), json.loads(sys.argv[2])
    limits = Limits(**asked["limits"])
    restrain_this_process(limits.seconds, limits.memory_bytes, limits.file_bytes)
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each would take its share of the address space
    with contextlib.redirect_stdout(sys.stderr):
        answer = answer_for(folder, asked)
    sys.stdout.write(json.dumps(answer))


def answer_for(folder: Path, asked: dict[str, Any]) -> dict[str, Any]:
    try:
        drawn = task_of(asked).run((folder / SOURCE).read_bytes())
        for number, content in enumerate(drawn):
            (folder / str(number)).write_bytes(content)
    except MemoryError:
        return {"reason": UndrawnReason.MEMORY}
    except Exception:
        return {"reason": UndrawnReason.BROKEN}
    return {"count": len(drawn)}


def task_of(asked: dict[str, Any]) -> Draw | Clean:
    if "cuts" not in asked:
        return Clean(asked["keeps_credit"])
    return Draw(tuple(Cut(tuple(one["box"]), tuple(one["size"])) for one in asked["cuts"]))


if __name__ == "__main__":
    main()
