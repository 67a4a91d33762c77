"""An outline out of a file, by its kind."""

from pathlib import Path

from cms.media.text import UnreadReason, read_file
from cms.media.text.letters import storable
from cms.media.text.plain import decode
from cms.media.text.reasons import UnreadableError
from cms.pages.importing.outline import Outline, UnreadableFileError
from cms.pages.importing.pdf import lines_of_pages
from cms.pages.importing.plain_text import outline_of_lines
from cms.pages.importing.word import outline_of_docx

FORMATS = (".txt", ".docx", ".pdf")
REMEDIES = {
    UnreadReason.BROKEN: "the file is broken or of another type than its name says",
    UnreadReason.ENCRYPTED: "the file is protected by a password; save it without one",
    UnreadReason.TOO_LARGE: "the file is too large; save it without pictures",
    UnreadReason.TIMEOUT: "reading took too long; save the text as TXT",
    UnreadReason.MEMORY: "reading took too much memory; save the text as TXT",
    UnreadReason.UNSUPPORTED: "the file's type is not read; give TXT, DOCX or PDF",
    UnreadReason.EMPTY: "the file has no text, as a scanned one has not",
    UnreadReason.IDENTITY_CODE: "a personal identity code stands in the text; remove it",
}


def read_publication(path: Path) -> Outline:
    """Read a TXT, DOCX or PDF file; raises UnreadableFileError with what to do about it."""
    if path.suffix.lower() not in FORMATS:
        raise UnreadableFileError(REMEDIES[UnreadReason.UNSUPPORTED])
    # Reading in a child process first tells broken, encrypted and enormous files from good ones.
    result = read_file(path)
    if result.unread_reason:
        raise UnreadableFileError(REMEDIES[result.unread_reason])
    match path.suffix.lower():
        case ".docx":
            outline = outline_of_docx(path)
        case ".pdf":
            outline = outline_of_lines(lines_of_pages(result.pages))
        case _:
            outline = outline_of_lines(text_lines(path))
    if not outline.title:
        raise UnreadableFileError("no title was found; begin the file with its title on a line")
    return outline


def text_lines(path: Path) -> list[str]:
    try:
        return storable(decode(path.read_bytes())).splitlines()
    except UnreadableError as error:
        raise UnreadableFileError(REMEDIES[error.reason]) from error
