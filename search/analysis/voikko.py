"""The two ways to ask Voikko, Finnish morphology: the C library, else its dictionary in Python.

Both answer with the same strings, the output of Voikko's transducer; what they mean is read in
`search.analysis.readings`.
"""

import threading
from functools import cache, partial
from importlib import metadata
from typing import Any, Protocol

MAX_WORD_LENGTH = 48
"""Characters beyond which the number of ways to split a word would grow without bound."""


class Voikko(Protocol):
    name: str
    version: str

    def outputs(self, word: str) -> list[str]:
        """The transducer's output for each reading of a word in small letters; none if unknown."""


class Libvoikko:
    """The C library with the system's dictionary. Raises OSError or VoikkoException if absent."""

    name = "libvoikko"

    def __init__(self) -> None:
        import libvoikko

        libvoikko.VoikkoLibrary.open()  # a handle whose library is absent complains when it goes
        self._new_handle = partial(libvoikko.Voikko, "fi")
        # A handle used by two threads aborts the process, so each thread has its own.
        self._local = threading.local()
        self.version = str(self._handle().getVersion())

    def _handle(self) -> Any:
        if not hasattr(self._local, "handle"):
            self._local.handle = self._new_handle()
        return self._local.handle

    def outputs(self, word: str) -> list[str]:
        return sorted({r["FSTOUTPUT"] for r in self._handle().analyze(word) if "FSTOUTPUT" in r})


class Pyvoikko:
    """The dictionary that pip installs, run by kfst."""

    name = "pyvoikko"

    def __init__(self) -> None:
        # Where the quick one is absent: with it comes its dictionary, which is read at once.
        from pyvoikko import VOIKKO_FST, TokenizationException

        self.version = metadata.version("pyvoikko")
        self._transducer = VOIKKO_FST
        self._no_word = TokenizationException

    def outputs(self, word: str) -> list[str]:
        try:
            return sorted({output for output, _weight in self._transducer.lookup(word)})
        except self._no_word:
            return []


@cache
def active() -> Voikko:
    """The quick one where it is installed, else the one that is always there."""
    try:
        return Libvoikko()
    except Exception:  # its exceptions are its own, and of ctypes; any of them means: not here
        return Pyvoikko()
