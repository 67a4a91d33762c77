"""Small files written at load: plain text, and PDF by hand, as no library of ours writes text
into one."""

from textwrap import wrap

LINE_WIDTH = 84
"""Characters on a line of a PDF page."""


def file_bytes(name: str, pages: list[str]) -> bytes:
    """The content of a file by the ending of its name; paragraphs parted by empty lines."""
    return _pdf(pages) if name.endswith(".pdf") else "\n\n".join(pages).encode()


def _pdf(pages: list[str]) -> bytes:
    numbers = range(4, 4 + 2 * len(pages), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (fi) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, text in zip(numbers, pages, strict=True):
        content = _content(text)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
            b" /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (number + 1)
        )
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content))
    return _file_of(objects)


def _content(text: str) -> bytes:
    lines = [line for part in text.split("\n\n") for line in (*wrap(part, LINE_WIDTH), "")]
    shown = b" T* ".join(b"(" + _escaped(line) + b") Tj" for line in lines)
    return b"BT /F1 11 Tf 15 TL 72 770 Td " + shown + b" ET"


def _escaped(line: str) -> bytes:
    for mark in ("\\", "(", ")"):
        line = line.replace(mark, f"\\{mark}")
    return line.encode("cp1252")


def _file_of(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)
