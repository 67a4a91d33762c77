"""Names of elements and attributes of ODT files."""

ODF = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
OFFICE, TEXT, TABLE, STYLE = map(ODF.format, ("office", "text", "table", "style"))
LIBREOFFICE = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"

HEADING = f"{TEXT}h"
PARAGRAPHS = {f"{TEXT}p", HEADING}
