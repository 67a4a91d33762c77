"""Why a picture could not be drawn."""

from enum import StrEnum


class UndrawnReason(StrEnum):
    BROKEN = "broken"
    TIMEOUT = "timeout"
    MEMORY = "memory"


class UndrawableError(Exception):
    def __init__(self, reason: UndrawnReason) -> None:
        super().__init__(f"The picture cannot be drawn: {reason}.")
        self.reason = reason
