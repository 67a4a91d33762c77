"""The text of a PDF file, page by page."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, LimitReachedError

from cms.media.text.reasons import UnreadableError, UnreadReason

BROKEN_WORD = re.compile(
    r"(?<![\w-])(?P<before>[^\W_][\w-]*?)(?P<hyphen>[-\u00ad\u2010\u2011])[ \t]*\n"
    r"[ \t]*(?P<after>(?P<word>\w+)\S*)[ \t]?"
)
WORD = re.compile(r"\w[\w-]*")
CONJUNCTIONS = {"ja", "tai", "eli", "sekä", "och", "eller", "samt", "and", "or"}
"""Before these a hyphen stands for the rest of a word: puisto- ja katutoimi."""
VOWELS = "aeiouyåäö"
KNOWN_BY = 4
"""Letters after a hyphen by which the same word is known elsewhere in the file."""


def read_pdf(path: Path) -> list[str]:
    try:
        pages = list(texts_of(PdfReader(path).pages))
    except FileNotDecryptedError as error:
        raise UnreadableError(UnreadReason.ENCRYPTED) from error
    except LimitReachedError as error:
        raise UnreadableError(UnreadReason.TOO_LARGE) from error
    return with_whole_words(pages)


def texts_of(pages: Any) -> Iterator[str]:
    """The text of each page; one that cannot be read is empty, unless none can."""
    failures: list[Exception] = []
    for number in range(len(pages)):
        try:
            yield pages[number].extract_text()
        except (FileNotDecryptedError, LimitReachedError, MemoryError):
            raise
        except Exception as error:  # whatever the library raises at a broken page
            failures.append(error)
            if len(failures) == len(pages):
                raise
            yield ""


def with_whole_words(pages: list[str]) -> list[str]:
    """Words that were cut at the end of a line in one piece, with such hyphens as are their own."""
    words = sorted({word for page in pages for word in WORD.findall(page.lower())})

    def whole(match: re.Match[str]) -> str:
        before, word = match["before"], match["word"]
        if word.lower() in CONJUNCTIONS:
            return f"{before}-\n{match['after']} "
        own = "-" if match["hyphen"] != "\u00ad" and has_hyphen(before, word, words) else ""
        return f"{before}{own}{match['after']}\n"

    return [BROKEN_WORD.sub(whole, page) for page in pages]


def has_hyphen(before: str, after: str, words: list[str]) -> bool:
    """Whether the word is written with a hyphen wherever it stands in a line: as elsewhere in the
    file, as between equal vowels (linja-auto), before a name and after an abbreviation."""
    if not after[0].islower() or not before[-1].islower():
        return True
    first, second = before.lower(), after.lower()[:KNOWN_BY]
    if is_beginning(f"{first}-{second}", words):
        return True
    if is_beginning(f"{first}{second}", words):
        return False
    return first[-1] == second[0] and first[-1] in VOWELS


def is_beginning(letters: str, words: list[str]) -> bool:
    place = bisect_left(words, letters)
    return place < len(words) and words[place].startswith(letters)
