"""Small real files for tests."""

import io
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMES_OF_WORD = {
    "w": WORD,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
ODF = "urn:oasis:names:tc:opendocument:xmlns"
NAMES_OF_ODF = {
    "office": f"{ODF}:office:1.0",
    "text": f"{ODF}:text:1.0",
    "table": f"{ODF}:table:1.0",
    "draw": f"{ODF}:drawing:1.0",
    "style": f"{ODF}:style:1.0",
    "form": f"{ODF}:form:1.0",
    "svg": f"{ODF}:svg-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}


def pdf_bytes(*pages: str) -> bytes:
    """A minimal PDF with the lines of text on each page; written out, as pypdf writes no text."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, text in enumerate(pages):
        stream = b"BT /F1 12 Tf 14 TL 72 760 Td " + b" T* ".join(map(shown, text.split("\n")))
        stream += b" ET"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources"
            b" << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (5 + 2 * number)
        )
        objects.append(b"<< /Length %d >> stream\n%b\nendstream" % (len(stream), stream))
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def shown(line: str) -> bytes:
    escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return b"(" + escaped.encode("cp1252") + b") Tj"


def docx_bytes(body: str, main: str = "word/document.xml", **parts: str) -> bytes:
    """A DOCX file with this XML in its body, and in further parts: styles, numbering, footnotes."""
    inner = {"styles": "", "numbering": "", "footnotes": "", "endnotes": "", "comments": ""} | parts
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>'
        for name in inner
    )
    overrides = {main: "document.main"} | {f"word/{name}.xml": name for name in inner}
    types = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument'
        f'.wordprocessingml.{kind}+xml"/>'
        for name, kind in overrides.items()
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
        f' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r"'
        f' Type="{RELATIONS}/officeDocument" Target="{main}"/></Relationships>',
        main.replace("word/", "word/_rels/") + ".rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'
        ),
        main: f"<w:document {names(NAMES_OF_WORD)}><w:body>{body}</w:body></w:document>",
        **{
            f"word/{name}.xml": f"<w:{name} {names(NAMES_OF_WORD)}>{xml}</w:{name}>"
            for name, xml in inner.items()
        },
    }
    return zip_bytes(files)


def odt_bytes(body: str, automatic: str = "", styles: str = "", doctype: str = "") -> bytes:
    """An ODT file with this XML in its text, its automatic styles, and those that have names."""
    content = (
        f"{doctype}<office:document-content {names(NAMES_OF_ODF)}>"
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    named = (
        f"<office:document-styles {names(NAMES_OF_ODF)}><office:styles>{styles}</office:styles>"
        "</office:document-styles>"
    )
    return zip_bytes(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            # As OpenOffice.org 2 wrote it.
            "META-INF/manifest.xml": '<!DOCTYPE m PUBLIC "-//a//b" "Manifest.dtd"><m/>',
            "content.xml": content,
            "styles.xml": named,
        }
    )


def names(spaces: dict[str, str]) -> str:
    return " ".join(f'xmlns:{short}="{space}"' for short, space in spaces.items())


def zip_bytes(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()
