"""The version of the reader, which stands with every text that it gave."""

from enum import StrEnum


class Format(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    TXT = "txt"


VERSION = 2
"""To be raised with whatever has the same file give another text: the worker then reads anew what
earlier versions read."""

SAFE_SINCE: dict[str, int] = {Format.DOCX: 2, Format.ODT: 2, "": 2}
"""The first version that reads nothing private of a format, where earlier ones did: their texts are
taken out at once, and not found until the file is read anew. A text without its format was read
before formats stood with them."""
