"""What an engine answers to all that is asked of it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class EngineAnswers:
    engine: str
    """As the search itself names what answers."""
    found: dict[str, list[int]]
    """Numbers of all documents by what was asked, best first, as found without a correction."""
    corrections: dict[str, str | None]
    """By what was typed wrong; what they find is in `found`."""
    missed: dict[str, list[str]]
    """Municipal words with the forms of each that it does not find."""

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), ensure_ascii=False))

    @classmethod
    def load(cls, path: Path) -> "EngineAnswers":
        return cls(**json.loads(path.read_text()))
