"""The log as text. Others write titles into it, which may have line breaks: whatever does not begin
a line of ours is marked, so that nobody writes a line in another's name."""

import logging
import re

_LINE_BREAK = re.compile(r"\r\n?|[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
FOLLOWS = "\n| "


class MarkedLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return _LINE_BREAK.sub(FOLLOWS, super().format(record))
