"""Reads one file within limits and prints what it found as JSON; started by `read_file`.

Imports nothing of Django: a process that may be killed has no database open.
"""

import contextlib
import json
import sys
from pathlib import Path

from cms.media.bounded import restrain_this_process
from cms.media.text.formats import read_pages
from cms.media.text.limits import Limits
from cms.media.text.reasons import UnreadableError, UnreadReason


def main() -> None:
    path, limits = Path(sys.argv[1]), Limits(**json.loads(sys.argv[2]))
    restrain_this_process(limits.seconds, limits.memory_bytes)
    with contextlib.redirect_stdout(sys.stderr):
        answer = answer_for(path, limits)
    sys.stdout.write(answer)


def answer_for(path: Path, limits: Limits) -> str:
    try:
        format_, pages = read_pages(path, limits)
        return json.dumps({"format": format_, "pages": pages})
    except UnreadableError as error:
        reason = error.reason
    except MemoryError:
        reason = UnreadReason.MEMORY
    except Exception:
        reason = UnreadReason.BROKEN
    return json.dumps({"unread_reason": reason})


if __name__ == "__main__":
    main()
