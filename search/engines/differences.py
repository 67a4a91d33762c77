"""How what is found differs from what is to be found, page by page."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Differences:
    """Pages by what is wrong with their rows."""

    missing: set[UUID]
    superfluous: set[UUID]
    outdated: set[UUID]

    @property
    def count(self) -> int:
        return len(self.missing) + len(self.superfluous) + len(self.outdated)
