"""What one file may take from the machine while its text is read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    seconds: int = 20
    """Processor time and elapsed time, each."""
    memory_bytes: int = 1024 * 1024 * 1024
    """Address space of the reading process, the interpreter and its libraries included."""
    file_bytes: int = 100 * 1024 * 1024
    """The file as it was uploaded."""
    inflated_bytes: int = 150 * 1024 * 1024
    """All parts of a zipped file (DOCX, ODT) once inflated."""
    text_characters: int = 10_000_000
    """The text of all pages together."""
