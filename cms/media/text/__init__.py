"""Text out of uploaded files: PDF, DOCX, ODT and TXT, page by page.

A file is somebody else's input, so it is read in a child process with limits on time and memory,
and whatever it does there ends as a result with a reason, never as an exception.
"""

import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path

from cms.media.bounded import ChildError, ask_child
from cms.media.text.limits import Limits
from cms.media.text.reasons import UnreadReason
from cms.media.text.versions import VERSION, Format

__all__ = ["VERSION", "Format", "Limits", "ReadResult", "UnreadReason", "read_file"]


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
        answer = ask_child(
            "cms.media.text.child",
            str(path.resolve()),
            json.dumps(dataclasses.asdict(limits)),
            seconds=limits.seconds,
        )
    except ChildError as error:
        return ReadResult(unread_reason=UnreadReason(error.death))
    if reason := answer.get("unread_reason"):
        return ReadResult(unread_reason=UnreadReason(reason))
    return ReadResult(pages=answer["pages"], format=Format(answer["format"]))
