"""The text of a plain file, in whichever encoding an office's programs have written it."""

import codecs
import re
from pathlib import Path

from cms.media.text.paging import pages_of
from cms.media.text.reasons import UnreadableError, UnreadReason

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OF_ONE_BYTE = ("cp1252", "cp850", "mac_roman")
"""Windows, DOS and old Macintosh; the first where nothing speaks for another."""
INSIDE_A_WORD = re.compile(r"(?<=[a-zåäö])[åäö](?=[a-zåäö])", re.I)
"""Letters that tell encodings apart; at the edge of a word another's quotation mark looks like
one."""


def read_txt(path: Path) -> list[str]:
    return pages_of(decode(path.read_bytes()).splitlines())


def decode(content: bytes) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding)
    if b"\0" in content:
        return content.decode(utf_16_without_mark(content))
    try:
        return content.decode()
    except UnicodeDecodeError:
        texts = [content.decode(encoding, errors="replace") for encoding in OF_ONE_BYTE]
        return max(texts, key=lambda text: len(INSIDE_A_WORD.findall(text)))


def utf_16_without_mark(content: bytes) -> str:
    """Every other byte of a text in western letters is zero, of other files any byte may be."""
    zeros = [content[place::2].count(0) for place in (0, 1)]
    enough = len(content) / 4
    if zeros[1] > enough and not zeros[0]:
        return "utf-16-le"
    if zeros[0] > enough and not zeros[1]:
        return "utf-16-be"
    raise UnreadableError(UnreadReason.BROKEN)
