"""The result of a consistency check of rows or an index."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Differences:
    """Pages that the rows or the index lack, have wrongly, or have in an outdated state."""

    missing: set[UUID]
    superfluous: set[UUID]
    outdated: set[UUID]

    @property
    def count(self) -> int:
        return len(self.missing) + len(self.superfluous) + len(self.outdated)
