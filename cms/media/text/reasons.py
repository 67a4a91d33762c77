"""Why no text was read from a file: the closed list that the reader answers with."""

from enum import StrEnum


class UnreadReason(StrEnum):
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too_large"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    UNSUPPORTED = "unsupported"
    EMPTY = "empty"
    """The file opens but has no text, as a scanned paper has none."""
    IDENTITY_CODE = "identity_code"
    """There is a text, but it may not be published, nor is it kept."""


class UnreadableError(Exception):
    """A file that gives no text, for a reason of the closed list."""

    def __init__(self, reason: UnreadReason) -> None:
        super().__init__(reason.value)
        self.reason = reason
