"""Takes out of a DOCX file's tree what its reader does not see, and the wrappers of what he does:
tracked deletions, hidden text, codes of fields, the second drawing of a text box.

Comments stand in a part of their own, which nobody opens.
"""

from collections.abc import Iterable
from typing import Any

from docx.oxml.ns import qn

from cms.media.text.word_styles import HiddenStyles, is_on

COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH_RUN = "{http://schemas.openxmlformats.org/officeDocument/2006/math}r"
SHAPE = "{urn:schemas-microsoft-com:vml}shape"

FIELD_MARK, FIELD_MARK_TYPE = qn("w:fldChar"), qn("w:fldCharType")

UNSEEN = [
    qn(f"w:{name}")
    for name in (
        "del", "moveFrom", "delText", "delInstrText", "instrText", "rt", "altChunk",
        "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange",
    )
]  # fmt: skip
WRAPPERS = [
    qn(f"w:{name}")
    for name in (
        "ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "fldSimple", "dir", "bdo",
    )
]  # fmt: skip
PROPERTIES_OF_WRAPPERS = [
    qn(f"w:{name}") for name in ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData")
]


def keep_what_is_shown(root: Any, styles: HiddenStyles) -> None:
    take_out(rows_and_cells_without_readers(root))
    joined = paragraphs_whose_mark_is_not_seen(root)
    take_out(root.iter(*UNSEEN))
    take_out(second_drawings(root))
    take_out(codes_of_fields(root))
    take_out(run for run in root.iter(qn("w:r"), MATH_RUN) if styles.hides(run))
    take_out(hidden_shapes(root))
    take_out(root.iter(*PROPERTIES_OF_WRAPPERS))
    for wrapper in list(root.iter(*WRAPPERS)):
        unwrap(wrapper)
    for paragraph in joined:
        join_with_the_next(paragraph)


def take_out(elements: Iterable[Any]) -> None:
    for element in list(elements):
        if (parent := element.getparent()) is not None:
            parent.remove(element)


def unwrap(element: Any) -> None:
    parent = element.getparent()
    place = parent.index(element)
    parent[place : place + 1] = list(element)


def rows_and_cells_without_readers(root: Any) -> Iterable[Any]:
    for row in root.iter(qn("w:tr")):
        properties = row.find(qn("w:trPr"))
        if has(properties, "w:del") or has(properties, "w:hidden"):
            yield row
    for cell in root.iter(qn("w:tc")):
        if has(cell.find(qn("w:tcPr")), "w:cellDel"):
            yield cell


def paragraphs_whose_mark_is_not_seen(root: Any) -> list[Any]:
    """Those that go on in the next one, since what parts the two is deleted or hidden."""
    found = []
    for paragraph in root.iter(qn("w:p")):
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        if any(has(mark, name) for name in ("w:del", "w:moveFrom", "w:vanish", "w:specVanish")):
            found.append(paragraph)
    return found


def join_with_the_next(paragraph: Any) -> None:
    following = paragraph.getnext()
    if following is None or following.tag != qn("w:p"):
        return
    place = 1 if following.find(qn("w:pPr")) is not None else 0
    following[place:place] = [child for child in paragraph if child.tag != qn("w:pPr")]
    paragraph.getparent().remove(paragraph)


def second_drawings(root: Any) -> Iterable[Any]:
    """What programs draw that do not know the first choice of several."""
    for choices in root.iter(f"{COMPATIBILITY}AlternateContent"):
        yield from list(choices)[1:]


def codes_of_fields(root: Any) -> Iterable[Any]:
    """What stands between the beginning of a field and its result: the field's code, and the
    results of others that the code uses. A field may go on over many paragraphs; one that a broken
    file never ends is none."""
    unended = set(fields_without_end(root))
    open_fields: list[str] = []
    for run in root.iter(qn("w:r")):
        for child in run:
            if child.tag != FIELD_MARK:
                if "begin" in open_fields:
                    yield child
                continue
            kind = child.get(FIELD_MARK_TYPE)
            if kind == "begin" and child not in unended:
                open_fields.append(kind)
            elif kind in ("separate", "end") and open_fields:
                open_fields.pop()
                if kind == "separate":
                    open_fields.append(kind)


def fields_without_end(root: Any) -> list[Any]:
    begun: list[Any] = []
    for mark in root.iter(FIELD_MARK):
        kind = mark.get(FIELD_MARK_TYPE)
        if kind == "begin":
            begun.append(mark)
        elif kind == "end" and begun:
            begun.pop()
    return begun


def hidden_shapes(root: Any) -> Iterable[Any]:
    for properties in root.iter(qn("wp:docPr")):
        if is_on(properties.get("hidden", "0")):
            yield properties.getparent()
    for shape in root.iter(SHAPE):
        if "visibility:hidden" in shape.get("style", "").replace(" ", ""):
            yield shape


def has(properties: Any, name: str) -> bool:
    found = properties.find(qn(name)) if properties is not None else None
    return found is not None and is_on(found.get(qn("w:val"), "1"))
