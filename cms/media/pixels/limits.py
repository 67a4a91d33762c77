"""What one picture may take from the machine while it is decoded."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    seconds: int = 20
    """Processor time and elapsed time, each."""
    memory_bytes: int = 1024 * 1024 * 1024
    """Address space of the drawing process, the interpreter and its libraries included; 40 million
    pixels, which a form takes at most, need some 500 MB."""
    file_bytes: int = 200 * 1024 * 1024
    """Each file that is drawn."""
