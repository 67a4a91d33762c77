"""The text of a file, page by page, for each format that is read.

Runs in a process of its own (`cms.media.text.child`), so it imports nothing of Django, and it
need not guard against what a hostile file makes a library do: the process is bounded.
"""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from cms.media.text.letters import storable
from cms.media.text.limits import Limits
from cms.media.text.plain import read_txt
from cms.media.text.reasons import UnreadableError, UnreadReason
from cms.media.text.versions import Format

Reader = Callable[[Path], list[str]]

MAIN_PART_OF_WORD = re.compile(rb"(wordprocessingml|ms-word)\.\w+\.(\w+\.)?main\+xml")
OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
"""Old Office files, and the envelope in which Word puts an encrypted DOCX."""


def read_pages(path: Path, limits: Limits) -> tuple[Format, list[str]]:
    """The file's format and the text of each page, in order; a page without text is empty, so
    numbers stay right.

    Raises UnreadableError, or whatever a library raises at a broken file.
    """
    if path.stat().st_size > limits.file_bytes:
        raise UnreadableError(UnreadReason.TOO_LARGE)
    format_, reader = reader_for(path, limits)
    pages = [storable(page) for page in reader(path)]
    if sum(map(len, pages)) > limits.text_characters:
        raise UnreadableError(UnreadReason.TOO_LARGE)
    if not any(pages):
        raise UnreadableError(UnreadReason.EMPTY)
    return format_, pages


def reader_for(path: Path, limits: Limits) -> tuple[Format, Reader]:
    """The format and its reader, by what the file is; its name decides where the content cannot."""
    with path.open("rb") as file:
        start = file.read(1024)
    if b"%PDF-" in start:
        from cms.media.text.portable import read_pdf

        return Format.PDF, read_pdf
    if start.startswith(b"PK\x03\x04"):
        return reader_for_zip(path, limits)
    if start.startswith(OLE_SIGNATURE):
        raise UnreadableError(ole_reason(path))
    match path.suffix.lower():
        case ".txt":
            return Format.TXT, read_txt
        case ".pdf" | ".docx" | ".odt":
            raise UnreadableError(UnreadReason.BROKEN)
        case _:
            raise UnreadableError(UnreadReason.UNSUPPORTED)


def reader_for_zip(path: Path, limits: Limits) -> tuple[Format, Reader]:
    with zipfile.ZipFile(path) as archive:
        # zipfile inflates no part beyond the size that it declares, so the sum can be believed.
        if sum(part.file_size for part in archive.infolist()) > limits.inflated_bytes:
            raise UnreadableError(UnreadReason.TOO_LARGE)
        names = set(archive.namelist())
        if is_word(archive, names):
            from cms.media.text.word import read_docx

            return Format.DOCX, read_docx
        # A file without its mimetype was zipped anew by hand; the manifest tells the same.
        tell = [name for name in ("mimetype", "META-INF/manifest.xml") if name in names]
        told = b"".join(archive.read(name) for name in tell)
        if b"opendocument.text" in told:
            if b"encryption-data" in told:
                raise UnreadableError(UnreadReason.ENCRYPTED)
            from cms.media.text.opendocument import read_odt

            return Format.ODT, read_odt
    raise UnreadableError(UnreadReason.UNSUPPORTED)


def is_word(archive: zipfile.ZipFile, names: set[str]) -> bool:
    """By the types of its parts: Word on the web calls its main part otherwise than Word does."""
    if "[Content_Types].xml" in names:
        return bool(MAIN_PART_OF_WORD.search(archive.read("[Content_Types].xml")))
    return "word/document.xml" in names


def ole_reason(path: Path) -> UnreadReason:
    encrypted = "EncryptedPackage".encode("utf-16-le") in path.read_bytes()
    return UnreadReason.ENCRYPTED if encrypted else UnreadReason.UNSUPPORTED
